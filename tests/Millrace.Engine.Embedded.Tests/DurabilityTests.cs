using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>No answer leaves before the journal is durable up to the last fact its decision saw.</summary>
public sealed class DurabilityTests
{
    private readonly World _world = new();

    [Fact]
    public void A_write_is_answered_by_the_flush_and_not_before()
    {
        var asked = _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        _world.Dispatcher.RunAll();
        Assert.False(asked.IsAnswered);

        _world.Engine.FlushNext();
        _world.Dispatcher.RunAll();
        Assert.True(asked.IsAnswered);
    }

    [Fact]
    public void A_read_waits_for_the_flush_of_what_it_saw()
    {
        _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        var read = _world.Ask<ReadNotes>(new NotebookRequest("a"));
        _world.Dispatcher.RunAll();
        Assert.False(read.IsAnswered);

        _world.Settle();
        Assert.Equal(["hello"], read.Reply.Texts);
    }

    [Fact]
    public void A_read_of_what_is_durable_waits_for_nothing()
    {
        _world.Write("a", "hello");
        Assert.True(_world.Ask<ReadNotes>(new NotebookRequest("a")).IsAnswered);
    }

    [Fact]
    public void A_listing_waits_for_the_flush_of_what_it_saw()
    {
        _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        var listed = _world.List();
        Assert.False(listed.IsAnswered);
        _world.Settle();
        Assert.Single(listed.Reply.Texts);
    }

    [Fact]
    public void When_a_flush_fails_nobody_is_answered_and_the_engine_says_so()
    {
        var asked = _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        _world.Disk.FailsNextFlush = true;
        _world.Settle();
        Assert.False(asked.IsAnswered);
        Assert.IsType<IOException>(_world.Failure);

        var after = _world.Ask<WriteNote>(new NotebookRequest("a", "again"));
        _world.Settle();
        Assert.False(after.IsAnswered && after.Answer.Value is not null);
    }

    [Fact]
    public void What_was_answered_survives_a_power_cut_and_what_was_not_is_all_there_or_not_at_all()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var world = new World();
            world.Write("a", "answered");
            world.Ask<WriteNote>(new NotebookRequest("a", new string('x', 2000)));
            world.LosePower(seed);
            Assert.Equal(["answered"], world.Read("a").Take(1));
            Assert.All(world.Read("a").Skip(1), text => Assert.Equal(new string('x', 2000), text));
        }
    }

    [Fact]
    public void What_a_killed_process_left_unflushed_is_made_durable_before_it_is_built_upon()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var world = new World();
            world.Write("a", "first");
            world.Ask<WriteNote>(new NotebookRequest("a", "second"));
            world.Disk.FailsNextFlush = true;
            world.Settle();
            world.Kill();
            Assert.Equal(["first", "second"], world.Read("a"));

            world.LosePower(seed);
            Assert.Equal(["first", "second"], world.Read("a"));
        }
    }

    [Fact]
    public void The_time_of_turns_never_goes_back_over_a_restart()
    {
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Write("a", "hello");
        _world.Restart();
        var behind = new TestSupport.Simulated.SimulatedClock(World.Start);
        var engine = EmbeddedEngine.Open(
            new EngineEnvironment(_world.Disk.Copy(), behind, Notebook.ServiceFacts, () => 1, _world.Dispatcher.Dispatch),
            _world.Options
        );
        engine.Start(threads: false);
        var waiting = new Asked(
            engine
                .ExecuteAsync<ReadNotes, Notebook, NotebookRequest, NotebookReply>(
                    new NotebookRequest("empty", WaitSeconds: 10),
                    new Caller("000000000000", "us-east-1", "", ""),
                    TestContext.Current.CancellationToken
                )
                .AsTask()
        );

        // The wait began at the time of the last turn, an hour ahead of this clock.
        behind.Advance(TimeSpan.FromSeconds(11));
        _world.Dispatcher.RunAll();
        Assert.False(waiting.IsAnswered);
        behind.Advance(TimeSpan.FromHours(1));
        _world.Dispatcher.RunAll();
        Assert.True(waiting.IsAnswered);
    }
}
