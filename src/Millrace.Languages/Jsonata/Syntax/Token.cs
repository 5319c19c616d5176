using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>One token: its text (without quotes or dollar), its value if it is a literal, and where it ends.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The operator or the name; the pattern of a regular expression.</param>
/// <param name="Value">The value of a literal, the flags of a regular expression, otherwise undefined.</param>
/// <param name="Position">Characters of the expression up to its end.</param>
internal readonly record struct Token(TokenKind Kind, string Text, JsonValue Value, int Position)
{
    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    /// <summary>What error texts print: the value of a literal, otherwise the text.</summary>
    public JsonValue Shown =>
        Kind switch
        {
            TokenKind.End => "(end)",
            TokenKind.Number or TokenKind.Value => Value,
            _ => Text,
        };
}
