namespace Millrace.Simulation;

/// <summary>What happened in a history: shows whether the simulation goes where it is meant to go.</summary>
internal sealed class HistoryFigures
{
    public long Sent { get; set; }

    public long Drained { get; set; }

    public long PowerCuts { get; set; }

    public long TornBatches { get; set; }

    public long Comparisons { get; set; }

    public long Segments { get; set; }

    public long SegmentsDropped { get; set; }

    public long RewrittenBytes { get; set; }

    public long DeadLetters { get; set; }

    public void Add(HistoryFigures other)
    {
        Sent += other.Sent;
        Drained += other.Drained;
        PowerCuts += other.PowerCuts;
        TornBatches += other.TornBatches;
        Comparisons += other.Comparisons;
        Segments += other.Segments;
        SegmentsDropped += other.SegmentsDropped;
        RewrittenBytes += other.RewrittenBytes;
        DeadLetters += other.DeadLetters;
    }

    public override string ToString() =>
        $"{Sent} messages sent, {Drained} drained at the end, {DeadLetters} seen in a dead-letter queue; {PowerCuts} power cuts, "
        + $"{TornBatches} torn batches; {SegmentsDropped} segments given up, {RewrittenBytes} bytes rewritten; "
        + $"{Comparisons} replays compared";
}
