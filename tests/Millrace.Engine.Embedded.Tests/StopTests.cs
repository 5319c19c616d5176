using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>How an engine with its own threads ends.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-engine-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_stop_does_not_wait_for_a_spare_that_is_being_made()
    {
        var disk = new HeldDisk(new FileDisk(_folder), static name => name == "zeros.new");
        var engine = Open(disk, TimeProvider.System);
        Assert.True(disk.Flushing.Wait(_patience, TestContext.Current.CancellationToken));
        var stopping = engine.Stopping;

        var stopped = Task.Run(async () => await engine.DisposeAsync(), TestContext.Current.CancellationToken);
        Assert.True(stopping.WaitHandle.WaitOne(_patience));
        disk.LetGo.Set();
        await stopped;

        Assert.Equal(1, disk.Flushes);
        Assert.DoesNotContain("zeros.spare", disk.List());
    }

    [Fact]
    public async Task A_stop_that_follows_an_answer_leaves_the_thread_that_gave_it()
    {
        var disk = new HeldDisk(new FileDisk(_folder), static name => name.EndsWith(".segment", StringComparison.Ordinal));
        var time = new NotingTime();
        var engine = Open(disk, time);
        var stopped = StopAfterAnswerAsync(engine, time);
        disk.LetGo.Set();

        // The journal's thread would wait for its own end.
        await stopped.WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.Equal("journal", time.AnsweredOn);
        Assert.NotEmpty(time.StoppedOn);
        Assert.DoesNotContain("journal", time.StoppedOn);
    }

    private static async Task StopAfterAnswerAsync(EmbeddedEngine engine, NotingTime time)
    {
        await engine.ExecuteAsync<WriteNote, Notebook, NotebookRequest, NotebookReply>(
            new NotebookRequest("book", "note"),
            new Caller("000000000000", "us-east-1", "AIDATEST", ""),
            TestContext.Current.CancellationToken
        );
        time.AnsweredOn = Thread.CurrentThread.Name;
        await engine.DisposeAsync();
    }

    private EmbeddedEngine Open(IDisk disk, TimeProvider time)
    {
        var engine = EmbeddedEngine.Open(
            EngineEnvironment.OnThisMachine(_folder, time, Notebook.ServiceFacts) with
            {
                Disk = disk,
            },
            new EngineOptions { SegmentBytes = 1024 * 1024, CacheBytes = 1024 * 1024 }
        );
        engine.Start();
        return engine;
    }

    /// <summary>The system's time, which notes who asks for it once an answer was given: the turns of a stop do.</summary>
    private sealed class NotingTime : TimeProvider
    {
        private readonly Lock _lock = new();
        private readonly List<string?> _stoppedOn = [];

        public string? AnsweredOn { get; set; }

        /// <summary>The names of those threads.</summary>
        public IReadOnlyList<string?> StoppedOn
        {
            get
            {
                lock (_lock)
                {
                    return [.. _stoppedOn];
                }
            }
        }

        public override DateTimeOffset GetUtcNow()
        {
            if (AnsweredOn is not null)
            {
                lock (_lock)
                {
                    _stoppedOn.Add(Thread.CurrentThread.Name);
                }
            }

            return base.GetUtcNow();
        }
    }
}
