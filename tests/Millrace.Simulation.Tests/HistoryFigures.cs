namespace Millrace.Simulation;

/// <summary>What happened in a history: shows whether the simulation goes where it is meant to go.</summary>
internal sealed class HistoryFigures
{
    public long Sent { get; set; }

    public long Drained { get; set; }

    public long PowerCuts { get; set; }

    public long Kills { get; set; }

    public long FailedFlushes { get; set; }

    public long TornBatches { get; set; }

    public long RefusedForRoom { get; set; }

    public long Comparisons { get; set; }

    public long SegmentsDropped { get; set; }

    public long RewrittenBytes { get; set; }

    public long DeadLetters { get; set; }

    public long Duplicates { get; set; }

    public long Repeats { get; set; }

    public long Moved { get; set; }

    public long TasksEnded { get; set; }

    public long AttributesSet { get; set; }

    public void Add(HistoryFigures other)
    {
        Sent += other.Sent;
        Drained += other.Drained;
        PowerCuts += other.PowerCuts;
        Kills += other.Kills;
        FailedFlushes += other.FailedFlushes;
        TornBatches += other.TornBatches;
        RefusedForRoom += other.RefusedForRoom;
        Comparisons += other.Comparisons;
        SegmentsDropped += other.SegmentsDropped;
        RewrittenBytes += other.RewrittenBytes;
        DeadLetters += other.DeadLetters;
        Duplicates += other.Duplicates;
        Repeats += other.Repeats;
        Moved += other.Moved;
        TasksEnded += other.TasksEnded;
        AttributesSet += other.AttributesSet;
    }

    public override string ToString() =>
        $"{Sent} messages sent, {RefusedForRoom} refused for want of room, {Drained} drained at the end, {DeadLetters} seen in a "
        + $"dead-letter queue; {PowerCuts} power cuts, {Kills} kills, {FailedFlushes} failed flushes, {TornBatches} torn batches; "
        + $"{Duplicates} duplicates answered, {Repeats} receives repeated, {Moved} seen after a move, {TasksEnded} move tasks at their "
        + $"end, {AttributesSet} attributes set; "
        + $"{SegmentsDropped} segments given up, {RewrittenBytes} bytes rewritten; {Comparisons} replays compared";
}
