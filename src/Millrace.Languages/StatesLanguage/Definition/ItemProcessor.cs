namespace Millrace.Languages.StatesLanguage;

/// <summary>What a Map runs for each item, and how.</summary>
public sealed class ItemProcessor
{
    public required StateScope Scope { get; init; }

    /// <summary>Whether every item is a child execution (DISTRIBUTED) rather than a part of this one (INLINE).</summary>
    public bool Distributed { get; init; }

    /// <summary>The type of the child executions; distributed only.</summary>
    public StateMachineType ExecutionType { get; init; }
}
