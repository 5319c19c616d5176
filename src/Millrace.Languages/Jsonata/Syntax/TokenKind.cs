namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>What the lexer found.</summary>
internal enum TokenKind
{
    End,
    Name,
    Variable,
    String,
    Number,

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    Value,
    Regex,
    Operator,
}
