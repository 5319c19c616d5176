namespace Millrace.Engine.Embedded;

/// <summary>What falls due in a partition: waits that end, and resources whose time has come.</summary>
internal sealed partial class Partition
{
    private void OnTimer()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _armedFor = DateTimeOffset.MaxValue;
            var now = Now();
            while (_schedule.TryPeek(out var due, out var at) && at <= now)
            {
                _schedule.Dequeue();
                if (due.Parked is { } parked)
                {
                    TimeOut(parked, due.Entry!, now);
                }
                else
                {
                    FallDue(due.Entry!, at, now);
                }
            }

            if (_schedule.TryPeek(out _, out var next))
            {
                Arm(next);
            }
        }
    }

    private void TimeOut(Parked parked, ResourceEntry entry, DateTimeOffset now)
    {
        if (parked.Place is { } place && parked.TryDecide(this, entry, now))
        {
            entry.Waiting.Remove(place);
            parked.Place = null;
            AfterTurn(entry, now);
        }
    }

    private void FallDue(ResourceEntry entry, DateTimeOffset at, DateTimeOffset now)
    {
        if (entry.ScheduledFor != at)
        {
            return;
        }

        entry.ScheduledFor = null;
        if (Commit(entry, entry.Resource.Due(TurnOn(entry, now, now, EngineCaller.Instance, null)), now) is not null)
        {
            // The journal has no room. What is due stays due, and is tried again before long rather than at once.
            ScheduleAt(entry, now + _retryDue);
            return;
        }

        AfterTurn(entry, now);
    }

    private void Schedule(ResourceEntry entry, DateTimeOffset now)
    {
        if (entry.Resource.NextDue(now) is { } due && (entry.ScheduledFor is not { } scheduled || due < scheduled))
        {
            ScheduleAt(entry, due);
        }
    }

    private void ScheduleAt(ResourceEntry entry, DateTimeOffset due)
    {
        entry.ScheduledFor = due;
        _schedule.Enqueue((entry, null), due);
        Arm(due);
    }

    private void Arm(DateTimeOffset due)
    {
        if (due < _armedFor)
        {
            _armedFor = due;
            var wait = due - _engine.Time.GetUtcNow();
            _timer.Change(Rounded(wait), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Whole milliseconds, rounded up, as timers count; at most a minute, because a timer does not notice when the clock is set
    /// forward. One that rings early finds nothing due and is armed again.
    /// </summary>
    private static TimeSpan Rounded(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, 60_000d));
}
