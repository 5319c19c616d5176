using Millrace.Api;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sqs;

namespace Millrace.Simulation.Simulated;

/// <summary>The real engine and the real queues in a process that can lose its power, on one thread.</summary>
internal sealed class SimulatedServer
{
    private static readonly ServiceFacts _facts = ServiceFacts.Of([SqsService.Table]);

    private readonly EngineOptions _options;
    private readonly Random _chance;

    public SimulatedServer(SimulatedDisk disk, SimulatedClock clock, EngineOptions options, Random chance)
    {
        Disk = disk;
        Clock = clock;
        _options = options;
        _chance = chance;
        Engine = Boot();
    }

    public static Caller Caller { get; } = new("000000000000", "us-east-1", "AIDASIMULATION", "http://localhost:4566");

    public SimulatedDisk Disk { get; }

    public SimulatedClock Clock { get; }

    public SimulatedDispatcher Dispatcher { get; } = new();

    public EmbeddedEngine Engine { get; private set; }

    /// <summary>The failure the engine has reported; null while it lives.</summary>
    public Exception? Failure { get; private set; }

    public ValueTask<Answer<TReply>> Execute<TOperation, TRequest, TReply>(TRequest request, CancellationToken gone = default)
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class => Engine.ExecuteAsync<TOperation, Queue, TRequest, TReply>(request, Caller, gone);

    /// <summary>Flushes everything there is and runs what that sets free, until nothing is left.</summary>
    public void Settle()
    {
        do
        {
            Dispatcher.RunAll();
        } while (Engine.FlushNext());
        Dispatcher.RunAll();
    }

    /// <summary>One batch reaches the disk, and those who waited for it are told.</summary>
    public void FlushOne()
    {
        Engine.FlushNext();
        Dispatcher.RunAll();
    }

    /// <summary>Time passes; what it sets free runs.</summary>
    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        Dispatcher.RunAll();
    }

    /// <summary>The power fails and comes back: memory is gone, the disk keeps what it happens to keep.</summary>
    public void LosePower()
    {
        Dispatcher.Forget();
        Clock.ForgetTimers();
        Disk.LosePower(_chance);
        Failure = null;
        Engine = Boot();
    }

    public void Start() => Engine = Boot();

    /// <summary>Stops as the program does: waiting requests are answered first, then the journal is closed.</summary>
    public void Stop()
    {
        Engine.StopTakingTurns();
        Settle();
        Engine.DisposeAsync().AsTask().GetAwaiter().GetResult();

        // What the pool still had to do when the journal was closed runs now, as it would in a process that is not gone yet.
        Dispatcher.RunAll();
        Clock.ForgetTimers();
    }

    /// <summary>The state of all queues that exist, as text.</summary>
    public string Describe() => Describe(Engine);

    /// <summary>The state that a start on a copy of the disk would come to; everything must be flushed.</summary>
    public string DescribeCopy()
    {
        var clock = new SimulatedClock(Clock.Now);
        return Describe(EmbeddedEngine.Open(Environment(Disk.Copy(), clock, new SimulatedDispatcher()), _options));
    }

    private static string Describe(EmbeddedEngine engine)
    {
        var answer = engine.ListAsync<QueueStates, Queue, Unit, string, QueueStates.Text>(Unit.Value, Caller);
        return answer.IsCompleted
            ? answer.Result.Value!.Value
            : throw new InvalidOperationException("Only a settled server can be described.");
    }

    private EmbeddedEngine Boot()
    {
        var engine = EmbeddedEngine.Open(Environment(Disk, Clock, Dispatcher), _options);
        engine.Failed += failure => Failure ??= failure;
        engine.Start(threads: false);
        Dispatcher.RunAll();
        return engine;
    }

    private EngineEnvironment Environment(SimulatedDisk disk, SimulatedClock clock, SimulatedDispatcher dispatcher) =>
        new(disk, clock, _facts, () => new UInt128((ulong)_chance.NextInt64(), (ulong)_chance.NextInt64()), dispatcher.Dispatch);
}
