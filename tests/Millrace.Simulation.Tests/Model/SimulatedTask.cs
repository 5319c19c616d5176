namespace Millrace.Simulation.Model;

/// <summary>What the clients know of a message move task.</summary>
/// <param name="Source">The dead-letter queue whose messages it moves.</param>
/// <param name="AskedAt">When it was asked for, as <see cref="Promises.Tick"/> counts.</param>
/// <param name="StartedAt">Milliseconds since the epoch at which it began, if it did.</param>
/// <param name="DestinationArn">Where it moves them; null for home.</param>
internal sealed record SimulatedTask(SimulatedQueue Source, long AskedAt, long StartedAt, string? DestinationArn)
{
    /// <summary>Its handle, once its start was acknowledged.</summary>
    public string? Handle { get; set; }

    /// <summary>Nothing came of it.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Its end was asked for, and that was acknowledged.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The status that a client was told last.</summary>
    public string Status { get; set; } = "RUNNING";

    /// <summary>How many messages it had moved by then.</summary>
    public long Moved { get; set; }
}
