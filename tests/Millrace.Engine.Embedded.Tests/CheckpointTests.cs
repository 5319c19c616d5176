namespace Millrace.Engine.Embedded.Tests;

/// <summary>Checkpoints: written beside the old one, put in its place when the journal bears them out.</summary>
public sealed class CheckpointTests
{
    private readonly World _world = new();

    [Fact]
    public void A_start_restores_the_checkpoint_and_replays_only_what_came_after()
    {
        _world.Write("a", "before");
        _world.Write("b", "other");
        _world.Engine.TakeCheckpoint();
        var position = _world.Engine.CheckpointPosition;
        Assert.Equal(_world.Engine.JournalHead, position);
        _world.Write("a", "after");
        var state = _world.Describe();

        _world.LosePower();
        Assert.Equal(position, _world.Engine.CheckpointPosition);
        Assert.Equal(state, _world.Describe());
        Assert.Equal(["before", "after"], _world.Read("a"));
    }

    [Fact]
    public void A_checkpoint_in_the_middle_of_a_batch_takes_each_fact_once()
    {
        _world.Ask<Notebooks.WriteNote>(new Notebooks.NotebookRequest("a", "first"));
        _world.Engine.TakeCheckpoint();
        _world.Ask<Notebooks.WriteNote>(new Notebooks.NotebookRequest("a", "second"));
        _world.Settle();
        var state = _world.Describe();
        _world.Kill();
        Assert.Equal(state, _world.Describe());
    }

    [Fact]
    public void A_stop_in_order_leaves_a_checkpoint()
    {
        _world.Write("a", "hello");
        var head = _world.Engine.JournalHead;
        _world.Restart();
        Assert.Equal(head, _world.Engine.CheckpointPosition);
        Assert.Equal(["hello"], _world.Read("a"));
    }

    [Fact]
    public void A_half_written_checkpoint_is_ignored()
    {
        _world.Write("a", "first");
        _world.Engine.TakeCheckpoint();
        _world.Write("a", "second");
        var state = _world.Describe();
        _world.Disk.Open("checkpoint.new").Write(0, "half a check"u8);
        _world.Kill();
        Assert.Equal(state, _world.Describe());

        _world.Engine.TakeCheckpoint();
        _world.LosePower();
        Assert.Equal(state, _world.Describe());
    }

    [Fact]
    public void A_power_cut_at_any_moment_of_a_checkpoint_leaves_the_old_one_or_the_new()
    {
        for (var changes = 1; changes < 12; changes++)
        {
            var world = new World();
            world.Write("a", "first");
            world.Engine.TakeCheckpoint();
            world.Write("a", "second");
            var state = world.Describe();
            world.Disk.PowerFailsAfter = changes;
            var cut = Record.Exception(world.Engine.TakeCheckpoint);
            Assert.True(cut is null or TestSupport.Simulated.PowerFailedException, cut?.ToString());
            world.LosePower(changes);
            Assert.Equal(state, world.Describe());
        }
    }

    [Fact]
    public void A_damaged_checkpoint_stops_the_start_by_its_name()
    {
        _world.Write("a", "hello");
        _world.Engine.TakeCheckpoint();
        _world.Disk["checkpoint"].Damage(20, 0x10);
        var damage = Assert.Throws<JournalDamagedException>(_world.Kill);
        Assert.Contains("checkpoint at offset 0", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_layout_is_refused()
    {
        _world.Write("a", "hello");
        _world.Engine.TakeCheckpoint();
        using (var file = _world.Disk.Open("checkpoint"))
        {
            using var stream = new CheckpointStream(file, "checkpoint", writing: true);
            stream.Write(BitConverter.GetBytes(99));
            stream.Complete();
        }

        var damage = Assert.Throws<JournalDamagedException>(_world.Kill);
        Assert.Contains("layout 99", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_finds_no_room_leaves_the_old_one_and_no_rest()
    {
        _world.Write("a", "first");
        _world.Engine.TakeCheckpoint();
        var position = _world.Engine.CheckpointPosition;
        _world.Write("a", "second");
        _world.Disk.Capacity = _world.Disk.UsedBytes + 10;
        _world.Engine.TakeCheckpoint();
        Assert.Equal(position, _world.Engine.CheckpointPosition);
        Assert.DoesNotContain("checkpoint.new", _world.Disk.List());
    }

    [Fact]
    public void A_checkpoint_that_finds_no_room_takes_that_of_a_spare()
    {
        _world.Write("a", "first");
        _world.Engine.Maintain();
        Assert.True(_world.Engine.Segments.HasSpare);
        _world.Disk.Capacity = _world.Disk.UsedBytes;
        _world.Engine.TakeCheckpoint();
        Assert.NotEqual(0, _world.Engine.CheckpointPosition);
        Assert.False(_world.Engine.Segments.HasSpare);
        _world.Kill();
        Assert.Equal(["first"], _world.Read("a"));
    }

    [Fact]
    public void A_stream_of_several_blocks_reads_back_as_it_was_written()
    {
        var bytes = new byte[(3 << 20) + 17];
        new Random(1).NextBytes(bytes);
        using var file = _world.Disk.Open("stream");
        using (var writing = new CheckpointStream(file, "stream", writing: true))
        {
            writing.Write(bytes.AsSpan(0, 1_500_000));
            writing.Write(bytes.AsSpan(1_500_000));
            writing.Complete();
        }

        using var reading = new CheckpointStream(file, "stream", writing: false);
        var read = new byte[bytes.Length];
        reading.ReadExactly(read);
        Assert.Equal(bytes, read);
        Assert.Equal(0, reading.Read(read));
    }

    /// <summary>
    /// A resource that is forgotten for a checkpoint that never came about, and made again, is introduced twice in the journal.
    /// The earlier of the two must not get into the next checkpoint, where it could come after the later.
    /// </summary>
    [Fact]
    public void A_resource_forgotten_and_made_again_is_one_after_any_number_of_restarts()
    {
        var world = new World(partitions: 1);
        world.Write("c", "c");
        world.Erase("a", world.Write("a", "a1"));
        FailedCheckpoint(world);
        world.Write("a", "a2");
        world.Kill();

        // Now a place before the earlier "a" comes free, and the next "a" takes it.
        world.Erase("c", 1);
        world.Erase("a", 1);
        FailedCheckpoint(world);
        world.Write("d", "d");
        world.Write("a", "a3");
        world.Engine.TakeCheckpoint();
        world.Kill();

        Assert.Equal(["a3"], world.Read("a"));
        Assert.Equal(["d"], world.Read("d"));
    }

    private static void FailedCheckpoint(World world)
    {
        world.Disk.Capacity = world.Disk.UsedBytes;
        world.Engine.TakeCheckpoint();
        world.Disk.Capacity = long.MaxValue;
        Assert.Equal(0, world.Engine.CheckpointPosition);
    }
}
