namespace Millrace.Languages.EventPatterns;

/// <summary>A clause of a rule, ready for matching: any of the matchers is enough.</summary>
internal sealed class RuleClause(RuleField field, Matcher[] matchers)
{
    public RuleField Field { get; } = field;

    public Matcher[] Matchers { get; } = matchers;

    public bool AllowsAbsence => Array.Exists(Matchers, matcher => matcher is ExistsMatcher { Exists: false });

    public bool Matches(in FieldValue value)
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
