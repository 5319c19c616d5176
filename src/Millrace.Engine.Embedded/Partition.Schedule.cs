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
            while (_schedule.Min is { } due && due.At <= now)
            {
                _schedule.Remove(due);
                if (due.Parked is { } parked)
                {
                    TimeOut(parked, due.Entry, now);
                }
                else
                {
                    FallDue(due.Entry, now);
                    if (due.Entry.Due is { } again && again.At <= now)
                    {
                        // It is in the middle of something long, done in pieces: others have their turns in between.
                        break;
                    }
                }
            }

            if (_schedule.Min is { } next)
            {
                Arm(next.At);
            }
        }
    }

    private void TimeOut(Parked parked, ResourceEntry entry, DateTimeOffset now)
    {
        if (parked.TryDecide(this, entry, now))
        {
            Unpark(parked);
            AfterTurn(entry, now);
        }
    }

    private void FallDue(ResourceEntry entry, DateTimeOffset now)
    {
        entry.Due = null;
        IReadOnlyList<IFact> facts;
        try
        {
            facts = entry.Resource.Due(TurnOn(entry, now, now, EngineCaller.Instance, null));
        }
        catch (Exception failure)
        {
            _engine.Mistake($"What is due of {entry.Id.Arn}", failure);
            ScheduleAt(entry, now + _retryMistake);
            return;
        }

        if (Commit(entry, facts, now) is not null)
        {
            // The journal has no room. What is due stays due, and is tried again before long rather than at once.
            ScheduleAt(entry, now + _retryDue);
            return;
        }

        AfterTurn(entry, now);
    }

    private void Schedule(ResourceEntry entry, DateTimeOffset now)
    {
        if (entry.Resource.NextDue(now) is { } due && (entry.Due is not { } scheduled || due < scheduled.At))
        {
            ScheduleAt(entry, due);
        }
    }

    private void ScheduleAt(ResourceEntry entry, DateTimeOffset due)
    {
        Unschedule(entry);
        entry.Due = new WakeUp(due, ++_wakeUps, entry, null);
        _schedule.Add(entry.Due);
        Arm(due);
    }

    private void Unschedule(ResourceEntry entry)
    {
        if (entry.Due is { } due)
        {
            _schedule.Remove(due);
            entry.Due = null;
        }
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
