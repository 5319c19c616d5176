namespace Millrace.Simulation.Model;

/// <summary>A purge or deletion of a queue that was asked for.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="At">When it was asked for, as <see cref="Promises.Tick"/> counts.</param>
/// <param name="Touched">The messages that may end with it.</param>
internal sealed record Ending(SimulatedQueue Queue, long At, IReadOnlyList<SimulatedMessage> Touched)
{
    /// <summary>Messages that were in the queue for certain.</summary>
    public required IReadOnlyList<SimulatedMessage> Inside { get; init; }

    /// <summary>Messages that may have been elsewhere, and do not come back to this queue unless they are moved there.</summary>
    public required IReadOnlyList<SimulatedMessage> Owned { get; init; }

    public bool IsAcknowledged { get; set; }
}
