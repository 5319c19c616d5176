using Millrace.Api;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sns.Outbox;
using Millrace.Sqs;
using Millrace.TestSupport.Simulated;

namespace Millrace.Sns.Tests;

/// <summary>The real engine with topics and queues, on one thread and a simulated machine whose clock and power are in the test's hands.</summary>
internal sealed class SnsWorld
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly EngineOptions _options = new()
    {
        Partitions = 2,
        SegmentBytes = 16 << 20,
        CacheBytes = 8 << 20,
    };
    private readonly SimulatedDispatcher _dispatcher = new();
    private readonly SimulatedDisk _disk;
    private readonly Random _chance;
    private readonly SnsSettings _settings;
    private readonly IAuthorizer? _authorizer;
    private EmbeddedEngine _engine;

    public SnsWorld(int seed = 1, SnsSettings? settings = null, IAuthorizer? authorizer = null)
    {
        _authorizer = authorizer;
        _settings = settings ?? new SnsSettings();
        _chance = new Random(seed);
        _disk = new SimulatedDisk();
        _engine = Boot();
    }

    public SimulatedClock Clock { get; } = new(Start);

    /// <summary>What was sent to web hooks; the test decides what they answer.</summary>
    public RecordingHand WebHooks { get; } = new();

    /// <summary>What was put into Firehose streams.</summary>
    public RecordingHand Streams { get; } = new();

    /// <summary>What was sent to the mail server; the test decides what it answers.</summary>
    public RecordingHand MailServer { get; } = new();

    public TestSigner Signer { get; } = new();

    public int PendingCalls => _engine.PendingCalls;

    public Answer<TReply> Execute<TOperation, TResource, TRequest, TReply>(TRequest request, Caller caller)
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        var asked = _engine.ExecuteAsync<TOperation, TResource, TRequest, TReply>(request, caller, default).AsTask();
        Settle();
        Assert.True(asked.IsCompleted, "A settled server has answered.");
        return asked.GetAwaiter().GetResult();
    }

    public Answer<TReply> List<TListing, TResource, TRequest, TItem, TReply>(TRequest request, Caller caller)
        where TListing : IListing<TResource, TRequest, TItem, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        var asked = _engine.ListAsync<TListing, TResource, TRequest, TItem, TReply>(request, caller).AsTask();
        Settle();
        return asked.GetAwaiter().GetResult();
    }

    /// <summary>Asks, and lets nothing become durable or be delivered.</summary>
    public void Begin<TOperation, TResource, TRequest, TReply>(TRequest request, Caller caller)
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class => _ = AskAsync<TOperation, TResource, TRequest, TReply>(request, caller);

    /// <summary>The same, for who wants to know whether it was acknowledged before the power failed.</summary>
    public Task<Answer<TReply>> AskAsync<TOperation, TResource, TRequest, TReply>(TRequest request, Caller caller)
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class => _engine.ExecuteAsync<TOperation, TResource, TRequest, TReply>(request, caller, default).AsTask();

    /// <summary>One batch reaches the disk, and what waited for it goes one step on.</summary>
    public void Step()
    {
        _engine.FlushNext();
        _dispatcher.RunAll();
    }

    /// <summary>Flushes everything there is and runs what that sets free, until nothing is left.</summary>
    public void Settle()
    {
        do
        {
            _dispatcher.RunAll();
        } while (_engine.FlushNext());
        _dispatcher.RunAll();
    }

    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        Settle();
    }

    /// <summary>The power fails and comes back: memory is gone, the disk keeps what it happens to keep.</summary>
    public void LosePower()
    {
        _disk.LosePower(_chance);
        Reboot();
    }

    /// <summary>A clean stop and a start from the checkpoint it wrote.</summary>
    public void Restart()
    {
        CheckThatReplayEqualsLiveState();
        _engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _dispatcher.RunAll();
        Reboot();
    }

    /// <summary>Writes a checkpoint, and says how many bytes it has.</summary>
    public long TakeCheckpoint()
    {
        _engine.TakeCheckpoint();
        return _disk["checkpoint"].Length;
    }

    /// <summary>
    /// Two starts on a copy of the disk come to the state there is: one that replays what this one would replay, and one that reads the
    /// checkpoint the first has written.
    /// </summary>
    public void CheckThatReplayEqualsLiveState()
    {
        Settle();
        var live = Describe(_engine);
        var disk = _disk.Copy();
        var replaying = OpenCopy(disk);
        Assert.Equal(live, Describe(replaying));
        replaying.TakeCheckpoint();
        disk.EndProcess();
        Assert.Equal(live, Describe(OpenCopy(disk)));
    }

    /// <summary>All topics and all outboxes, as text.</summary>
    private static string Describe(EmbeddedEngine engine)
    {
        var caller = new Caller("000000000000", "us-east-1", "000000000000", "http://sns.example:4566");
        var topics = engine.ListAsync<TopicStates, Topic, Unit, string, StateText>(Unit.Value, caller).AsTask();
        var outboxes = engine.ListAsync<OutboxStates, AccountOutbox, Unit, string, StateText>(Unit.Value, caller).AsTask();
        Assert.True(topics.IsCompleted && outboxes.IsCompleted, "Only a settled server can be described.");
        return topics.GetAwaiter().GetResult().Value!.Value + "\n\n" + outboxes.GetAwaiter().GetResult().Value!.Value;
    }

    private EmbeddedEngine OpenCopy(SimulatedDisk disk) =>
        EmbeddedEngine.Open(
            new EngineEnvironment(
                disk,
                new SimulatedClock(Clock.Now),
                ServiceFacts.Of(Services()),
                () => 1,
                new SimulatedDispatcher().Dispatch
            ),
            _options
        );

    private ServiceTable[] Services() =>
        [SqsService.Table, SnsService.Create(new NotificationComposer(Signer, () => "http://sns.example:4566"), _settings)];

    private void Reboot()
    {
        _dispatcher.Forget();
        Clock.ForgetTimers();
        _engine = Boot();
    }

    private EmbeddedEngine Boot()
    {
        var engine = EmbeddedEngine.Open(
            new EngineEnvironment(
                _disk,
                Clock,
                ServiceFacts.Of(Services()),
                () => new UInt128((ulong)_chance.NextInt64(), (ulong)_chance.NextInt64()),
                _dispatcher.Dispatch
            )
            {
                Authorizer = _authorizer,
                Hands = new Dictionary<string, IHand>(StringComparer.Ordinal)
                {
                    ["http"] = WebHooks,
                    ["firehose"] = Streams,
                    ["smtp"] = MailServer,
                },
            },
            _options
        );
        engine.Failed += failure => throw new InvalidOperationException("The engine has failed.", failure);
        engine.Start(threads: false);
        return engine;
    }
}
