using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What a trial came to.</summary>
/// <param name="State">The execution where the trial left it.</param>
/// <param name="Events">The whole history.</param>
/// <param name="Problem">Why the trial stopped before the execution was over; null when it is over.</param>
public sealed record TrialRun(ExecutionState State, IReadOnlyList<HistoryEvent> Events, string? Problem);
