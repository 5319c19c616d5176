namespace Millrace.Engine.Embedded;

/// <summary>What became of an append.</summary>
internal enum Append
{
    /// <summary>The records have their place; they are durable once <see cref="Journal.DurableTo"/> has passed it.</summary>
    Done,

    /// <summary>The disk has no room for another segment.</summary>
    Full,

    /// <summary>More is waiting for the disk than memory may hold.</summary>
    Congested,
}

/// <summary>
/// The append-only log of facts, with group commit: what arrives during a flush is the next batch. One ring of memory is at
/// once the write buffer and the cache of recent payloads; a payload that has left the ring is read from its file.
/// </summary>
/// <remarks>
/// Order of locks: a partition's, then this one. A failed write or flush is final (rule 4): <see cref="Failed"/> is set, nothing
/// waiting is ever told that it is durable, and the owner stops the process.
/// </remarks>
internal sealed class Journal : IDisposable
{
    /// <summary>A frame is sealed at this size, so that one flush stays short.</summary>
    private const int FrameBytesMax = 4 * 1024 * 1024;

    private readonly Segments _segments;
    private readonly TimeProvider _time;
    private readonly uint _salt;
    private readonly byte[] _ring;
    private readonly Lock _gate = new();
    private readonly Queue<Batch> _sealed = new();
    private readonly Action<List<IDurableWaiter>> _durableNow;
    private readonly Action _needsUpkeep;
    private readonly long _oldestCached;
    private readonly AutoResetEvent _work = new(false);

    private Batch? _open;
    private Batch? _flushing;
    private long _head;
    private long _reserved;
    private long _durable;
    private long _lastEnd;
    private long _fullSince;
    private bool _isFull;
    private bool _idle;
    private TaskCompletionSource? _room;

    /// <param name="segments">The files.</param>
    /// <param name="ringBytes">Memory for unwritten batches and recent payloads; at least four times the largest turn.</param>
    /// <param name="salt">The store's own number, mixed into every frame so that no message can forge one.</param>
    /// <param name="head">Where the journal ends: the first new frame goes there.</param>
    /// <param name="time">For the pace of looking again whether a full disk has room.</param>
    /// <param name="durableNow">Called after a flush, outside all locks, with those who waited for it.</param>
    /// <param name="needsUpkeep">Called when a new segment is begun or none can be made; must return at once.</param>
    public Journal(
        Segments segments,
        int ringBytes,
        uint salt,
        long head,
        TimeProvider time,
        Action<List<IDurableWaiter>> durableNow,
        Action needsUpkeep
    )
    {
        _segments = segments;
        _ring = GC.AllocateUninitializedArray<byte>(ringBytes);
        _salt = salt;
        _time = time;
        _durableNow = durableNow;
        _needsUpkeep = needsUpkeep;
        _head = _reserved = _durable = _lastEnd = head;
        _oldestCached = head;
    }

    /// <summary>Everything before this position is on the medium.</summary>
    public long DurableTo => Volatile.Read(ref _durable);

    /// <summary>Where the next record will go, at the earliest.</summary>
    public long Head => Volatile.Read(ref _reserved);

    /// <summary>The failure that ended this journal; null while it lives.</summary>
    public Exception? Failed { get; private set; }

