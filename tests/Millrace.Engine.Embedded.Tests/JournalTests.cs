using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Appends, group commit, and reading payloads back.</summary>
public sealed class JournalTests : IDisposable
{
    private const int SegmentBytes = 1024;
    private const int RingBytes = 4096;
    private const uint Salt = 7;

    private readonly SimulatedDisk _disk = new();
    private readonly SimulatedClock _clock = new(World.Start);
    private readonly Segments _segments;
    private readonly Journal _journal;
    private readonly List<string> _told = [];

    public JournalTests()
    {
        _segments = new Segments(_disk, SegmentBytes, 1);
        _journal = new Journal(_segments, RingBytes, Salt, 0, _clock, Tell, () => { });
    }

    public void Dispose()
    {
        _journal.Dispose();
        _segments.Dispose();
    }

    [Fact]
    public void Nobody_is_told_before_the_flush_and_everybody_after_it_in_order()
    {
        Append(50, out var first);
        Assert.True(_journal.TellWhenDurable(first + 50, new Waiter("first", _told)));
        Append(50, out var second);
        Assert.True(_journal.TellWhenDurable(second + 50, new Waiter("second", _told)));
        Assert.Empty(_told);
        Assert.Equal(0, _disk.Flushes);

        Assert.True(_journal.FlushNext());
        Assert.Equal(["first", "second"], _told);
        Assert.Equal(1, _disk.Flushes);
        Assert.Equal(0, _disk["00000000.segment"].Unsynced);
        Assert.Equal(_journal.Head, _journal.DurableTo);
        Assert.False(_journal.TellWhenDurable(second + 50, new Waiter("late", _told)));
        Assert.False(_journal.FlushNext());
    }

    [Fact]
    public void A_failed_flush_is_final_and_nobody_is_told()
    {
        Append(50, out var position);
        _journal.TellWhenDurable(position + 50, new Waiter("never", _told));
        _disk.FailsNextFlush = true;

        Assert.False(_journal.FlushNext());
        Assert.IsType<IOException>(_journal.Failed);
        Assert.Empty(_told);
        Assert.Equal(0, _journal.DurableTo);
        Assert.Equal(Embedded.Append.Congested, Append(50, out _));
        Assert.False(_journal.FlushNext());
    }

    [Fact]
    public void A_record_that_does_not_fit_begins_the_next_segment()
    {
        Append(700, out _);
        Append(700, out var second);
        Assert.Equal(SegmentBytes + Frame.HeadBytes, second);
        Flush();
        Assert.Equal([700, 700], Replayed());
    }

    [Fact]
    public void A_batch_that_fills_its_segment_to_the_last_byte_ends_there()
    {
        Append(500, out _);
        Append(SegmentBytes - 500 - Frame.HeadBytes, out var filling);
        Assert.Equal(SegmentBytes, filling + SegmentBytes - 500 - Frame.HeadBytes);

        Append(60, out var next);
        Assert.Equal(SegmentBytes + Frame.HeadBytes, next);
        Flush();
        Assert.Equal(SegmentBytes, _disk["00000000.segment"].Length);
        Assert.Equal([500, SegmentBytes - 500 - Frame.HeadBytes, 60], Replayed());
    }

    [Fact]
    public void More_than_a_segment_or_than_the_memory_holds_is_congestion()
    {
        Assert.Equal(Embedded.Append.Congested, Append(SegmentBytes, out _));
        for (var segment = 0; segment < RingBytes / SegmentBytes; segment++)
        {
            Assert.Equal(Embedded.Append.Done, Append(900, out _));
        }

        Assert.Equal(Embedded.Append.Congested, Append(900, out _));
        Flush();
        Assert.Equal(Embedded.Append.Done, Append(900, out _));
    }

