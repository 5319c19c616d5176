namespace Millrace.Engine.Embedded;

/// <summary>Some of those who waited for one flush, one after the other.</summary>
internal sealed class DispatchGroup(List<IDurableWaiter> waiters, int from, int to) : IThreadPoolWorkItem
{
    public void Execute()
    {
        for (var index = from; index < to; index++)
        {
            waiters[index].Execute();
        }
    }

    /// <summary>Tells those that keep nobody waiting, and has the others told elsewhere.</summary>
    public void ExecuteQuickOnes(Action<IThreadPoolWorkItem> elsewhere)
    {
        for (var index = from; index < to; index++)
        {
            if (waiters[index].IsQuick)
            {
                waiters[index].Execute();
            }
            else
            {
                elsewhere(waiters[index]);
            }
        }
    }
}
