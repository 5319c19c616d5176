namespace Millrace.Engine.Embedded;

/// <summary>Something that waits for a flush. It is told by being executed, once.</summary>
internal interface IDurableWaiter : IThreadPoolWorkItem
{
    /// <summary>Whether it can be told on the journal's own thread: it takes microseconds and reads no disk.</summary>
    bool IsQuick { get; }
}
