using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <summary>The text of a wildcard: <c>*</c> is the wildcard, <c>\*</c> and <c>\\</c> are the characters themselves.</summary>
internal static class WildcardSyntax
{
    /// <summary>The texts between the wildcards, escapes resolved; one more than there are wildcards.</summary>
    /// <exception cref="FormatException">Two wildcards in a row, or another escape. The position counts UTF-8 bytes and the opening quote, as AWS's does.</exception>
    public static List<string> Split(string text)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    throw new FormatException($"Consecutive wildcard characters at pos {Position(text, i)}");
                case '*':
                    pieces.Add(piece.ToString());
                    piece.Clear();
                    break;
                case '\\' when i + 1 < text.Length && text[i + 1] is '*' or '\\':
                    piece.Append(text[++i]);
                    break;
                case '\\':
                    throw new FormatException($"Invalid escape character at pos {Position(text, i)}");
                default:
                    piece.Append(text[i]);
                    break;
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static int Position(string text, int at) => 1 + Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
}
