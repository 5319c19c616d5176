namespace Millrace.Engine.Embedded;

/// <summary>A request that waits on a resource. All members are called under the partition's lock.</summary>
internal abstract class Parked
{
    /// <summary>Its place among the waiting; null once it is decided, gone or timed out.</summary>
    public LinkedListNode<Parked>? Place { get; set; }

    /// <summary>Its place in the partition's schedule, as long as it has one among the waiting.</summary>
    public WakeUp? Deadline { get; set; }

    /// <summary>Decides again; false when it still waits.</summary>
    public abstract bool TryDecide(Partition partition, ResourceEntry entry, DateTimeOffset now);

    /// <summary>Decides a last time, as if the wait had lasted as long as was asked; for a server that stops.</summary>
    public abstract void EndWait(Partition partition, ResourceEntry entry, DateTimeOffset now);

    /// <summary>Ends the wait without a decision, for a client that left.</summary>
    public abstract void Abandon();
}
