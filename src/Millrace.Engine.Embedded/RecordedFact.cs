namespace Millrace.Engine.Embedded;

/// <summary>A fact as it lies in the journal.</summary>
/// <param name="Position">Where its record begins, in bytes since the store was created; for one that was copied, where the copy does.</param>
/// <param name="Resource">What it is about; null when that was forgotten before this process could learn its name.</param>
public sealed record RecordedFact(long Position, ResourceId? Resource, IFact Fact);

/// <summary>Which facts to read back.</summary>
/// <param name="Tag">Their kind.</param>
/// <param name="Resource">Only those about this resource; null for all.</param>
/// <param name="Before">Only those that end at this position or before it.</param>
/// <param name="Most">Facts at most.</param>
public sealed record HistoryRequest(ushort Tag, ResourceId? Resource, long Before, int Most);

/// <summary>Facts read back, the newest first.</summary>
/// <param name="Next">What the next page lies before; null when the journal reaches back no further.</param>
public sealed record HistoryPage(IReadOnlyList<RecordedFact> Facts, long? Next);
