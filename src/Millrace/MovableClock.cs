namespace Millrace;

/// <summary>
/// A clock that runs like the machine's, and can be moved forward. Timers made by it ring when it reaches their time, whether by
/// running or by being moved; on the way it stops at each of them, so what one timer brings about is there before the next rings.
/// </summary>
/// <remarks>
/// It is never moved backwards, by nobody: when the machine's clock is set back, it runs on from where it was, or every wait that
/// had begun would last as much longer. Members may be called by any thread.
/// </remarks>
public sealed class MovableClock(TimeProvider machine) : TimeProvider
{
    /// <summary>Timers of the machine count coarser ticks than its clock and may ring this much early.</summary>
    private static readonly TimeSpan _early = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _machine = machine;
    private readonly Lock _gate = new();
    private readonly HashSet<MovableTimer> _timers = [];
    private long _aheadTicks;

    /// <summary>The machine's time less what its timestamps count, at the most that was ever seen: only a clock set back makes it less.</summary>
    private long _originTicks;

    /// <summary>How far it has been moved in all.</summary>
    public TimeSpan Ahead => new(Volatile.Read(ref _aheadTicks));

    /// <summary>The machine's own time.</summary>
    public DateTimeOffset MachineTime => _machine.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => _machine.LocalTimeZone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>
    /// Time since some moment that never goes back, moves included. Timers count by it, so that setting the machine's clock back
    /// does not make them late.
    /// </summary>
    private TimeSpan Elapsed => new(GetTimestamp());

    public override DateTimeOffset GetUtcNow()
    {
        // In this order: a thread that is held up between the two takes the time for earlier than it is, which the next corrects.
        var ticks = _machine.GetUtcNow().UtcTicks;
        var elapsed = _machine.GetElapsedTime(0).Ticks;
        var origin = ticks - elapsed;
        var known = Volatile.Read(ref _originTicks);
        while (origin > known)
        {
            var found = Interlocked.CompareExchange(ref _originTicks, origin, known);
            if (found == known)
            {
                known = origin;
                break;
            }

            known = found;
        }

        return new DateTimeOffset(known + elapsed, TimeSpan.Zero) + Ahead;
    }

    public override long GetTimestamp() => _machine.GetElapsedTime(0).Ticks + Volatile.Read(ref _aheadTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves to the first timer that is set for <paramref name="until"/> or earlier, and lets it ring; without one, moves all the way.
    /// </summary>
    /// <returns>True when a timer rang: what it set off may need time of the machine's before the next step.</returns>
    public bool Step(DateTimeOffset until)
    {
        MovableTimer? next = null;
        lock (_gate)
        {
            var now = Elapsed;
            var end = now + (until - GetUtcNow());
            foreach (var timer in _timers)
            {
                if (timer.DueAt <= end && (next is null || timer.DueAt < next.DueAt))
                {
                    next = timer;
                }
            }

            var forward = (next?.DueAt ?? end) - now;
            if (forward > TimeSpan.Zero)
            {
                Volatile.Write(ref _aheadTicks, _aheadTicks + forward.Ticks);
                foreach (var timer in _timers)
                {
                    timer.Arm();
                }
            }
        }

        next?.Ring();
        return next is not null;
    }

    /// <summary>One timer: its time on this clock, and a timer of the machine's that rings when the clock gets there by running.</summary>
    private sealed class MovableTimer : ITimer
    {
        private readonly MovableClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _machineTimer;
        private TimeSpan _period;

        public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _machineTimer = clock._machine.CreateTimer(
                static timer => ((MovableTimer)timer!).Ring(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        /// <summary>When it rings, as <see cref="Elapsed"/> counts; null while it is not set. Under the clock's lock.</summary>
        public TimeSpan? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                _period = period;
                SetFor(dueTime == Timeout.InfiniteTimeSpan ? null : _clock.Elapsed + dueTime);
                return _machineTimer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>Sets the machine's timer for the time that is left, in whole milliseconds as timers count. Under the clock's lock.</summary>
        public void Arm()
        {
            if (DueAt is { } due)
            {
                var left = Math.Max(0, Math.Ceiling((due - _clock.Elapsed).TotalMilliseconds));
                _machineTimer.Change(TimeSpan.FromMilliseconds(left), Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>Rings, once for each time it is set for: whoever comes second, or too early, does nothing.</summary>
        public void Ring()
        {
            lock (_clock._gate)
            {
                if (DueAt is not { } due || due - _clock.Elapsed > _early)
                {
                    return;
                }

                SetFor(_period > TimeSpan.Zero ? due + _period : null);
                Arm();
            }

            _callback(_state);
        }

        public void Dispose()
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _machineTimer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void SetFor(TimeSpan? due)
        {
            DueAt = due;
            if (due is null)
            {
                _clock._timers.Remove(this);
            }
            else
            {
                _clock._timers.Add(this);
            }
        }
    }
}
