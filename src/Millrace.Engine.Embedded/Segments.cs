using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Millrace.Engine.Embedded;

/// <summary>
/// The journal's files: segments of one size, so that a logical position is segment number times size plus offset. Counts,
/// per segment, what resources still need and what is being read just now; a segment with neither is used again.
/// </summary>
/// <remarks>
/// A segment that has been written before is faster to flush into than a fresh one, because the file system has no
/// extents left to convert: used-up segments are therefore kept as spares and renamed rather than deleted, as many as the journal fills
/// between two checkpoints. Frames carry their position, so what an earlier life left in the file is never taken for news.
/// docs/decisions/0004-segments-are-used-again.md has the figures.
/// </remarks>
internal sealed class Segments : IPayloadLedger, IDisposable
{
    private const string Suffix = ".segment";
    private const string SpareSuffix = ".spare";
    private const string SpareOfZeros = "zeros" + SpareSuffix;
    private const string SpareInTheMaking = "zeros.new";

    private readonly IDisk _disk;
    private readonly int _segmentBytes;
    private readonly int _sparesMax;
    private readonly Lock _gate = new();
    private readonly Stack<string> _spares = new();
    private ZeroedFile? _inTheMaking;
    private Table _table = new(0, new Segment?[16]);
    private bool _replaying = true;

    /// <param name="disk">Where they lie.</param>
    /// <param name="segmentBytes">Bytes of one.</param>
    /// <param name="sparesMax">As many are kept for later, at the most; at least one.</param>
    public Segments(IDisk disk, int segmentBytes, int sparesMax)
    {
        _disk = disk;
        _segmentBytes = segmentBytes;
        _sparesMax = sparesMax;
        foreach (var name in disk.List())
        {
            if (TryNumber(name, out var number))
            {
                OpenSegment(name, number);
            }
            else if (name.EndsWith(SpareSuffix, StringComparison.Ordinal))
            {
                KeepOrDelete(name);
            }
            else if (string.Equals(name, SpareInTheMaking, StringComparison.Ordinal))
            {
                disk.Delete(name);
            }
        }
    }

    /// <summary>Bytes per segment.</summary>
    public int SegmentBytes => _segmentBytes;

