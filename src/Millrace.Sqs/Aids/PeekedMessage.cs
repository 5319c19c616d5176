namespace Millrace.Sqs.Aids;

/// <summary>A message as it lies in its queue.</summary>
/// <param name="Number">Its place in the queue; the next page begins behind the last one shown.</param>
/// <param name="DueAt">When it becomes visible, in milliseconds since the epoch; null when it is, or is leaving.</param>
/// <param name="ExpiresAt">When the retention period ends, in milliseconds since the epoch.</param>
/// <param name="ReceiveCount">How often it was received, its time in the queue it died in included.</param>
/// <param name="FirstReceivedHere">When this queue knows it was first received, in milliseconds since the epoch; null when it never was.</param>
/// <param name="SequenceNumber">On FIFO queues; otherwise null.</param>
public sealed record PeekedMessage(
    long Number,
    MessageState State,
    long? DueAt,
    long ExpiresAt,
    int ReceiveCount,
    long? FirstReceivedHere,
    string? SequenceNumber
)
{
    /// <summary>What was sent; there once the peek is answered.</summary>
    public MessageSent? Sent { get; internal set; }

    /// <summary>Milliseconds since the epoch; null when it never was. A message that died tells of the queue it died in first.</summary>
    public long? FirstReceivedAt => Sent is { FirstReceivedAt: > 0 and var before } ? before : FirstReceivedHere;
}

/// <summary>Messages in the order of their numbers.</summary>
/// <param name="Next">Where the next page begins; null when the queue has no more.</param>
public sealed record PeekedPage(IReadOnlyList<PeekedMessage> Messages, long? Next);