    [Fact]
    public async Task Room_is_waited_for_until_enough_is_flushed()
    {
        Assert.True(_journal.RoomAsync().AsTask().IsCompleted);
        Append(900, out _);
        Append(900, out _);
        var room = _journal.RoomAsync().AsTask();
        Assert.False(room.IsCompleted);
        Flush();
        await room.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(_journal.RoomAsync().AsTask().IsCompleted);
    }

    [Fact]
    public void A_recent_payload_comes_from_memory_and_an_old_one_from_its_file()
    {
        var old = Record(200, 1);
        AppendAll(old, out var oldAt);
        Flush();
        Assert.Equal(old, _journal.Read(new PayloadHandle(oldAt, old.Length)));
        Assert.Equal(0, _disk.Reads);

        for (var segment = 0; segment < 5; segment++)
        {
            Append(900, out _);
            Flush();
        }

        Assert.Equal(old, _journal.Read(new PayloadHandle(oldAt, old.Length)));
        Assert.Equal(1, _disk.Reads);
    }

    [Fact]
    public void A_payload_that_wraps_round_the_end_of_the_memory_is_read_whole()
    {
        // Frames of 3 × 1024 bytes, then one that lies across the 4,096th byte of the ring.
        for (var segment = 0; segment < 3; segment++)
        {
            Append(SegmentBytes - Frame.HeadBytes, out _);
            Flush();
        }

        Append(800, out _);
        Flush();
        for (var turn = 0; turn < 40; turn++)
        {
            var record = Record(150 + turn, turn);
            AppendAll(record, out var at);
            Assert.Equal(record, _journal.Read(new PayloadHandle(at, record.Length)));
            Flush();
        }
    }

    [Fact]
    public void A_damaged_payload_is_refused_by_file_and_offset()
    {
        Append(200, out var at);
        for (var segment = 0; segment < 5; segment++)
        {
            Append(900, out _);
            Flush();
        }

        _disk["00000000.segment"].Damage(at + 100, 0x40);
        var damage = Assert.Throws<JournalDamagedException>(() => _journal.Read(new PayloadHandle(at, 200)));
        Assert.Contains($"00000000.segment at offset {at}", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_full_disk_the_last_stretch_is_for_those_who_make_room()
    {
        Append(100, out _);
        _disk.Capacity = _disk.UsedBytes;
        Assert.Equal(Embedded.Append.Done, Append(600, out _));
        Assert.Equal(Embedded.Append.Full, Append(200, out _));
        Assert.True(_journal.IsFull);
        Assert.Equal(Embedded.Append.Done, Append(200, out _, allowedWhenFull: true));
        Assert.Equal(Embedded.Append.Full, Append(200, out _, allowedWhenFull: true));

        _disk.Capacity = long.MaxValue;
        Assert.Equal(Embedded.Append.Full, Append(200, out _));
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Embedded.Append.Done, Append(200, out _));
        Assert.False(_journal.IsFull);
    }

    private void Flush()
    {
        while (_journal.FlushNext()) { }

        Assert.Null(_journal.Failed);
    }

    private Append Append(int bytes, out long position, bool allowedWhenFull = false) =>
        _journal.TryAppend(Record(bytes, 0), allowedWhenFull, 1, out position);

    private void AppendAll(byte[] record, out long position) =>
        Assert.Equal(Embedded.Append.Done, _journal.TryAppend(record, false, 1, out position));

    private static byte[] Record(int bytes, int seed)
    {
        var record = new byte[bytes];
        new Random(seed).NextBytes(record);
        Frame.WriteRecordHead(record, 0, 0x7001, 1);
        return record;
    }

    private List<int> Replayed()
    {
        var lengths = new List<int>();
        new Replay(new Segments(_disk, SegmentBytes, 1), Salt).Run(0, (_, _, _, _, at) => lengths.Add(at.Length));
        return lengths;
    }

    private void Tell(List<IDurableWaiter> waiting) => waiting.ForEach(waiter => waiter.Execute());

    private sealed class Waiter(string name, List<string> told) : IDurableWaiter
    {
        public bool IsQuick => true;

        public void Execute() => told.Add(name);
    }
}
