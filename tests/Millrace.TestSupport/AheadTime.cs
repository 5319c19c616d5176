namespace Millrace.TestSupport;

/// <summary>The system's time, ahead by as much as a test says; timers move with it, so that none is late after a jump.</summary>
public sealed class AheadTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<AheadTimer> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return base.GetUtcNow() + _ahead;
        }
    }

    /// <summary>Ahead as well: what counts by it must see a jump too.</summary>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);
        }
    }

    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _ahead += time;
            foreach (var timer in _timers)
            {
                timer.MoveUp(time);
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AheadTimer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class AheadTimer(AheadTime time, ITimer inner) : ITimer
    {
        private long _changedAt;
        private TimeSpan _dueTime = Timeout.InfiniteTimeSpan;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _changedAt = System.GetTimestamp();
                _dueTime = dueTime;
                _period = period;
                return inner.Change(dueTime, period);
            }
        }

        /// <summary>What is left until it is due shrinks by the jump; one that has gone off already has nothing left.</summary>
        public void MoveUp(TimeSpan jump)
        {
            var left = _dueTime - System.GetElapsedTime(_changedAt);
            if (_dueTime != Timeout.InfiniteTimeSpan && left > TimeSpan.Zero)
            {
                Change(left > jump ? left - jump : TimeSpan.Zero, _period);
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }

            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
