using Millrace.Engine.Embedded.Tests.Notebooks;
using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>An engine over a simulated disk, clock and pool, driven by the test on one thread.</summary>
internal sealed class World
{
    public const int SegmentBytes = 4096;

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IAuthorizer? _authorizer;
    private readonly Caller _caller;
    private ulong _randomness;

    /// <param name="randomness">Where the numbers begin that a real machine would draw; a new store's salt is the first.</param>
    /// <param name="authorizer">Who is asked for leave; null for nobody.</param>
    public World(SimulatedDisk? disk = null, int partitions = 2, ulong randomness = 0, IAuthorizer? authorizer = null)
    {
        _randomness = randomness;
        _authorizer = authorizer;
        _caller = new Caller("000000000000", "us-east-1", "AIDATEST", "http://localhost:4566")
        {
            Access = authorizer is null
                ? null
                : new Access(authorizer, "arn:aws:iam::000000000000:user/test", "AIDATEST", "") { Actions = ["test:Ask"] },
        };

        // Work that is set free runs where the test says, not where the test framework would like it to.
        SynchronizationContext.SetSynchronizationContext(null);
        Disk = disk ?? new SimulatedDisk();
        Options = new EngineOptions
        {
            Partitions = partitions,
            SegmentBytes = SegmentBytes,
            CacheBytes = 4 * SegmentBytes,
            CheckpointBytes = long.MaxValue,
        };
        Engine = Open();
    }

    public SimulatedDisk Disk { get; }

    public SimulatedClock Clock { get; } = new(Start);

    public SimulatedDispatcher Dispatcher { get; } = new();

    public EngineOptions Options { get; }

    public EmbeddedEngine Engine { get; private set; }

    public Exception? Failure { get; private set; }

    /// <summary>What failed in the background by a mistake, since the last start.</summary>
    public List<string> Mistakes { get; } = [];

    public Asked Ask<TOperation>(NotebookRequest request, CancellationToken gone = default)
        where TOperation : IOperation<Notebook, NotebookRequest, NotebookReply> =>
        new(Engine.ExecuteAsync<TOperation, Notebook, NotebookRequest, NotebookReply>(request, _caller, gone).AsTask());

    /// <summary>Asks for the states of all notebooks.</summary>
    public Asked List() =>
        new(
            Engine
                .ListAsync<DescribeNotebooks, Notebook, NotebookRequest, string, NotebookReply>(new NotebookRequest(""), _caller)
                .AsTask()
        );

    /// <summary>Asks, flushes, and expects a reply.</summary>
    public NotebookReply Do<TOperation>(NotebookRequest request)
        where TOperation : IOperation<Notebook, NotebookRequest, NotebookReply>
    {
        var asked = Ask<TOperation>(request);
        Settle();
        return asked.Reply;
    }

    /// <summary>Asks, flushes, and expects an answer.</summary>
    public Answer<NotebookReply> Answer<TOperation>(NotebookRequest request)
        where TOperation : IOperation<Notebook, NotebookRequest, NotebookReply>
    {
        var asked = Ask<TOperation>(request);
        Settle();
        return asked.Answer;
    }

    public long Write(string book, string text) => Do<WriteNote>(new NotebookRequest(book, text)).Numbers[0];

    public List<string> Read(string book) => Do<ReadNotes>(new NotebookRequest(book)).Texts;

    public void Erase(string book, params IReadOnlyList<long> numbers) =>
        Do<EraseNotes>(new NotebookRequest(book, Numbers: numbers));

    /// <summary>Flushes everything there is and runs what that sets free.</summary>
    public void Settle()
    {
        do
        {
            Dispatcher.RunAll();
        } while (Engine.FlushNext());
        Dispatcher.RunAll();
    }

    public string Describe()
    {
        Settle();
        return string.Join('\n', List().Reply.Texts);
    }

    /// <summary>The process is killed, and another one opens the store.</summary>
    public void Kill()
    {
        Disk.EndProcess();
        Reopen();
    }

    /// <summary>The power is lost and comes back, and a process opens the store.</summary>
    public void LosePower(int seed = 1)
    {
        Disk.LosePower(new Random(seed));
        Reopen();
    }

    /// <summary>A stop in order, and a start.</summary>
    public void Restart()
    {
        Stop();
        Reopen();
    }

    public void Stop()
    {
        Engine.StopTakingTurns();
        Settle();
        Engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Reopen()
    {
        Dispatcher.Forget();
        Clock.ForgetTimers();
        Failure = null;
        Mistakes.Clear();
        Engine = Open();
    }

    private EmbeddedEngine Open()
    {
        var engine = EmbeddedEngine.Open(
            new EngineEnvironment(Disk, Clock, Notebook.ServiceFacts, () => ++_randomness, Dispatcher.Dispatch)
            {
                Authorizer = _authorizer,
            },
            Options
        );
        engine.Failed += failure => Failure ??= failure;
        engine.Mistaken += (what, failure) => Mistakes.Add($"{what}: {failure.Message}");
        engine.Start(threads: false);
        return engine;
    }
}
