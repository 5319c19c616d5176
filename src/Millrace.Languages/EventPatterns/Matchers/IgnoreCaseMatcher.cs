namespace Millrace.Languages.EventPatterns;

/// <summary><c>equals-ignore-case</c>, alone or inside <c>prefix</c> and <c>suffix</c>. See <see cref="CaseFolding"/> for what case means.</summary>
public sealed class IgnoreCaseMatcher(string text, IgnoreCasePart part) : Matcher
{
    internal IgnoreCasePart Part { get; } = part;

    internal string Text { get; } = text;

    public override bool Matches(in FieldValue value)
    {
        if (value.Kind != FieldValueKind.String)
        {
            return false;
        }

        var rest = value.Text;
        for (var (at, end) = (0, Text.Length); at < end; )
        {
            var codePoint =
                Part == IgnoreCasePart.End ? Utf8Text.CodePointBefore(Text, ref end) : Utf8Text.CodePointAt(Text, ref at);
            var length =
                Part == IgnoreCasePart.End ? CaseFolding.MatchEnd(codePoint, rest) : CaseFolding.MatchStart(codePoint, rest);
            if (length == 0)
            {
                return false;
            }

            rest = Part == IgnoreCasePart.End ? rest[..^length] : rest[length..];
        }

        return rest.IsEmpty || Part != IgnoreCasePart.Whole;
    }

    public override string ToString()
    {
        var inner = $"{{\"equals-ignore-case\":{Quote(Utf8Text.GetBytes(Text))}}}";
        return Part switch
        {
            IgnoreCasePart.Start => $"{{\"prefix\":{inner}}}",
            IgnoreCasePart.End => $"{{\"suffix\":{inner}}}",
            _ => inner,
        };
    }
}
