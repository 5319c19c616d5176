namespace Millrace.Languages.EventPatterns;

/// <summary>All rules of a <see cref="RuleSet{TRule}"/> at one moment. Immutable: any number of threads may match against it.</summary>
public sealed class RuleSnapshot<TRule>
    where TRule : notnull
{
    internal RuleSnapshot(RuleIndex index, int count)
    {
        Index = index;
        Count = count;
    }

    /// <summary>How many rules there are.</summary>
    public int Count { get; }

    internal RuleIndex Index { get; }
}
