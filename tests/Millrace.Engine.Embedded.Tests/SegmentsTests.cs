using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>The journal's files: made, used again, counted, pinned.</summary>
public sealed class SegmentsTests
{
    private const int SegmentBytes = 1024;

    private const int PieceBytes = ZeroedFile.PieceBytes;

    private readonly SimulatedDisk _disk = new();

    [Fact]
    public void A_segment_given_up_is_a_spare_and_the_next_segment_is_made_of_it()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.Create(0);
        segments.Create(1);
        segments.FileOf(0).Write(0, "old bytes"u8);
        segments.Drop(0);
        Assert.Equal(["00000000.spare", "00000001.segment"], _disk.List());
        Assert.True(segments.HasSpare);

        segments.Create(2);
        Assert.Equal(["00000001.segment", "00000002.segment"], _disk.List());
        Assert.Equal([1, 2], segments.Numbers);
        Assert.Equal("old bytes"u8, _disk["00000002.segment"].Content.AsSpan(0, 9));
        Assert.False(segments.HasSpare);
    }

    [Fact]
    public void So_many_spares_are_kept_and_further_segments_are_deleted()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        foreach (var number in Enumerable.Range(0, 4))
        {
            segments.Create(number);
        }

        segments.Drop(0);
        segments.Drop(1);
        segments.Drop(1);
        segments.Drop(2);
        Assert.Equal(["00000000.spare", "00000001.spare", "00000003.segment"], _disk.List());

        segments.Create(4);
        segments.Create(5);
        Assert.Equal(["00000003.segment", "00000004.segment", "00000005.segment"], _disk.List());
    }

    [Fact]
    public void Spares_survive_a_restart_and_need_no_room()
    {
        using (var segments = new Segments(_disk, SegmentBytes, 2))
        {
            segments.Create(0);
            segments.PrepareSpare(() => true);
            segments.PrepareSpare(() => true);
            segments.Drop(0);
        }

        Assert.Equal(["00000000.spare", "zeros.spare"], _disk.List());
        _disk.Capacity = _disk.UsedBytes;
        using var again = new Segments(_disk, SegmentBytes, 2);
        again.Create(1);
        again.Create(2);
        Assert.Throws<DiskFullException>(() => again.Create(3));
        Assert.Equal(["00000001.segment", "00000002.segment"], _disk.List());
    }

    [Fact]
    public void A_start_keeps_no_more_spares_than_it_is_told_to()
    {
        using (var segments = new Segments(_disk, SegmentBytes, 2))
        {
            segments.Create(0);
            segments.Create(1);
            segments.Drop(0);
            segments.Drop(1);
        }

        using var fewer = new Segments(_disk, SegmentBytes, 1);
        Assert.Single(_disk.List());
        Assert.True(fewer.HasSpare);
    }

    [Fact]
    public void A_spare_that_was_being_made_in_a_crash_keeps_no_room()
    {
        _disk.Open("zeros.new", SegmentBytes).Dispose();
        using var segments = new Segments(_disk, SegmentBytes, 2);
        Assert.Empty(_disk.List());
    }

    [Fact]
    public void A_spare_given_up_makes_room()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.PrepareSpare(() => true);
        Assert.True(segments.GiveUpSpare());
        Assert.False(segments.GiveUpSpare());
        Assert.False(segments.HasSpare);
        Assert.Equal(0, _disk.UsedBytes);
    }

    [Fact]
    public void The_room_of_a_spare_in_the_making_is_not_missing()
    {
        using var segments = new Segments(_disk, 4 * PieceBytes, 1);
        segments.Create(0);
        _disk.Capacity = _disk.UsedBytes + (4 * PieceBytes);
        var pauses = 0;
        segments.PrepareSpare(() =>
        {
            if (++pauses == 2)
            {
                segments.Create(1);
                segments.FileOf(1).Write(0, "news"u8);
            }

            return true;
        });
        Assert.Equal(2, pauses);
        Assert.Equal(["00000000.segment", "00000001.segment"], _disk.List());
        Assert.Equal("news"u8, _disk["00000001.segment"].Content.AsSpan(0, 4));
        Assert.False(segments.HasSpare);

        // And the next is made from its beginning.
        Assert.Throws<DiskFullException>(() => segments.PrepareSpare(() => true));
        _disk.Capacity = long.MaxValue;
        segments.PrepareSpare(() => ++pauses > 0);
        Assert.Equal(2 + 4, pauses);
        Assert.True(segments.HasSpare);
    }

    [Fact]
    public void A_spare_is_flushed_piece_by_piece_with_a_pause_after_each()
    {
        using var segments = new Segments(_disk, 4 * PieceBytes, 1);
        var flushesAtPauses = new List<int>();
        segments.PrepareSpare(() =>
        {
            flushesAtPauses.Add(_disk.Flushes);
            return true;
        });
        Assert.Equal([1, 2, 3, 4], flushesAtPauses);
    }

    [Fact]
    public void A_spare_that_was_left_is_gone_on_with_where_it_was()
    {
        using var segments = new Segments(_disk, 4 * PieceBytes, 1);
        var pieces = 0;
        segments.PrepareSpare(() => ++pieces < 3);
        Assert.Equal(3, pieces);
        Assert.False(segments.HasSpare);

        segments.PrepareSpare(() => ++pieces > 0);
        Assert.Equal(4, pieces);
        Assert.Equal(4, _disk.Flushes);
        Assert.True(segments.HasSpare);
    }

    [Fact]
    public void A_journal_of_years_costs_no_more_memory_than_one_of_today()
    {
        const int number = 100_000_000;
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.Create(0);
        segments.Create(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        segments.Drop(0);
        segments.Drop(1);
        segments.Create(number);
        segments.Create(number + 100);
        Assert.Equal([number, number + 100], segments.Numbers);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.False(segments.Exists(0));
        Assert.True(segments.Exists(number));

        // A checkpoint may speak of one that lies before the first.
        segments.Hold(new PayloadHandle(((number - 5L) * SegmentBytes) + 40, 7));
        Assert.Equal(7, segments.LiveBytes(number - 5));
        Assert.Equal([number, number + 100], segments.Numbers);
    }

    [Fact]
    public void What_is_held_less_what_is_released_is_live()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.Create(0);
        segments.Create(1);
        segments.Hold(new PayloadHandle(40, 100));
        segments.Hold(new PayloadHandle(140, 60));
        segments.Hold(new PayloadHandle(SegmentBytes + 40, 30));
        segments.Release(new PayloadHandle(40, 100));
        segments.Release(default);
        Assert.Equal(60, segments.LiveBytes(0));
        Assert.Equal(30, segments.LiveBytes(1));
        Assert.Equal(0, segments.LiveBytes(99));
    }

    [Fact]
    public void A_pin_holds_until_it_is_taken_out_as_often_as_it_was_put_in()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.Create(0);
        var payload = new PayloadHandle(40, 100);
        segments.Pin(payload);
        segments.Pin(payload);
        segments.Unpin(payload);
        Assert.True(segments.IsPinned(0));
        segments.Unpin(payload);
        Assert.False(segments.IsPinned(0));
    }

    [Fact]
    public void A_missing_file_is_borne_during_the_replay_and_refused_after_it_if_it_is_needed()
    {
        using var segments = new Segments(_disk, SegmentBytes, 2);
        segments.Hold(new PayloadHandle(40, 100));
        segments.Hold(new PayloadHandle(SegmentBytes + 40, 100));
        segments.Release(new PayloadHandle(40, 100));
        var damage = Assert.Throws<JournalDamagedException>(segments.RefuseMissing);
        Assert.Contains("00000001.segment", damage.Message, StringComparison.Ordinal);
        Assert.Contains("100 bytes", damage.Message, StringComparison.Ordinal);

        segments.Release(new PayloadHandle(SegmentBytes + 40, 100));
        segments.RefuseMissing();
        Assert.Throws<InvalidOperationException>(() => segments.Hold(new PayloadHandle(40, 100)));
    }

    [Fact]
    public void A_segment_that_lost_its_space_in_a_crash_gets_it_back()
    {
        _disk.Open("00000000.segment").Write(0, "some"u8);
        using var segments = new Segments(_disk, SegmentBytes, 2);
        Assert.Equal(SegmentBytes, segments.FileOf(0).Length);
    }

    [Fact]
    public void An_empty_segment_that_cannot_have_its_space_back_is_given_up()
    {
        _disk.Open("00000000.segment").Dispose();
        _disk.Capacity = 10;
        using var segments = new Segments(_disk, SegmentBytes, 2);
        Assert.Empty(segments.Numbers);
        Assert.Empty(_disk.List());
    }

    [Fact]
    public void Files_that_are_no_segments_are_left_alone()
    {
        _disk.Open("notes.txt").Dispose();
        _disk.Open("x.segment").Dispose();
        _disk.Open("-1.segment").Dispose();
        using var segments = new Segments(_disk, SegmentBytes, 2);
        Assert.Empty(segments.Numbers);
        Assert.Equal(3, _disk.List().Count);
    }
}
