namespace Millrace.Engine.Embedded;

/// <summary>One resource in its partition, with what the engine keeps about it.</summary>
internal sealed class ResourceEntry(ResourceId id, uint number, Resource resource)
{
    public readonly ResourceId Id = id;

    /// <summary>The number its facts carry in the journal; given with its first fact, zero before.</summary>
    public uint Number = number;

    public readonly Resource Resource = resource;

    /// <summary>Requests that wait for a change, oldest first.</summary>
    public readonly LinkedList<Parked> Waiting = [];

    /// <summary>The last call taken from each calling resource; a repetition is dropped.</summary>
    public readonly Dictionary<ResourceId, long> CallsTaken = [];

    /// <summary>Its own place in the partition's schedule; null for none.</summary>
    public WakeUp? Due;
}
