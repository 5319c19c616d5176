namespace Millrace.Simulation;

/// <summary>How a history went.</summary>
/// <param name="Hash">Two histories with the same number went the same way.</param>
/// <param name="Figures">What happened in it.</param>
/// <param name="Failure">What broke; null when every promise was kept.</param>
/// <param name="LastEvents">The events before it ended, oldest first.</param>
internal sealed record HistoryResult(ulong Hash, HistoryFigures Figures, Exception? Failure, string LastEvents);
