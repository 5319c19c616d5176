namespace Millrace.Simulation.Model;

/// <summary>What was known of a task at one moment.</summary>
internal sealed record KnownTask(SimulatedTask Task, string Status, long Moved, bool IsCancelled, bool IsStarted)
{
    public KnownTask(SimulatedTask task)
        : this(task, task.Status, task.Moved, task.IsCancelled, task.Handle is not null) { }
}
