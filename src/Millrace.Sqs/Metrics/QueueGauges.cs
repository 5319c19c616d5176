namespace Millrace.Sqs.Metrics;

/// <summary>How a queue stands at a moment.</summary>
/// <param name="OldestSeconds">The age of the oldest message; null when no message counts.</param>
/// <param name="GroupsInFlight">Message groups with messages in flight; null on a standard queue.</param>
/// <param name="Fair">How its groups stand; null on a FIFO queue, and while no message has a group.</param>
public readonly record struct QueueGauges(
    int Visible,
    int NotVisible,
    int Delayed,
    int? OldestSeconds,
    int? GroupsInFlight,
    FairGauges? Fair
);

/// <summary>How the groups of a fair queue stand: how many are noisy, and what all others have.</summary>
/// <param name="OldestSeconds">The age of the oldest message of the others; null when there is none, or it was not found yet.</param>
public readonly record struct FairGauges(int NoisyGroups, int Visible, int NotVisible, int Delayed, int? OldestSeconds);
