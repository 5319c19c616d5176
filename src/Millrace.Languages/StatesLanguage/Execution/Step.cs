namespace Millrace.Languages.StatesLanguage;

/// <summary>What one step decided.</summary>
/// <param name="State">The state of the execution after it.</param>
/// <param name="Events">The history events it adds, in order.</param>
/// <param name="Directives">What is to be done next, in order; to be done once the events are durable.</param>
/// <param name="Accepted">False when what happened concerns nothing that is open any more: nothing has changed then.</param>
public sealed record Step(
    ExecutionState State,
    IReadOnlyList<HistoryEvent> Events,
    IReadOnlyList<Directive> Directives,
    bool Accepted = true
)
{
    /// <summary>What its expressions took, in units of <see cref="Limits.StateWorkMax"/>.</summary>
    internal long Work { get; init; }
}
