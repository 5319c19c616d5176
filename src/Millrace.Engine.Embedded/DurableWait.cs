namespace Millrace.Engine.Embedded;

/// <summary>A task that ends when the journal is durable up to some position.</summary>
internal sealed class DurableWait : IDurableWaiter
{
    // Continuations run where Execute runs: on the pool, or in a simulation on its one thread.
    private readonly TaskCompletionSource _done = new();

    public Task Task => _done.Task;

    /// <summary>What follows is the call pump's or the keeper's work, which reads payloads.</summary>
    public bool IsQuick => false;

    public void Execute() => _done.SetResult();
}