    /// <summary>True while the disk has no room for another segment.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _isFull;
            }
        }
    }

    /// <summary>With a spare at hand there is room for another segment, whether or not anybody writes.</summary>
    public void LookForRoom()
    {
        lock (_gate)
        {
            _isFull &= !_segments.HasSpare;
        }
    }

    /// <summary>Batches written and flushed since the start, and their bytes; for the metrics.</summary>
    public long Flushes { get; private set; }

    public long FlushedBytes { get; private set; }

    /// <summary>Completes when little enough waits for the disk that a new turn may add to it.</summary>
    public ValueTask RoomAsync()
    {
        if (Volatile.Read(ref _reserved) - Volatile.Read(ref _durable) <= _ring.Length / 4)
        {
            return default;
        }

        lock (_gate)
        {
            if (_head - _durable <= _ring.Length / 4)
            {
                return default;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>Gives records their place. Called under the lock of the partition whose turn it is.</summary>
    /// <param name="records">Whole records, heads included; they stay together in one frame.</param>
    /// <param name="allowedWhenFull">Whether the last stretch of a full disk may be used.</param>
    /// <param name="ticks">The turn's time.</param>
    /// <param name="position">Where the first record lies.</param>
    public Append TryAppend(ReadOnlySpan<byte> records, bool allowedWhenFull, long ticks, out long position)
    {
        position = 0;
        bool wake;
        lock (_gate)
        {
            if (Failed is not null)
            {
                return Append.Congested;
            }

            if (_open is not null && (_open.End - _open.Start + records.Length > FrameBytesMax || _segments.OffsetOf(_head) == 0))
            {
                // Long enough, or it fills its segment to the last byte: a frame never reaches into the next.
                Seal();
            }

            var need = records.Length + (_open is null ? Frame.HeadBytes : 0);
            var start = _head;
            var segment = _segments.NumberOf(start);
            var offset = _segments.OffsetOf(start);
            if (offset + need > _segments.SegmentBytes)
            {
                need = records.Length + Frame.HeadBytes;
                start = (segment + 1L) * _segments.SegmentBytes;
                segment++;
            }

            if (need > _segments.SegmentBytes || start + need - _durable > _ring.Length)
            {
                return Append.Congested;
            }

            if (!_segments.Exists(segment) && !TryCreate(segment))
            {
                return Append.Full;
            }

            var lastStretch = _segments.SegmentBytes - (_segments.SegmentBytes / 8);
            if (!allowedWhenFull && offset + need > lastStretch && !_segments.Exists(segment + 1) && !TryCreate(segment + 1))
            {
                return Append.Full;
            }

            if (start != _head)
            {
                Seal();
                _head = start;
            }

            // Readers of the ring look at _reserved before and after they copy: it moves before the bytes do.
            Volatile.Write(ref _reserved, start + need);
            Interlocked.MemoryBarrier();
            _open ??= new Batch(start);
            position = start + need - records.Length;
            CopyIn(position, records);
            _head = start + need;
            _open.End = _head;
            _open.Ticks = ticks;
            wake = _idle;
            _idle = false;
        }

        if (wake)
        {
            _work.Set();
        }

        return Append.Done;
    }

    /// <summary>
    /// Has <paramref name="waiter"/> told when everything before <paramref name="position"/> is durable. False, and
    /// nothing will be told, when it already is.
    /// </summary>
    public bool TellWhenDurable(long position, IDurableWaiter waiter)
    {
        if (position <= Volatile.Read(ref _durable))
        {
            return false;
        }

        lock (_gate)
        {
            if (position <= _durable)
            {
                return false;
            }

            BatchWith(position).Waiting.Add(waiter);
            return true;
        }
    }

    /// <summary>Waits for work, then flushes until there is none; the writer thread's life. Ends when cancelled or failed.</summary>
    public void Run(CancellationToken stop)
    {
        using var wakeUp = stop.Register(() => _work.Set());
        while (true)
        {
            do
            {
                // Whoever is about to append may do so first: under load a flush then carries twice as much, and an idle machine
                // comes straight back.
                Thread.Yield();
            } while (FlushNext());

            if (Failed is not null)
            {
                return;
            }

            lock (_gate)
            {
                if (_open is not null || _sealed.Count > 0)
                {
                    continue;
                }

                if (stop.IsCancellationRequested)
                {
                    return;
                }

                _idle = true;
            }

            _work.WaitOne();
        }
    }

    /// <summary>Writes and flushes one batch and tells those who waited for it; false when there is none.</summary>
    public bool FlushNext()
    {
        Batch batch;
        lock (_gate)
        {
            if (_sealed.Count == 0)
            {
                Seal();
            }

            if (Failed is not null || !_sealed.TryDequeue(out batch!))
            {
                return false;
            }

            _flushing = batch;
        }

        try
        {
            Write(batch);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            lock (_gate)
            {
                Failed = failure;
            }

            return false;
        }

        TaskCompletionSource? room = null;
        lock (_gate)
        {
            Volatile.Write(ref _durable, batch.End);
            _flushing = null;
            Flushes++;
            FlushedBytes += batch.End - batch.Start;
            if (_room is not null && _head - _durable <= _ring.Length / 8)
            {
                room = _room;
                _room = null;
            }
        }

        room?.SetResult();
        _durableNow(batch.Waiting);
        return true;
    }

    /// <summary>The bytes of one record, from memory or from its file.</summary>
    /// <exception cref="JournalDamagedException">The file does not hold what was written there.</exception>
    public byte[] Read(PayloadHandle payload)
    {
        var record = GC.AllocateUninitializedArray<byte>(payload.Length);
        if (!TryReadRing(payload.Position, record))
        {
            var number = _segments.NumberOf(payload.Position);
            var offset = _segments.OffsetOf(payload.Position);
            var read = _segments.FileOf(number).Read(offset, record);
            if (read < record.Length || !Frame.IsRecord(record))
            {
                throw new JournalDamagedException(Segments.NameOf(number), offset, "a record does not match its checksum");
            }
        }

        return record;
    }

    public void Dispose() => _work.Dispose();

    private bool TryReadRing(long position, Span<byte> into)
    {
        if (!IsCached(position))
        {
            return false;
        }

        var at = (int)(position % _ring.Length);
        var first = Math.Min(into.Length, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(into);
        _ring.AsSpan(0, into.Length - first).CopyTo(into[first..]);
        Interlocked.MemoryBarrier();
        return IsCached(position);
    }

    /// <summary>Whether a record is read from memory, at this moment.</summary>
    public bool IsCached(long position) => position >= _oldestCached && position >= Volatile.Read(ref _reserved) - _ring.Length;

    private void Write(Batch batch)
    {
        var contentStart = batch.Start + Frame.HeadBytes;
        var contentBytes = (int)(batch.End - contentStart);
        var (first, second) = Pieces(contentStart, contentBytes);
        var checksum = Frame.Checksum(second, Frame.Checksum(first));
        Span<byte> head = stackalloc byte[Frame.HeadBytes];
        Frame.WriteHead(head, _salt, new FrameHead(batch.Start, _lastEnd, batch.Ticks, contentBytes, checksum));
        CopyIn(batch.Start, head);

        var file = _segments.FileOf(_segments.NumberOf(batch.Start));
        var offset = _segments.OffsetOf(batch.Start);
        (first, second) = Pieces(batch.Start, (int)(batch.End - batch.Start));
        file.Write(offset, first);
        if (second.Length > 0)
        {
            file.Write(offset + first.Length, second);
        }

        file.Flush();
        _lastEnd = batch.End;
    }

    private RingPieces Pieces(long position, int bytes)
    {
        var at = (int)(position % _ring.Length);
        var first = Math.Min(bytes, _ring.Length - at);
        return new RingPieces(_ring.AsSpan(at, first), _ring.AsSpan(0, bytes - first));
    }

    private void CopyIn(long position, ReadOnlySpan<byte> bytes)
    {
        var at = (int)(position % _ring.Length);
        var first = Math.Min(bytes.Length, _ring.Length - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
    }

    private Batch BatchWith(long position)
    {
        if (_flushing is not null && position <= _flushing.End)
        {
            return _flushing;
        }

        foreach (var batch in _sealed)
        {
            if (position <= batch.End)
            {
                return batch;
            }
        }

        return _open ?? throw new InvalidOperationException($"Nothing was appended up to {position}.");
    }

    private void Seal()
    {
        if (_open is not null)
        {
            _sealed.Enqueue(_open);
            _open = null;
        }
    }

    private bool TryCreate(int segment)
    {
        // A full disk is asked again four times a second, not at every send.
        if (_isFull && _time.GetElapsedTime(_fullSince) < TimeSpan.FromMilliseconds(250))
        {
            return false;
        }

        try
        {
            _segments.Create(segment);
            _isFull = false;
            _needsUpkeep();
            return true;
        }
        catch (DiskFullException)
        {
            _isFull = true;
            _fullSince = _time.GetTimestamp();
            _needsUpkeep();
            return false;
        }
    }

    private readonly ref struct RingPieces(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        private readonly ReadOnlySpan<byte> _first = first;
        private readonly ReadOnlySpan<byte> _second = second;

        public void Deconstruct(out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second)
        {
            first = _first;
            second = _second;
        }
    }

    private sealed class Batch(long start)
    {
        public readonly long Start = start;
        public readonly List<IDurableWaiter> Waiting = [];
        public long End = start;
        public long Ticks;
    }
}
