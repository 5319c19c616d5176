namespace Millrace.Sns;

/// <summary>Messages of a topic that follow each other, by number.</summary>
/// <param name="Last">The last of them, not the one behind.</param>
internal readonly record struct MessageRange(long First, long Last);
