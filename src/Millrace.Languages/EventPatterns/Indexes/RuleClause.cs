namespace Millrace.Languages.EventPatterns;

/// <summary>A clause of a rule, ready for matching: any of the matchers is enough.</summary>
internal sealed class RuleClause(RuleField field, IReadOnlyList<Matcher> matchers)
{
    // Most clauses have one matcher, and there can be a hundred thousand of them.
    private readonly Matcher _matcher = matchers.Count == 1 ? matchers[0] : new AnyOfMatcher(matchers);

    public RuleField Field { get; } = field;

    public ReadOnlySpan<Matcher> Matchers =>
        _matcher is AnyOfMatcher several ? several.Matchers : new ReadOnlySpan<Matcher>(in _matcher);

    public bool AllowsAbsence
    {
        get
        {
            foreach (var matcher in Matchers)
            {
                if (matcher is ExistsMatcher { Exists: false })
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool Matches(in FieldValue value) => _matcher.Matches(value);

    private sealed class AnyOfMatcher(IReadOnlyList<Matcher> matchers) : Matcher
    {
        public Matcher[] Matchers { get; } = [.. matchers];

        public override bool Matches(in FieldValue value)
        {
            foreach (var matcher in Matchers)
            {
                if (matcher.Matches(value))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
