namespace Millrace.Languages.EventPatterns;

/// <summary><c>equals-ignore-case</c>, alone or inside <c>prefix</c> and <c>suffix</c>. See <see cref="CaseFolding"/> for what case means.</summary>
public sealed class IgnoreCaseMatcher(string text, IgnoreCasePart part) : Matcher
{
    internal IgnoreCasePart Part { get; } = part;

    internal int[] CodePoints { get; } = Array.ConvertAll(Utf8Text.CodePoints(text), CaseFolding.Canonical);

    public override bool Matches(in FieldValue value)
    {
        if (value.Kind != FieldValueKind.String)
        {
            return false;
        }

        var rest = value.Text;
        for (var i = 0; i < CodePoints.Length; i++)
        {
            var length =
                Part == IgnoreCasePart.End
                    ? CaseFolding.MatchEnd(CodePoints[^(i + 1)], rest)
                    : CaseFolding.MatchStart(CodePoints[i], rest);
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
        var inner = $"{{\"equals-ignore-case\":{Quote(Utf8Text.GetBytes(text))}}}";
        return Part switch
        {
            IgnoreCasePart.Start => $"{{\"prefix\":{inner}}}",
            IgnoreCasePart.End => $"{{\"suffix\":{inner}}}",
            _ => inner,
        };
    }
}
