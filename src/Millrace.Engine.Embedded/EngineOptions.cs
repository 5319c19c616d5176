namespace Millrace.Engine.Embedded;

/// <summary>What can be set about the embedded engine.</summary>
public sealed record EngineOptions
{
    /// <summary>
    /// How many partitions a new store gets; fixed from then on. More than cores is harmless: turns are short, and a
    /// partition is only a lock and a table.
    /// </summary>
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Bytes of one journal file in a new store; fixed from then on. Small enough that an empty store is light and thin
    /// segments are soon rewritten, large enough that rolling is rare.
    /// </summary>
    public int SegmentBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Memory for batches on their way to the disk and for recent payloads. At the least four times the largest request.
    /// </summary>
    public int CacheBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// A checkpoint is taken when the journal has grown by so many bytes since the last one: what a restart replays at most,
    /// at about half a gigabyte a second. As much of used-up segments stays on the disk, to be used again.
    /// </summary>
    public long CheckpointBytes { get; init; } = 256 * 1024 * 1024;
}
