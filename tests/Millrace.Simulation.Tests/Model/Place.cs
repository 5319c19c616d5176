namespace Millrace.Simulation.Model;

/// <summary>Where a client was told that a message is.</summary>
/// <param name="Queue">The queue it was in.</param>
/// <param name="SeenAt">When a client was told, as <see cref="Promises.Tick"/> counts.</param>
/// <param name="MessageId">The id it has there.</param>
/// <param name="Sequence">The SequenceNumber it has there; null on a standard queue.</param>
/// <param name="Tasks">Move tasks that were over by then on the dead-letter queue it may pass through.</param>
internal sealed record Place(SimulatedQueue Queue, long SeenAt, string MessageId, string? Sequence, int Tasks);
