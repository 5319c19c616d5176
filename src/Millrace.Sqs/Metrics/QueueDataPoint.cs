namespace Millrace.Sqs.Metrics;

/// <summary>One minute of a queue: what happened in it, and how the queue stood at its end.</summary>
/// <param name="Start">The full minute in which it began; CloudWatch's timestamp of the data point.</param>
public readonly record struct QueueDataPoint(DateTimeOffset Start, QueueCounts Counts, QueueGauges Gauges)
{
    private const string Count = "Count";
    private const string Seconds = "Seconds";

    /// <summary>The metrics of namespace AWS/SQS that have a value for this minute.</summary>
    /// <remarks>
    /// Source: Developer Guide, "Available CloudWatch metrics for Amazon SQS": sizes are there when something was sent, the age
    /// when there is a message, the rest in every minute in which the queue is active.
    /// </remarks>
    public IEnumerable<MetricStatistic> Statistics()
    {
        yield return MetricStatistic.Of("NumberOfMessagesSent", Count, Counts.Sent);
        yield return MetricStatistic.Of("NumberOfMessagesReceived", Count, Counts.Received);
        yield return MetricStatistic.Of("NumberOfMessagesDeleted", Count, Counts.Deleted);
        yield return MetricStatistic.Of("NumberOfEmptyReceives", Count, Counts.EmptyReceives);
        if (Counts.Sent > 0)
        {
            yield return new MetricStatistic(
                "SentMessageSize",
                "Bytes",
                Counts.SentBytes,
                Counts.SentBytesMin,
                Counts.SentBytesMax,
                Counts.Sent
            );
        }

        yield return MetricStatistic.Of("ApproximateNumberOfMessagesVisible", Count, Gauges.Visible);
        yield return MetricStatistic.Of("ApproximateNumberOfMessagesNotVisible", Count, Gauges.NotVisible);
        yield return MetricStatistic.Of("ApproximateNumberOfMessagesDelayed", Count, Gauges.Delayed);
        if (Gauges.OldestSeconds is { } oldest)
        {
            yield return MetricStatistic.Of("ApproximateAgeOfOldestMessage", Seconds, oldest);
        }

        if (Gauges.GroupsInFlight is { } groups)
        {
            yield return MetricStatistic.Of("ApproximateNumberOfGroupsWithInflightMessages", Count, groups);
            yield return MetricStatistic.Of("NumberOfDeduplicatedSentMessages", Count, Counts.Deduplicated);
        }

        if (Gauges.Fair is { } fair)
        {
            yield return MetricStatistic.Of("ApproximateNumberOfNoisyGroups", Count, fair.NoisyGroups);
            yield return MetricStatistic.Of("ApproximateNumberOfMessagesVisibleInQuietGroups", Count, fair.Visible);
            yield return MetricStatistic.Of("ApproximateNumberOfMessagesNotVisibleInQuietGroups", Count, fair.NotVisible);
            yield return MetricStatistic.Of("ApproximateNumberOfMessagesDelayedInQuietGroups", Count, fair.Delayed);
            if (fair.OldestSeconds is { } oldestQuiet)
            {
                yield return MetricStatistic.Of("ApproximateAgeOfOldestMessageInQuietGroups", Seconds, oldestQuiet);
            }
        }
    }
}
