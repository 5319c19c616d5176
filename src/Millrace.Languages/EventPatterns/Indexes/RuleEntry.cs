namespace Millrace.Languages.EventPatterns;

/// <summary>A rule as matching sees it.</summary>
/// <param name="number">Unique among the rules of one snapshot.</param>
internal abstract class RuleEntry(int number)
{
    public int Number { get; } = number;

    /// <summary>All its alternatives, to take them out again. Set once, before the rule is seen by anybody else.</summary>
    public RuleBranches? Branches { get; set; }
}

/// <inheritdoc/>
/// <param name="rule">What the caller calls the rule.</param>
internal sealed class RuleEntry<TRule>(TRule rule, int number) : RuleEntry(number)
{
    public TRule Rule { get; } = rule;
}
