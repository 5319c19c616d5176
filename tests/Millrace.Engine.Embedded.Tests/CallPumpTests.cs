using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Calls: made once what asked for them is durable, in order, and taken once however often they are made.</summary>
public sealed class CallPumpTests
{
    private readonly World _world = new();

    [Fact]
    public void A_call_is_not_made_before_the_fact_that_asks_for_it_is_durable()
    {
        _world.Write("a", "note");
        _world.Ask<GiveNote>(Give("a", 1, "b"));
        _world.Dispatcher.RunAll();
        Assert.Equal(1, _world.Engine.PendingCalls);
        Assert.Equal(1, _world.Engine.ResourceCount);

        _world.Settle();
        Assert.Equal(["note"], _world.Read("b"));
        Assert.Empty(_world.Read("a"));
        Assert.Equal(0, _world.Engine.PendingCalls);
    }

    [Fact]
    public void A_refused_call_comes_back_to_its_caller()
    {
        _world.Write("a", "stay here");
        _world.Do<GiveNote>(Give("a", 1, "b"));
        Assert.Equal(["stay here"], _world.Read("a"));
        Assert.Empty(_world.Read("b"));
    }

    [Fact]
    public void A_refused_call_leaves_nothing_of_a_target_that_was_not_there()
    {
        _world.Write("a", "stay here");
        _world.Do<GiveNote>(Give("a", 1, "b"));
        Assert.Equal(1, _world.Engine.ResourceCount);
    }

    /// <summary>Those that have arrived are done with; what waits for room is made later, and none arrives twice.</summary>
    [Fact]
    public void Calls_before_one_that_finds_no_room_are_settled_without_it()
    {
        for (var number = 1; number <= 3; number++)
        {
            _world.Write("a", $"{number} {new string('x', 1500)}");
        }

        for (var number = 1; number <= 3; number++)
        {
            _world.Ask<GiveNote>(Give("a", number, "b"));
        }

        while (_world.Engine.FlushNext()) { }

        _world.Disk.Capacity = _world.Disk.UsedBytes;
        _world.Settle();
        var arrived = _world.Read("b").Count;
        Assert.InRange(arrived, 1, 2);
        Assert.Equal(3 - arrived, _world.Engine.PendingCalls);

        _world.Disk.Capacity = long.MaxValue;
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Settle();
        Assert.Equal(3, _world.Read("b").Count);
        Assert.Empty(_world.Read("a"));
    }

