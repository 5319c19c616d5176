namespace Millrace.Sqs.Metrics;

/// <summary>The counts of a queue since this process began, minute by minute for the last hour.</summary>
/// <remarks>
/// Observations, not state: nothing is decided by them, they are in no fact and no checkpoint, and a restart begins anew. See
/// docs/decisions/0009-metrics-are-observations.md.
/// </remarks>
internal sealed class QueueMetrics
{
    /// <summary>Minutes kept.</summary>
    public const int MinutesMax = 60;

    /// <summary>Developer Guide, "Available CloudWatch metrics": so long after the last activity a queue is active.</summary>
    private static readonly TimeSpan _activeFor = TimeSpan.FromHours(6);

    private readonly Queue<QueueDataPoint> _points = new();
    private QueueCounts _open;
    private QueueCounts _closed;
    private DateTimeOffset _lastActivity;

    /// <summary>When the minute that is being counted ends, in UTC ticks; zero before the first.</summary>
    public long MinuteEndTicks { get; private set; }

    /// <summary>The minutes that have ended, oldest first.</summary>
    public IEnumerable<QueueDataPoint> Points => _points;

    /// <summary>All that was counted.</summary>
    public QueueCounts Total
    {
        get
        {
            var total = _closed;
            total.Add(_open);
            return total;
        }
    }

    public void CountSent(int bytes) => _open.AddSent(bytes);

    public void CountDeduplicated(int sends) => _open.Deduplicated += sends;

    public void CountReceived(int messages) => _open.Received += messages;

    public void CountEmptyReceive() => _open.EmptyReceives++;

    public void CountDeleted(int deletions) => _open.Deleted += deletions;

    /// <summary>Ends every minute that is over, and begins the one that runs.</summary>
    /// <param name="now">The time of a turn that has changed nothing yet.</param>
    /// <param name="gaugesAt">How the queue stood at a moment; asked for rising moments.</param>
    public void Reach(DateTimeOffset now, Func<DateTimeOffset, QueueGauges> gaugesAt)
    {
        if (MinuteEndTicks == 0)
        {
            Begin(now);
        }

        while (MinuteEndTicks <= now.UtcTicks)
        {
            Close(new DateTimeOffset(MinuteEndTicks, TimeSpan.Zero), gaugesAt);

            // Of a time in which nobody looked, only as many minutes as are kept.
            var oldestKept = MinuteEndOf(now) - (MinutesMax * TimeSpan.TicksPerMinute);
            MinuteEndTicks = Math.Max(MinuteEndTicks + TimeSpan.TicksPerMinute, oldestKept);
        }
    }

    /// <summary>Begins the first minute.</summary>
    public void Begin(DateTimeOffset now)
    {
        _lastActivity = now;
        MinuteEndTicks = MinuteEndOf(now);
    }

    private static long MinuteEndOf(DateTimeOffset now) =>
        now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute;

    private void Close(DateTimeOffset end, Func<DateTimeOffset, QueueGauges> gaugesAt)
    {
        var start = end - TimeSpan.FromMinutes(1);
        var gauges = gaugesAt(end);
        var hasHappened = _open is not { Sent: 0, Received: 0, Deleted: 0, EmptyReceives: 0, Deduplicated: 0 };
        if (hasHappened || gauges is not { Visible: 0, NotVisible: 0, Delayed: 0 })
        {
            _lastActivity = end;
        }

        if (end - _lastActivity < _activeFor)
        {
            _points.Enqueue(new QueueDataPoint(start, _open, gauges));
        }

        while (_points.TryPeek(out var oldest) && oldest.Start <= start - TimeSpan.FromMinutes(MinutesMax))
        {
            _points.Dequeue();
        }

        _closed.Add(_open);
        _open = default;
    }
}
