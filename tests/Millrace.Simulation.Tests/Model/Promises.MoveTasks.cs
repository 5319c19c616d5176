using Millrace.Api.Sqs;
using Millrace.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>Message move tasks: what is told of them, before and after crashes.</summary>
internal sealed partial class Promises
{
    public int TasksEnded { get; private set; }

    /// <summary>A task is asked for: what is in its queue may be anywhere from now on.</summary>
    public SimulatedTask Starting(SimulatedQueue source, DateTimeOffset now, SimulatedQueue? destination)
    {
        var task = new SimulatedTask(source, NextTick(), now.ToUnixTimeMilliseconds(), destination?.Arn);
        source.MoveTasks.Add(task);
        source.MayBeMoving = true;
        foreach (var message in _messages.Where(message => message.DeadLetterQueue == source))
        {
            message.GoneFrom.Clear();
        }

        return task;
    }

    /// <summary>The end of a task was answered.</summary>
    /// <param name="task">The task.</param>
    /// <param name="before">What was known of it when its end was asked for.</param>
    /// <param name="moved">What it had moved, as the answer says.</param>
    public static void Cancelled(SimulatedTask task, KnownTask before, long moved)
    {
        AnEndedTaskStaysEnded(!IsEnd(before.Status), task, before.Status, "cancelled");
        MovedCountsNeverGoBack(moved >= before.Moved, task, before.Moved, moved);
        task.IsCancelled = true;
    }

    /// <summary>The tasks of a queue as they are known when they are asked for.</summary>
    public static IReadOnlyList<KnownTask> Listing(SimulatedQueue source) =>
        [.. source.MoveTasks.Select(task => new KnownTask(task))];

    /// <summary>The tasks of a queue were told.</summary>
    public void Listed(
        SimulatedQueue source,
        IReadOnlyList<KnownTask> known,
        IReadOnlyList<ListMessageMoveTasksResultEntry> entries
    )
    {
        OneTaskRunsAtATime(entries);
        foreach (var entry in entries)
        {
            TasksAreOnesThatWereAsked(
                source.MoveTasks.Exists(task => IsSame(task, entry) && task.DestinationArn == entry.DestinationArn),
                entry
            );
        }

        foreach (var before in known)
        {
            // Two tasks of one millisecond cannot be told apart.
            if (source.MoveTasks.Count(task => !task.IsRefused && task.StartedAt == before.Task.StartedAt) == 1)
            {
                Judge(before, entries.FirstOrDefault(entry => IsSame(before.Task, entry)));
            }
        }

        if (known.Count == source.MoveTasks.Count && !entries.Any(entry => entry.Status is "RUNNING" or "CANCELLING"))
        {
            StopMoving(source);
        }
    }

    /// <summary>The end of a history: time enough has passed for every task.</summary>
    public static void TasksComeToAnEnd(IEnumerable<ListMessageMoveTasksResultEntry> entries)
    {
        foreach (var entry in entries)
        {
            Hold(
                IsEnd(entry.Status!),
                $"a task of {entry.SourceArn} is still {entry.Status}, {entry.ApproximateNumberOfMessagesMoved} moved"
            );
        }
    }

    private void Judge(KnownTask before, ListMessageMoveTasksResultEntry? entry)
    {
        var task = before.Task;
        if (entry is null)
        {
            AStartedTaskIsListed(!before.IsStarted || MayBeForgotten(task), task);
            return;
        }

        var (status, moved) = (entry.Status!, entry.ApproximateNumberOfMessagesMoved!.Value);
        AnEndedTaskStaysEnded(!IsEnd(before.Status) || before.Status == status, task, before.Status, status);
        ACancelledTaskStaysCancelled(!before.IsCancelled || status is "CANCELLING" or "CANCELLED", task, status);
        var isFinal = before.Status is "COMPLETED" or "CANCELLED";
        MovedCountsNeverGoBack(moved >= before.Moved && (moved == before.Moved || !isFinal), task, before.Moved, moved);
        NoTaskMovesMoreThanThereWas(moved <= entry.ApproximateNumberOfMessagesToMove, task, moved);
        OnlyARunningTaskShowsItsHandle(task, status, entry.TaskHandle);
        TasksEnded += IsEnd(status) && !IsEnd(task.Status) ? 1 : 0;
        task.Status = status;
        task.Moved = moved;
        task.Handle ??= entry.TaskHandle;
    }

    /// <summary>The queue keeps its last tasks only, and none when it is deleted.</summary>
    private static bool MayBeForgotten(SimulatedTask task) =>
        task.Source.Endings.Exists(ending => ending.At > task.AskedAt)
        || task.Source.MoveTasks.Count(other => other.AskedAt > task.AskedAt && !other.IsRefused) >= Limits.MoveTasksListedMax;

    /// <summary>No task moves anything any more: what it may have moved, it may have moved for good.</summary>
    private void StopMoving(SimulatedQueue source)
    {
        foreach (var message in _messages)
        {
            message.WasMaybeMoved |= message.DeadLetterQueue == source && MayHaveMoved(message);
        }

        source.MayBeMoving = false;
    }

    private static bool IsSame(SimulatedTask task, ListMessageMoveTasksResultEntry entry) =>
        !task.IsRefused && task.StartedAt == entry.StartedTimestamp;

    private static bool IsEnd(string status) => status is "COMPLETED" or "CANCELLED" or "FAILED";

    private static void OneTaskRunsAtATime(IReadOnlyList<ListMessageMoveTasksResultEntry> entries) =>
        Hold(entries.Skip(1).All(entry => IsEnd(entry.Status!)), "a task runs, and it is not the latest");

    private static void TasksAreOnesThatWereAsked(bool isHeld, ListMessageMoveTasksResultEntry entry) =>
        Hold(isHeld, $"a task of {entry.SourceArn} to {entry.DestinationArn}, begun at {entry.StartedTimestamp}, is nobody's");

    private static void AStartedTaskIsListed(bool isHeld, SimulatedTask task) =>
        Hold(isHeld, $"the task begun at {task.StartedAt} on {task.Source.Name} was acknowledged and is not there");

    private static void AnEndedTaskStaysEnded(bool isHeld, SimulatedTask task, string before, string now) =>
        Hold(isHeld, $"the task begun at {task.StartedAt} on {task.Source.Name} was {before} and is {now}");

    private static void ACancelledTaskStaysCancelled(bool isHeld, SimulatedTask task, string status) =>
        Hold(isHeld, $"the task begun at {task.StartedAt} on {task.Source.Name} was cancelled, and is {status}");

    private static void MovedCountsNeverGoBack(bool isHeld, SimulatedTask task, long before, long now) =>
        Hold(
            isHeld,
            $"the task begun at {task.StartedAt} on {task.Source.Name}, {task.Status}, had moved {before} and has moved {now}"
        );

    private static void NoTaskMovesMoreThanThereWas(bool isHeld, SimulatedTask task, long moved) =>
        Hold(isHeld, $"the task begun at {task.StartedAt} on {task.Source.Name} has moved {moved}, and there were not so many");

    private static void OnlyARunningTaskShowsItsHandle(SimulatedTask task, string status, string? handle) =>
        Hold(
            status == "RUNNING" ? handle is not null && (task.Handle is null || task.Handle == handle) : handle is null,
            $"the task begun at {task.StartedAt} on {task.Source.Name}, {status}, has handle {handle} and had {task.Handle}"
        );
}