    [Fact]
    public void Calls_of_one_pair_are_made_in_order()
    {
        for (var number = 1; number <= 20; number++)
        {
            _world.Ask<WriteNote>(new NotebookRequest("a", $"note {number}"));
            _world.Ask<GiveNote>(Give("a", number, "b"));
        }

        _world.Settle();
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"note {number}"), _world.Read("b"));
    }

    /// <summary>However far a call has come when the power fails, the note is in one book in the end, and in one only.</summary>
    [Fact]
    public void A_call_interrupted_anywhere_has_its_effect_once()
    {
        for (var changes = 1; changes < 20; changes++)
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var world = new World();
                world.Write("a", "note");
                world.Disk.PowerFailsAfter = changes;
                world.Ask<GiveNote>(Give("a", 1, "b"));
                world.Settle();
                world.LosePower(seed);
                world.Settle();
                Assert.Equal(["note"], [.. world.Read("a"), .. world.Read("b")]);
                world.Restart();
                world.Settle();
                Assert.Equal(["note"], [.. world.Read("a"), .. world.Read("b")]);
                Assert.Equal(0, world.Engine.PendingCalls);
            }
        }
    }

    /// <summary>The target remembers the last number it took: a refused call before it must not look taken after a crash.</summary>
    [Fact]
    public void A_refused_call_between_others_is_not_forgotten_wherever_the_power_fails()
    {
        string[] notes = ["first", "stay here", "second", "stay, too", "third"];
        for (var changes = 1; changes < 30; changes++)
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var world = new World();
                foreach (var note in notes)
                {
                    world.Write("a", note);
                }

                world.Disk.PowerFailsAfter = changes;
                for (var number = 1; number <= notes.Length; number++)
                {
                    world.Ask<GiveNote>(Give("a", number, "b"));
                }

                world.Settle();
                world.LosePower(seed);
                world.Settle();
                Assert.Equal(
                    notes.Order(StringComparer.Ordinal),
                    [.. world.Read("a").Concat(world.Read("b")).Order(StringComparer.Ordinal)]
                );
                Assert.DoesNotContain(world.Read("b"), note => note.StartsWith("stay", StringComparison.Ordinal));
                Assert.Equal(0, world.Engine.PendingCalls);
            }
        }
    }

    [Fact]
    public void A_call_to_a_kind_of_resource_that_is_not_there_is_refused_by_name()
    {
        var call = new Call(
            1,
            Notebook.IdOf("a"),
            new ResourceId("test:absent", "arn:aws:test:::x"),
            "test:Give",
            default,
            default
        );
        var (refusal, _) = _world.Engine.PartitionOf(call.Target).TakeCall(call, new NoteWritten(1, "x"), EngineCaller.Instance);
        Assert.Equal(new CallRefusal("UnsupportedOperation", "This server has no test:absent."), refusal);
    }

    [Fact]
    public void A_call_made_again_is_known_as_seen_also_after_a_checkpoint()
    {
        TakeOneCallThreeTimes();
        Assert.Equal(["called"], _world.Read("b"));

        _world.Engine.TakeCheckpoint();
        _world.Kill();
        TakeOneCallThreeTimes();
        Assert.Equal(["called"], _world.Read("b"));
    }

    [Fact]
    public void The_payload_of_a_pending_call_is_kept_though_its_segment_is_thin()
    {
        _world.Write("a", "note");
        _world.Ask<GiveNote>(Give("a", 1, "b"));
        while (_world.Engine.FlushNext()) { }

        // The pool has not come to the call yet; meanwhile its segment is all but empty, and upkeep goes by.
        for (var number = 0; number < 12; number++)
        {
            _world.Ask<WriteNote>(new NotebookRequest("c", new string('x', 1000)));
            while (_world.Engine.FlushNext()) { }
        }

        _world.Engine.TakeCheckpoint();
        _world.Engine.Maintain();
        _world.Engine.Maintain();
        _world.Settle();
        Assert.Equal(["note"], _world.Read("b"));
    }

    [Fact]
    public void A_call_that_finds_the_disk_full_is_made_again_until_there_is_room()
    {
        _world.Write("a", new string('n', 1000));
        _world.Disk.Capacity = _world.Disk.UsedBytes;
        while (_world.Answer<WriteNote>(new NotebookRequest("c", new string('x', 800))).Error is null) { }

        _world.Do<GiveNote>(Give("a", 1, "b"));
        Assert.Equal(1, _world.Engine.PendingCalls);
        Assert.Empty(_world.Read("b"));

        _world.Disk.Capacity = long.MaxValue;
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Settle();
        Assert.Single(_world.Read("b"));
        Assert.Empty(_world.Read("a"));
        Assert.Equal(0, _world.Engine.PendingCalls);
    }

    private void TakeOneCallThreeTimes()
    {
        var call = new Call(1, Notebook.IdOf("elsewhere"), Notebook.IdOf("b"), Notebook.GiveAction, default, default);
        var payload = new NoteWritten(9, "called");
        for (var times = 0; times < 3; times++)
        {
            var (refusal, position) = _world.Engine.PartitionOf(call.Target).TakeCall(call, payload, EngineCaller.Instance);
            Assert.Null(refusal);
            Assert.True(position >= 0);
        }

        _world.Settle();
    }

    private static NotebookRequest Give(string from, long number, string to) => new(from, to, [number]);
}
