namespace Millrace.Sqs;

/// <summary>
/// The limits of SQS that a test may want lower, or out of its way. Without a word they are AWS's own, from <see cref="Limits"/>;
/// an operation that refuses names the limit it was given.
/// </summary>
/// <remarks>
/// What is accepted under wider limits is recorded and stays accepted when they are narrow again, so the ranges here end where the
/// layout of a message in memory and in the journal ends, not where AWS does.
/// </remarks>
public sealed record SqsLimits
{
    /// <summary>Messages of one queue that are received and not deleted: beyond it OverLimit, on a FIFO queue no more messages.</summary>
    public int InFlightMax { get; init; } = Limits.InFlightMax;

    /// <summary>Seconds after a purge before the next one is taken (PurgeQueueInProgress); 0 for none.</summary>
    public int PurgeIntervalSeconds { get; init; } = Limits.PurgeIntervalSeconds;

    /// <summary>Seconds after a deletion before the name can be used again (QueueDeletedRecently); 0 for none.</summary>
    public int RecreateIntervalSeconds { get; init; } = Limits.RecreateIntervalSeconds;

    /// <summary>Seconds in which a FIFO queue recognises a repeated send, and a repeated receive; 0 for never.</summary>
    public int DeduplicationSeconds { get; init; } = Limits.DeduplicationSeconds;

    /// <summary>The most that MaximumMessageSize can be set to, which is also what it is when it is not set; bytes.</summary>
    public int MessageBytesMax { get; init; } = Limits.MessageBytesMax;

    /// <summary>Bytes of all messages of one batch (BatchRequestTooLong).</summary>
    public int BatchBytesMax { get; init; } = Limits.BatchBytesMax;

    /// <summary>Entries of one batch (TooManyEntriesInBatchRequest).</summary>
    public int BatchEntriesMax { get; init; } = Limits.BatchEntriesMax;

    /// <summary>Message attributes of one message.</summary>
    public int MessageAttributesMax { get; init; } = Limits.MessageAttributesMax;

    /// <summary>Whether a message may hold only the characters of XML 1.0 (InvalidMessageContents).</summary>
    public bool XmlCharactersOnly { get; init; } = true;

    /// <summary>The highest MaxNumberOfMessages of a receive.</summary>
    public int ReceiveMessagesMax { get; init; } = Limits.ReceiveMessagesMax;

    /// <summary>The highest VisibilityTimeout, of a queue, a receive or a change, and the most from a receive on; seconds.</summary>
    public int VisibilityTimeoutSecondsMax { get; init; } = Limits.VisibilityTimeoutSecondsMax;

    /// <summary>The highest DelaySeconds, of a queue or a message.</summary>
    public int DelaySecondsMax { get; init; } = Limits.DelaySecondsMax;

    /// <summary>The highest WaitTimeSeconds, of a queue or a receive.</summary>
    public int WaitTimeSecondsMax { get; init; } = Limits.WaitTimeSecondsMax;

    /// <summary>The lowest MessageRetentionPeriod, in seconds.</summary>
    public int RetentionSecondsMin { get; init; } = Limits.RetentionSecondsMin;

    /// <summary>The highest MessageRetentionPeriod, in seconds.</summary>
    public int RetentionSecondsMax { get; init; } = Limits.RetentionSecondsMax;

    /// <summary>The highest MaxNumberOfMessagesPerSecond of a move task, which is also its rate when none is asked for.</summary>
    public int MovesPerSecondMax { get; init; } = Limits.MovesPerSecondMax;

    /// <summary>The first limit that has a value it cannot have, by its name here, and what it can have; null when all are fine.</summary>
    public (string Name, int Least, int Most)? FirstOutOfRange()
    {
        // A slot keeps times as milliseconds from the send in 32 bits, 49 days; retention, delay and visibility stay well below.
        const int MonthSeconds = 30 * 86_400;
        (string Name, int Value, int Least, int Most)[] ranges =
        [
            (nameof(InFlightMax), InFlightMax, 1, int.MaxValue),
            (nameof(PurgeIntervalSeconds), PurgeIntervalSeconds, 0, 3_600),
            (nameof(RecreateIntervalSeconds), RecreateIntervalSeconds, 0, 3_600),
            (nameof(DeduplicationSeconds), DeduplicationSeconds, 0, 3_600),
            (nameof(MessageBytesMax), MessageBytesMax, Limits.MessageBytesMin, Limits.MessageBytesMax),
            (nameof(BatchBytesMax), BatchBytesMax, Limits.MessageBytesMin, Limits.BatchBytesMax),
            (nameof(BatchEntriesMax), BatchEntriesMax, 1, 1_000),
            (nameof(MessageAttributesMax), MessageAttributesMax, 0, 1_000),
            (nameof(ReceiveMessagesMax), ReceiveMessagesMax, 1, 100),
            (
                nameof(VisibilityTimeoutSecondsMax),
                VisibilityTimeoutSecondsMax,
                Limits.VisibilityTimeoutSecondsDefault,
                Limits.RetentionSecondsMax
            ),
            (nameof(DelaySecondsMax), DelaySecondsMax, 0, Limits.RetentionSecondsMax),
            (nameof(WaitTimeSecondsMax), WaitTimeSecondsMax, 0, 3_600),
            (nameof(RetentionSecondsMin), RetentionSecondsMin, 1, Limits.RetentionSecondsDefault),
            (nameof(RetentionSecondsMax), RetentionSecondsMax, Limits.RetentionSecondsDefault, MonthSeconds),
            (nameof(MovesPerSecondMax), MovesPerSecondMax, 1, 5_000),
        ];
        foreach (var (name, value, least, most) in ranges)
        {
            if (value < least || value > most)
            {
                return (name, least, most);
            }
        }

        return null;
    }
}
