using Millrace.Engine.Embedded.Tests.Notebooks;
using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>What a bad frame means: a torn last batch is cut, damage anywhere else stops the start by file and offset.</summary>
public sealed class ReplayTests
{
    private readonly World _world = new();

    [Fact]
    public void A_torn_last_batch_is_cut_and_written_over()
    {
        _world.Write("a", "whole");
        var whole = (int)_world.Engine.JournalHead;
        _world.Write("a", new string('x', 2000));
        _world.Disk["00000000.segment"].Damage(whole + 1500, 0x01);

        _world.Kill();
        Assert.Equal(2000 + 16 + 8 + 2, _world.Engine.TornBytes);
        Assert.Equal(whole, _world.Engine.JournalHead);
        Assert.Equal(["whole"], _world.Read("a"));

        _world.Write("a", "after");
        _world.LosePower();
        Assert.Equal(0, _world.Engine.TornBytes);
        Assert.Equal(["whole", "after"], _world.Read("a"));
    }

    [Fact]
    public void Damage_before_a_valid_frame_stops_the_start_by_file_and_offset()
    {
        _world.Write("a", "first");
        var second = _world.Engine.JournalHead;
        _world.Write("a", "second");
        _world.Write("a", "third");
        _world.Disk["00000000.segment"].Damage(second + Frame.HeadBytes + 2, 0x80);
        Refused("00000000.segment", second, "no valid frame is here");
    }

    [Fact]
    public void Damage_at_the_end_of_a_segment_before_another_stops_the_start()
    {
        var last = FillSegments(2);
        _world.Disk["00000000.segment"].Damage(last[0] + 10, 0x80);
        Refused("00000000.segment", last[0], "follows one that ended at");
    }

    [Fact]
    public void A_segment_lost_from_the_middle_stops_the_start()
    {
        FillSegments(4);
        _world.Disk.Delete("00000001.segment");
        var damage = Assert.Throws<JournalDamagedException>(_world.Kill);
        Assert.Contains("00000001.segment", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_emptied_in_the_middle_stops_the_start()
    {
        FillSegments(4);
        var file = _world.Disk["00000001.segment"];
        file.Truncate(0);
        Refused("00000001.segment", 0, "00000002.segment has one at offset 0");
    }

    [Fact]
    public void The_segment_of_the_checkpoint_lost_or_emptied_stops_the_start()
    {
        FillSegments(3);
        _world.Engine.TakeCheckpoint();
        FillSegments(2);
        var position = _world.Engine.CheckpointPosition;
        var name = Segments.NameOf((int)(position / World.SegmentBytes));
        Assert.NotEqual(0, position % World.SegmentBytes);

        var emptied = _world.Disk.Copy();
        emptied[name].Truncate(0);
        var damage = Assert.Throws<JournalDamagedException>(() => new World(emptied));
        Assert.Contains($"{name} at offset 0", damage.Message, StringComparison.Ordinal);

        _world.Disk.Delete(name);
        Refused(name, 0, "the file is missing");
    }

    [Fact]
    public void A_journal_that_ends_before_its_checkpoint_stops_the_start()
    {
        _world.Write("a", "first");
        var end = _world.Engine.JournalHead;
        _world.Write("a", "second");
        _world.Engine.TakeCheckpoint();
        _world.Disk["00000000.segment"].Damage(end + 3, 0x02);
        Refused("00000000.segment", end, "the checkpoint speaks of facts up to");
    }

    /// <summary>What the checkpoint covers is not replayed, but a backlog's texts lie there: the start reads it for its checksums.</summary>
    [Theory]
    [InlineData(0, "no valid frame is here, but one is at offset")]
    [InlineData(1, "does not match its checksum")]
    [InlineData(2, "no valid frame is here, but one ended at")]
    public void Damage_in_a_segment_behind_the_checkpoint_stops_the_start(int kind, string what)
    {
        var last = FillSegments(2);
        _world.Engine.TakeCheckpoint();
        var offset = kind == 0 ? 0 : last[0];
        _world.Disk["00000000.segment"].Damage(offset + (kind == 1 ? Frame.HeadBytes + 30 : 10), 0x80);
        Refused("00000000.segment", offset, what);
    }

    [Fact]
    public void Damage_in_a_segment_that_nobody_needs_is_no_reason_to_stop()
    {
        FillSegments(2);
        _world.Erase("a", [.. Enumerable.Range(1, _world.Read("a").Count).Select(number => (long)number)]);
        _world.Engine.TakeCheckpoint();
        _world.Disk["00000000.segment"].Damage(10, 0x80);
        _world.Kill();
        Assert.Empty(_world.Read("a"));
    }

    [Fact]
    public void A_journal_that_speaks_of_what_this_program_does_not_know_stops_the_start()
    {
        var strange = new EngineEnvironment(
            _world.Disk,
            _world.Clock,
            new ServiceFacts(new Dictionary<string, Func<ResourceId, Resource>>(), Notebook.ServiceFacts.Facts),
            () => 1,
            _world.Dispatcher.Dispatch
        );
        _world.Write("a", "first");
        _world.Disk.EndProcess();
        var refusal = Assert.Throws<JournalDamagedException>(() => EmbeddedEngine.Open(strange, _world.Options));
        Assert.Contains("MR1001", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is a test:notebook, which this program does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_earlier_life_left_in_a_used_again_segment_is_never_taken_for_news()
    {
        for (var round = 0; round < 20; round++)
        {
            var number = _world.Write("a", new string((char)('a' + round), 1500));
            _world.Erase("a", number);
            _world.Engine.TakeCheckpoint();
            _world.Engine.Maintain();
        }

        Assert.True(_world.Disk.SegmentsDropped > 5);
        _world.Write("a", "last");
        var state = _world.Describe();
        _world.LosePower();
        Assert.Equal(state, _world.Describe());
    }

    [Fact]
    public void A_journal_of_another_store_is_not_taken_for_this_ones()
    {
        _world.Write("a", "hello");
        var copy = _world.Disk.Copy();
        var identity = new World(randomness: 100).Disk["store.json"].Content;
        copy.Delete("store.json");
        copy.Open("store.json").Write(0, identity);

        // The other store has a salt of its own: nothing in the segment is a frame of it.
        Assert.Empty(new World(copy, randomness: 100).Read("a"));
    }

    /// <summary>Writes until so many further segments have been begun; the offsets at which the last frame of each begins.</summary>
    private List<long> FillSegments(int count)
    {
        var lasts = new List<long>();
        while (lasts.Count < count)
        {
            var before = _world.Engine.JournalHead;
            _world.Write("a", new string('x', 1200));
            if (_world.Engine.JournalHead / World.SegmentBytes > before / World.SegmentBytes)
            {
                lasts.Add((before % World.SegmentBytes) - 1200 - 66);
            }
        }

        return lasts;
    }

    private void Refused(string file, long offset, string what)
    {
        var damage = Assert.Throws<JournalDamagedException>(_world.Kill);
        Assert.StartsWith(
            $"MR1001: the journal is damaged: {file} at offset {offset}: ",
            damage.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(what, damage.Message, StringComparison.Ordinal);
    }
}
