using Millrace.Api;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sqs;
using Millrace.TestSupport.Simulated;

namespace Millrace.Simulation.Simulated;

/// <summary>The real engine and the real queues in a process that can lose its power, on one thread.</summary>
internal sealed class SimulatedServer
{
    private readonly ServiceFacts _facts;
    private readonly EngineOptions _options;
    private readonly Random _chance;
    private readonly Liar? _liar;

    public SimulatedServer(
        SimulatedDisk disk,
        SimulatedClock clock,
        ServiceFacts facts,
        EngineOptions options,
        Random chance,
        Liar? liar = null
    )
    {
        _liar = liar;
        Disk = disk;
        Clock = clock;
        _facts = facts;
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

    public async ValueTask<Answer<TReply>> Execute<TOperation, TRequest, TReply>(
        TRequest request,
        CancellationToken gone = default
    )
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class
    {
        var answer = await Engine.ExecuteAsync<TOperation, Queue, TRequest, TReply>(request, Caller, gone);
        if (answer.Value is { } reply)
        {
            _liar?.Tell(reply);
        }

        return answer;
    }

    /// <summary>Flushes everything there is and runs what that sets free, until nothing is left.</summary>
    /// <exception cref="IOException">The process has come to its end on the way.</exception>
    public void Settle()
    {
        do
        {
            Dispatcher.RunAll();
        } while (Engine.FlushNext());
        Dispatcher.RunAll();
        if (Failure is IOException failure)
        {
            throw new IOException(failure.Message, failure);
        }
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
        Disk.LosePower(_chance);
        Reboot();
    }

    /// <summary>The process is killed and started again: memory is gone, the machine goes on.</summary>
    public void Kill()
    {
        Disk.EndProcess();
        Reboot();
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

    /// <summary>The state of all queues that exist, and which bytes of the journal they still need, as text.</summary>
    public string Describe() => Describe(Engine);

    /// <summary>
    /// The states that two starts on a copy of the disk would come to: one that replays what this one would replay, and one
    /// that reads the checkpoint the first has written. Everything must be flushed.
    /// </summary>
    public (string Replayed, string Restored) DescribeCopy()
    {
        var disk = Disk.Copy();
        var first = OpenCopy(disk);
        var replayed = Describe(first);
        first.TakeCheckpoint();
        disk.EndProcess();
        return (replayed, Describe(OpenCopy(disk)));
    }

    private static string Describe(EmbeddedEngine engine)
    {
        var answer = engine.ListAsync<QueueStates, Queue, Unit, string, QueueStates.Text>(Unit.Value, Caller);
        var needed = engine
            .Segments.Numbers.Select(number => $"segment {number} needed {engine.Segments.LiveBytes(number)}")
            .Where(line => !line.EndsWith(" 0", StringComparison.Ordinal));
        return answer.IsCompleted
            ? answer.Result.Value!.Value + "\n" + string.Join('\n', needed)
            : throw new InvalidOperationException("Only a settled server can be described.");
    }

    private EmbeddedEngine OpenCopy(SimulatedDisk disk) =>
        EmbeddedEngine.Open(
            new EngineEnvironment(disk, new SimulatedClock(Clock.Now), _facts, () => 1, new SimulatedDispatcher().Dispatch),
            _options
        );

    private void Reboot()
    {
        Dispatcher.Forget();
        Clock.ForgetTimers();
        Failure = null;
        Engine = Boot();
    }

    private EmbeddedEngine Boot()
    {
        var engine = EmbeddedEngine.Open(
            new EngineEnvironment(
                Disk,
                Clock,
                _facts,
                () => new UInt128((ulong)_chance.NextInt64(), (ulong)_chance.NextInt64()),
                Dispatcher.Dispatch
            ),
            _options
        );
        engine.Failed += failure => Failure ??= failure;
        engine.Start(threads: false);
        return engine;
    }
}
