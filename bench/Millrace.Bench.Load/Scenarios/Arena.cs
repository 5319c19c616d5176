using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>The bare endpoint, Millrace with a fresh data folder, and one empty queue on it. Gone when disposed.</summary>
public sealed class Arena : IDisposable
{
    private readonly Workplace _workplace;
    private readonly string _data;

    public Arena(LoadRun run)
    {
        _workplace = run.Workplace;
        _data = _workplace.NewDataFolder();
        Floor = _workplace.StartFloor();
        Millrace = _workplace.StartMillrace(_data);
        Queue = Queue.Create(Millrace.Port, "orders");
    }

    public ChildProcess Floor { get; }

    public ChildProcess Millrace { get; }

    public Queue Queue { get; }

    public void Dispose()
    {
        _workplace.End(Floor);
        _workplace.End(Millrace, _data);
    }
}
