namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"wildcard": "a*b"}</c>: strings in which each <c>*</c> stands for any characters, or none.</summary>
public sealed class WildcardMatcher : Matcher
{
    private readonly string _text;

    private WildcardMatcher(string text, byte[][] pieces)
    {
        _text = text;
        Pieces = pieces;
    }

    /// <summary>The texts between the wildcards, UTF-8; one more than there are wildcards, the first and the last may be empty.</summary>
    internal byte[][] Pieces { get; }

    /// <summary>Whether it asks for anything besides being a string.</summary>
    internal bool HasText => Array.Exists(Pieces, piece => piece.Length > 0);

    /// <summary>Reads the text of a wildcard.</summary>
    /// <exception cref="FormatException">A text AWS refuses; the message is AWS's.</exception>
    public static WildcardMatcher Parse(string text) => new(text, [.. WildcardSyntax.Split(text).Select(Utf8Text.GetBytes)]);

    public override bool Matches(in FieldValue value) => value.Kind == FieldValueKind.String && Matches(value.Text);

    /// <summary>Whether a string, in UTF-8, matches.</summary>
    internal bool Matches(ReadOnlySpan<byte> text)
    {
        var first = Pieces[0];
        if (Pieces.Length == 1)
        {
            return text.SequenceEqual(first);
        }

        var last = Pieces[^1];
        if (text.Length < first.Length + last.Length || !text.StartsWith(first) || !text.EndsWith(last))
        {
            return false;
        }

        // Taking each piece at its first place leaves the most for the pieces behind it.
        text = text[first.Length..^last.Length];
        foreach (var piece in Pieces.AsSpan(1, Pieces.Length - 2))
        {
            var at = text.IndexOf(piece);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + piece.Length)..];
        }

        return true;
    }

    public override string ToString() => $"{{\"wildcard\":{Quote(Utf8Text.GetBytes(_text))}}}";
}