    /// <summary>The numbers of the segments that exist, rising.</summary>
    public IReadOnlyList<int> Numbers
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Range(_table.First, _table.Slots.Length).Where(Exists)];
            }
        }
    }

    public static string NameOf(int number) => number.ToString("D8", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>Whether a file of the data folder is a segment.</summary>
    public static bool IsName(string name) => TryNumber(name, out _);

    public int NumberOf(long position) => (int)(position / _segmentBytes);

    public int OffsetOf(long position) => (int)(position % _segmentBytes);

    public bool Exists(int number) => Find(number) is { File: not null };

    /// <summary>The file of a segment that exists.</summary>
    public IDiskFile FileOf(int number) =>
        Find(number)?.File ?? throw new InvalidOperationException($"Segment {number} is gone though it is needed.");

    /// <summary>Reads from a segment that may be given up meanwhile; false when it is gone.</summary>
    public bool TryRead(int number, long offset, Span<byte> into)
    {
        try
        {
            return Find(number)?.File?.Read(offset, into) == into.Length;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Makes the next segment, from a spare where there is one, even from one that is not done.</summary>
    /// <exception cref="DiskFullException">There is no room.</exception>
    public void Create(int number)
    {
        lock (_gate)
        {
            if (Exists(number))
            {
                return;
            }

            var name = NameOf(number);
            if (_spares.TryPop(out var spare) || TryTakeFromMaker(out spare))
            {
                _disk.Rename(spare, name);
            }

            var file = _disk.Open(name, _segmentBytes);
            _disk.FlushFolder();
            Put(number, new Segment(file));
        }
    }

    /// <summary>
    /// Lays a spare of written zeros ready, so that flushing into it later converts no extents. Called in the background;
    /// without it a segment is made on the spot, and before it is done out of what is there.
    /// </summary>
    /// <param name="goOn">
    /// Asked after each piece, a moment that the journal may have the disk to itself; with no, what is left is written the next time.
    /// </param>
    /// <exception cref="DiskFullException">There is no room for a spare.</exception>
    public void PrepareSpare(Func<bool> goOn)
    {
        ZeroedFile spare;
        lock (_gate)
        {
            if (_spares.Count > 0)
            {
                return;
            }

            spare = _inTheMaking ??= new ZeroedFile(_disk.Open(SpareInTheMaking, _segmentBytes), _segmentBytes);
        }

        while (spare.WriteNext())
        {
            if (!goOn())
            {
                return;
            }
        }

        lock (_gate)
        {
            if (TryTakeFromMaker(out var name))
            {
                _disk.Rename(name, SpareOfZeros);
                KeepOrDelete(SpareOfZeros);
            }
        }
    }

    /// <summary>Makes room on the disk for something else; false when there is no spare to do it with.</summary>
    public bool GiveUpSpare()
    {
        lock (_gate)
        {
            if (!_spares.TryPop(out var spare))
            {
                return false;
            }

            _disk.Delete(spare);
        }

        return true;
    }

    /// <summary>Gives a segment up; it becomes a spare or is deleted.</summary>
    public void Drop(int number)
    {
        lock (_gate)
        {
            if (Find(number) is not { File: { } file })
            {
                return;
            }

            _table.Slots[number - _table.First] = null;
            file.Dispose();
            var spare = Path.ChangeExtension(NameOf(number), SpareSuffix);
            _disk.Rename(NameOf(number), spare);
            KeepOrDelete(spare);
        }

        // Not under the lock that appends need. Should the name come back after a power cut, nobody needs what is in it.
        _disk.FlushFolder();
    }

    public bool HasSpare
    {
        get
        {
            lock (_gate)
            {
                return _spares.Count > 0;
            }
        }
    }

    /// <summary>Ends the replay: every segment that somebody still needs must have its file.</summary>
    /// <exception cref="JournalDamagedException">A file is missing.</exception>
    public void RefuseMissing()
    {
        lock (_gate)
        {
            _replaying = false;
            for (var index = 0; index < _table.Slots.Length; index++)
            {
                if (_table.Slots[index] is { File: null } missing)
                {
                    if (missing.Live > 0)
                    {
                        throw new JournalDamagedException(
                            NameOf(_table.First + index),
                            0,
                            $"the file is missing, and {missing.Live} bytes of it are needed"
                        );
                    }

                    _table.Slots[index] = null;
                }
            }
        }
    }

    public void Hold(PayloadHandle payload) => Count(payload, payload.Length);

    public void Release(PayloadHandle payload) => Count(payload, -payload.Length);

    /// <summary>Keeps a segment from being dropped while a reply is loading from it.</summary>
    public void Pin(PayloadHandle payload)
    {
        if (Find(NumberOf(payload.Position)) is { } segment)
        {
            Interlocked.Increment(ref segment.Pins);
        }
    }

    public void Unpin(PayloadHandle payload)
    {
        if (Find(NumberOf(payload.Position)) is { } segment)
        {
            Interlocked.Decrement(ref segment.Pins);
        }
    }

    /// <summary>Bytes in a segment that some resource still needs.</summary>
    public long LiveBytes(int number) => Find(number) is { } segment ? Interlocked.Read(ref segment.Live) : 0;

    public bool IsPinned(int number) => Find(number) is { } segment && Volatile.Read(ref segment.Pins) > 0;

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var segment in _table.Slots)
            {
                segment?.File?.Dispose();
            }

            _table = new Table(0, []);
            TryTakeFromMaker(out _);
        }
    }

    /// <summary>
    /// The spare in the making holds its room already: with the last of the disk in it, the disk is not full. Called under the lock.
    /// </summary>
    private bool TryTakeFromMaker([NotNullWhen(true)] out string? name)
    {
        name = null;
        if (_inTheMaking is not null)
        {
            _inTheMaking.End();
            _inTheMaking = null;
            name = SpareInTheMaking;
        }

        return name is not null;
    }

    /// <summary>
    /// A crash may leave a segment without the space that was set aside for it; then it is set aside again, so that a write
    /// in the middle of it never finds the disk full. One that has nothing in it yet and finds no room is given up.
    /// </summary>
    private void OpenSegment(string name, int number)
    {
        try
        {
            Put(number, new Segment(_disk.Open(name, _segmentBytes)));
        }
        catch (DiskFullException) when (IsEmpty(name))
        {
            _disk.Delete(name);
        }
    }

    /// <summary>Called under the lock, but for the constructor.</summary>
    private void KeepOrDelete(string spare)
    {
        if (_spares.Count < _sparesMax)
        {
            _spares.Push(spare);
        }
        else
        {
            _disk.Delete(spare);
        }
    }

    private bool IsEmpty(string name)
    {
        using var file = _disk.Open(name);
        return file.Length == 0;
    }

    private void Count(PayloadHandle payload, int bytes)
    {
        if (payload.IsNone)
        {
            return;
        }

        Interlocked.Add(ref (Find(NumberOf(payload.Position)) ?? Missing(payload)).Live, bytes);
    }

    /// <summary>
    /// A checkpoint may speak of a payload that was deleted, and its segment dropped, after it was taken; the replay that
    /// follows deletes it again. Until <see cref="RefuseMissing"/> such a segment is counted without a file.
    /// </summary>
    private Segment Missing(PayloadHandle payload)
    {
        lock (_gate)
        {
            var number = NumberOf(payload.Position);
            if (Find(number) is { } known)
            {
                return known;
            }

            if (!_replaying)
            {
                throw new InvalidOperationException($"Nothing is at {payload.Position}: its segment is gone.");
            }

            var missing = new Segment(null);
            Put(number, missing);
            return missing;
        }
    }

    private Segment? Find(int number)
    {
        var table = Volatile.Read(ref _table);
        var index = number - table.First;
        return (uint)index < (uint)table.Slots.Length ? Volatile.Read(ref table.Slots[index]) : null;
    }

    /// <summary>Called under the lock, but for the constructor.</summary>
    private void Put(int number, Segment segment)
    {
        if ((uint)(number - _table.First) >= (uint)_table.Slots.Length)
        {
            Volatile.Write(ref _table, TableWith(number));
        }

        Volatile.Write(ref _table.Slots[number - _table.First], segment);
    }

    /// <summary>
    /// A table that has a place for a number too. It begins at the first segment there is: numbers only rise, and a journal of years
    /// has given up millions of them.
    /// </summary>
    private Table TableWith(int number)
    {
        var (slots, first, last) = (_table.Slots, number, number);
        for (var index = 0; index < slots.Length; index++)
        {
            if (slots[index] is not null)
            {
                first = Math.Min(first, _table.First + index);
                last = Math.Max(last, _table.First + index);
            }
        }

        var table = new Table(first, new Segment?[Math.Max(16, 2 * (last - first + 1))]);
        for (var index = 0; index < slots.Length; index++)
        {
            if (slots[index] is { } segment)
            {
                table.Slots[_table.First + index - first] = segment;
            }
        }

        return table;
    }

    private static bool TryNumber(string name, out int number)
    {
        number = 0;
        return name.EndsWith(Suffix, StringComparison.Ordinal)
            && int.TryParse(
                name.AsSpan(0, name.Length - Suffix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            );
    }

    /// <param name="First">The number of the segment in the first slot.</param>
    private sealed record Table(int First, Segment?[] Slots);

    private sealed class Segment(IDiskFile? file)
    {
        public readonly IDiskFile? File = file;
        public long Live;
        public int Pins;
    }
}
