using Millrace.Engine.Embedded.Tests.Notebooks;
using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Segments with nothing live are given up, those with little are rewritten, and nobody is read from under.</summary>
public sealed class ReclaimTests
{
    private readonly World _world = new();

    [Fact]
    public void Segments_without_live_payloads_are_given_up_once_a_checkpoint_covers_them()
    {
        var numbers = WriteMany("a", 12);
        _world.Erase("a", numbers);
        _world.Engine.Maintain();
        Assert.Contains("00000000.segment", _world.Disk.List());

        _world.Engine.TakeCheckpoint();
        _world.Engine.Maintain();
        Assert.DoesNotContain("00000000.segment", _world.Disk.List());
        var covered = _world.Engine.Segments.NumberOf(_world.Engine.CheckpointPosition);
        Assert.All(_world.Engine.Segments.Numbers, number => Assert.True(number >= covered));
        _world.LosePower();
        Assert.Empty(_world.Read("a"));
    }

    [Fact]
    public void A_journal_that_goes_round_needs_no_new_files()
    {
        Lap();
        Lap();
        var files = JournalFiles();
        Assert.InRange(files.Count, 4, 12);
        for (var lap = 0; lap < 5; lap++)
        {
            Lap();
        }

        Assert.Subset(files, JournalFiles());

        void Lap()
        {
            _world.Erase("a", WriteMany("a", 12));
            _world.Engine.TakeCheckpoint();
            _world.Engine.Maintain();
        }

        HashSet<SimulatedFile> JournalFiles() =>
            [
                .. _world
                    .Disk.List()
                    .Where(name =>
                        name.EndsWith(".segment", StringComparison.Ordinal) || name.EndsWith(".spare", StringComparison.Ordinal)
                    )
                    .Select(name => _world.Disk[name]),
            ];
    }

    [Fact]
    public void A_segment_with_a_live_payload_stays()
    {
        var numbers = WriteMany("a", 6);
        _world.Engine.TakeCheckpoint();
        _world.Engine.Maintain();
        Assert.Contains("00000000.segment", _world.Disk.List());
        Assert.Equal(numbers.Count, _world.Read("a").Count);
    }

    [Fact]
    public void A_thin_segment_is_rewritten_and_given_up_and_its_payload_can_still_be_read()
    {
        var thin = _world.Write("a", "thin");
        _world.Erase("a", WriteMany("a", 8));
        _world.Engine.TakeCheckpoint();
        MaintainUntilGone("00000000.segment");
        Assert.Equal(["thin"], _world.Read("a"));

        var state = _world.Describe();
        _world.LosePower();
        Assert.Equal(state, _world.Describe());
        Assert.Equal(["thin"], _world.Read("a"));

        // What was rewritten is rewritten again.
        _world.Erase("a", WriteMany("a", 12));
        _world.Engine.TakeCheckpoint();
        MaintainUntilGone("00000002.segment");
        _world.LosePower(2);
        Assert.Equal(["thin"], _world.Read("a"));
        _world.Erase("a", thin);
        Assert.Equal(0, _world.Engine.Segments.Numbers.Sum(_world.Engine.Segments.LiveBytes));
    }

    [Fact]
    public void A_thin_segment_with_a_record_that_can_no_longer_be_read_does_not_stand_before_the_others()
    {
        _world.Write("a", "damaged");
        _world.Erase("a", WriteMany("a", 8));
        _world.Write("a", "thin");
        _world.Erase("a", WriteMany("a", 8));
        _world.Engine.TakeCheckpoint();
        var thin = Segments.NameOf(_world.Engine.Segments.Numbers.Last(number => _world.Engine.Segments.LiveBytes(number) > 0));
        _world.Disk["00000000.segment"].Damage(Frame.HeadBytes + 60, 0x80);

        MaintainUntilGone(thin);

        Assert.Contains("00000000.segment", _world.Disk.List());
        Assert.Null(_world.Failure);
    }

    [Fact]
    public void A_reply_on_its_way_keeps_the_segment_it_reads_from()
    {
        var numbers = WriteMany("a", 12);
        _world.Engine.TakeCheckpoint();

        // The read waits for the flush of another write, its payloads pinned; then they are erased.
        _world.Ask<WriteNote>(new NotebookRequest("a", "unflushed"));
        var reading = _world.Ask<ReadNotes>(new NotebookRequest("a"));
        _world.Ask<EraseNotes>(new NotebookRequest("a", Numbers: numbers));
        while (_world.Engine.FlushNext()) { }

        _world.Engine.TakeCheckpoint();
        _world.Engine.Maintain();
        Assert.Contains("00000000.segment", _world.Disk.List());
        Assert.False(reading.IsAnswered);

        _world.Settle();
        Assert.Equal(13, reading.Reply.Texts.Count);
        _world.Engine.Maintain();
        Assert.DoesNotContain("00000000.segment", _world.Disk.List());
    }

    [Fact]
    public void A_segment_is_not_given_up_before_what_emptied_it_is_durable()
    {
        var numbers = WriteMany("a", 12);
        _world.Engine.TakeCheckpoint();
        _world.Ask<EraseNotes>(new NotebookRequest("a", Numbers: numbers));
        _world.Engine.Maintain();
        Assert.Equal(_world.Engine.JournalHead, _world.Engine.JournalDurable);
        _world.LosePower();
        Assert.Empty(_world.Read("a"));
    }

    [Fact]
    public void A_checkpoint_older_than_the_giving_up_of_a_segment_still_starts()
    {
        var numbers = WriteMany("a", 12);
        _world.Engine.TakeCheckpoint();
        _world.Erase("a", numbers);
        _world.Engine.Maintain();
        Assert.DoesNotContain("00000000.segment", _world.Disk.List());
        _world.Write("a", "after");
        _world.LosePower();
        Assert.Equal(["after"], _world.Read("a"));
    }

    private List<long> WriteMany(string book, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _world.Write(book, new string('x', 1000)))];

    private void MaintainUntilGone(string segment)
    {
        for (var rounds = 0; rounds < 10 && _world.Disk.List().Contains(segment); rounds++)
        {
            _world.Engine.Maintain();
            _world.Settle();
        }

        Assert.DoesNotContain(segment, _world.Disk.List());
    }
}
