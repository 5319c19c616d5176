namespace Millrace.TestSupport.Simulated;

/// <summary>The thread pool of a process with one thread: work waits until the owner runs it, first come first served.</summary>
public sealed class SimulatedDispatcher
{
    private Queue<IThreadPoolWorkItem> _work = new();

    public void Dispatch(IThreadPoolWorkItem item) => _work.Enqueue(item);

    public void RunAll()
    {
        while (_work.TryDequeue(out var item))
        {
            item.Execute();
        }
    }

    /// <summary>The process is gone, with all it had still to do.</summary>
    public void Forget() => _work = new Queue<IThreadPoolWorkItem>();
}
