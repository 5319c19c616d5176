namespace Millrace.TestSupport.Simulated;

/// <summary>A clock that only its owner moves. Timers ring inside <see cref="Advance"/>, in the order of their times.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly List<SimulatedTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _rings;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTimeOffset Now => _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            throw new NotSupportedException("The engine uses no periodic timers.");
        }

        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the time, stopping at every timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var until = _now + by;
        while (RingNext(until)) { }

        _now = until;
    }

    /// <summary>Moves the time to the next timer on the way, which rings; false, and nothing moves, when there is none.</summary>
    public bool RingNext(DateTimeOffset until)
    {
        if (Next(until) is not { } timer)
        {
            return false;
        }

        _now = timer.Due > _now ? timer.Due : _now;
        _timers.Remove(timer);
        timer.Ring();
        return true;
    }

    /// <summary>Forgets all timers: the process that set them is gone.</summary>
    public void ForgetTimers() => _timers.Clear();

    private SimulatedTimer? Next(DateTimeOffset until)
    {
        SimulatedTimer? next = null;
        foreach (var timer in _timers)
        {
            if (timer.Due <= until && (next is null || (timer.Due, timer.Order).CompareTo((next.Due, next.Order)) < 0))
            {
                next = timer;
            }
        }

        return next;
    }

    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        /// <summary>Which of two timers for one moment was set first.</summary>
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock._now + dueTime;
                Order = ++clock._rings;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Ring() => callback(state);

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
