using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>The tasks that move the messages of a dead-letter queue home, or elsewhere.</summary>
public sealed partial class Queue
{
    private readonly List<MoveTask> _moveTasks = [];

    /// <summary>The queues messages died in, in the order in which they first appeared; a slot keeps the place in this list.</summary>
    private readonly List<string> _homes = [];

    /// <summary>The queues that messages may be moved home to.</summary>
    internal IReadOnlyList<string> Homes => _homes;

    /// <summary>The last tasks of this queue, the latest first.</summary>
    internal IEnumerable<MoveTask> MoveTasks => Enumerable.Reverse(_moveTasks);

    /// <summary>The task that runs, or still has messages on their way; there is never more than one.</summary>
    internal MoveTask? ActiveMoveTask => _moveTasks.Count > 0 && _moveTasks[^1].IsActive ? _moveTasks[^1] : null;

    private MoveTask? RunningMoveTask => ActiveMoveTask is { Status: MoveTaskStatus.Running } task ? task : null;

    /// <summary>When the running task moves next; null while all that it could move is on its way.</summary>
    private long? NextMoveAt => RunningMoveTask is { AwaitsArrivals: false } task ? task.NextAt : null;

    /// <summary>What the running task moves now: one beat of messages, or the end of the task.</summary>
    private List<IFact> Move(long now)
    {
        var facts = new List<IFact>();
        if (RunningMoveTask is not { } task || task.NextAt > now)
        {
            return facts;
        }

        var plannedFor = task.PlannedFor(now);
        foreach (var number in PickForMove(task, now))
        {
            if ((task.Started.DestinationArn ?? HomeOf(number)) is not { } target)
            {
                facts.Add(new MoveTaskEnded(MoveTaskStatus.Failed, "CouldNotDetermineMessageSource"));
                return facts;
            }

            facts.Add(new MessageMoving(number, target, NextCall + facts.Count, plannedFor));
        }

        if (facts.Count == 0 && task.Moving == 0)
        {
            facts.Add(new MoveTaskEnded(MoveTaskStatus.Completed, null));
        }

        task.AwaitsArrivals = facts.Count == 0;
        return facts;
    }

    /// <summary>The oldest visible messages that the task means; on a FIFO queue none that would overtake another.</summary>
    private List<long> PickForMove(MoveTask task, long now)
    {
        if (IsFifo)
        {
            var inOrder = PickInOrder(now, task.Together, int.MaxValue, []);
            inOrder.RemoveAll(number => number > task.Started.LastNumber);
            return inOrder;
        }

        var picked = new List<long>(task.Together);
        var number = _messages.Next(task.Cursor);
        for (; number >= 0 && number <= task.Started.LastNumber; number = _messages.Next(number + 1))
        {
            if (IsVisible(number, now))
            {
                picked.Add(number);
            }
            else if (picked.Count == 0)
            {
                // What a consumer holds is passed by, once.
                task.Cursor = number + 1;
            }

            if (picked.Count == task.Together)
            {
                break;
            }
        }

        return picked;
    }

    /// <summary>The queue a message died in; null when it was sent here.</summary>
    private string? HomeOf(long number) => _messages[number].Home is var home and > 0 ? _homes[home - 1] : null;

    private int HomeIndex(string? sourceArn)
    {
        if (sourceArn is null)
        {
            return 0;
        }

        var index = _homes.IndexOf(sourceArn);
        if (index < 0 && _homes.Count < MessageSlot.HomeMax)
        {
            index = _homes.Count;
            _homes.Add(sourceArn);
        }

        return index + 1;
    }

    private void ApplyMoveTaskStarted(MoveTaskStarted started)
    {
        _moveTasks.Add(new MoveTask(started, Limits.MovesPerSecondMax));
        if (_moveTasks.Count > Sqs.Limits.MoveTasksListedMax)
        {
            _moveTasks.RemoveAt(0);
        }
    }

    private void ApplyMoving(MessageMoving moving)
    {
        Leave(moving.Number, new Leaving(moving.CallNumber, moving.Number, moving.TargetArn, IsMove: true));
        var task = _moveTasks[^1];
        task.Moving++;
        task.PacedAt = moving.PacedAt;
        task.Cursor = Math.Max(task.Cursor, moving.Number + 1);
    }

    private void ApplyMoveTaskEnded(MoveTaskEnded ended)
    {
        _moveTasks[^1].Status = ended.Status;
        _moveTasks[^1].FailureReason = ended.FailureReason;
    }

    /// <summary>A moved message has arrived, or was refused, which ends the task.</summary>
    private void CountArrival(string? refusal)
    {
        var task = _moveTasks[^1];
        task.Moving--;
        task.AwaitsArrivals = false;
        if (refusal is null)
        {
            task.Moved++;
        }
        else if (task.Status == MoveTaskStatus.Running)
        {
            task.Status = MoveTaskStatus.Failed;
            task.FailureReason = refusal;
        }
    }
}
