using System.Buffers.Binary;

namespace Millrace.Engine.Embedded;

/// <summary>Takes one record of the journal during replay.</summary>
internal delegate void RecordSeen(ushort partition, ushort tag, uint resource, ReadOnlyMemory<byte> fields, PayloadHandle at);

/// <summary>Reads the journal from a position to its end, and decides what a bad frame means.</summary>
/// <remarks>
/// Batches are written one after the other, each flushed before the next is begun. So only the very last one can be torn,
/// and nothing valid can follow it: whatever is followed by a valid frame was damaged later, and stops the start.
/// </remarks>
internal sealed class Replay(Segments segments, uint salt)
{
    /// <summary>The time of the last turn read, UTC ticks.</summary>
    public long LastTicks { get; private set; }

    /// <summary>Bytes that a torn last batch was to have; zero where the journal ended cleanly or not even the head was written.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Where the last frame read begins and ends; empty when there was none.</summary>
    private (long Start, long End) _last;

    /// <summary>Reads from the segment that holds <paramref name="from"/>; returns where the journal ends.</summary>
    /// <param name="from">Everything before it is in the checkpoint.</param>
    /// <param name="seen">Called for every record at or after it, in order.</param>
    public long Run(long from, RecordSeen seen)
    {
        var end = from;
        var number = segments.NumberOf(from);
        if (segments.OffsetOf(from) > 0 && !segments.Exists(number))
        {
            throw new JournalDamagedException(Segments.NameOf(number), 0, "the file is missing");
        }

        // Segments are made one after the other and given up only behind the checkpoint, so none is missing in front of another.
        if (segments.Numbers.FirstOrDefault(later => later > number && !segments.Exists(later - 1)) is var after and > 0)
        {
            throw new JournalDamagedException(
                Segments.NameOf(after - 1),
                0,
                $"the file is missing, but {Segments.NameOf(after)} is there"
            );
        }

        var segment = new byte[segments.SegmentBytes];
        var previousEnd = segments.OffsetOf(from) == 0 ? from : -1L;
        for (; segments.Exists(number); number++)
        {
            var read = segments.FileOf(number).Read(0, segment);
            var start = (long)number * segments.SegmentBytes;
            var at = 0;
            while (Frame.TryRead(segment.AsSpan(at, read - at), salt, start + at, out var head))
            {
                if (previousEnd >= 0 && head.PreviousEnd != previousEnd)
                {
                    throw Damaged(previousEnd, $"the frame at {head.Position} follows one that ended at {head.PreviousEnd}");
                }

                Records(segment.AsMemory(at + Frame.HeadBytes, head.ContentBytes), start + at + Frame.HeadBytes, from, seen);
                LastTicks = Math.Max(LastTicks, head.Ticks);
                at += Frame.HeadBytes + head.ContentBytes;
                previousEnd = end = start + at;
                _last = (head.Position, end);
            }

            RefuseFrameBehind(segment.AsSpan(0, read), at, number);
            if (start + at < from)
            {
                throw Damaged(start + at, $"no valid frame is here, but the checkpoint speaks of facts up to {from}");
            }

            if (at == 0 && previousEnd >= 0)
            {
                // A segment laid ready and never written; none after it can have been.
                break;
            }

            if (Frame.TryReadHead(segment.AsSpan(at, read - at), salt, start + at, out var torn))
            {
                TornBytes = torn.ContentBytes;
            }
        }

        RefuseFramesAfter(number, segment);
        return end;
    }

    /// <summary>
    /// Reads the segments that a checkpoint covers, as far as somebody still needs a payload of them, and refuses damage: a backlog
    /// that can no longer be received is found out at the start, not when its turn comes.
    /// </summary>
    /// <remarks>
    /// What is left open: damage to the last frame's head in a segment whose successor is gone looks like the end, and is found when
    /// that payload is read.
    /// </remarks>
    /// <exception cref="JournalDamagedException">A frame is not what was written.</exception>
    public void Verify(IReadOnlyList<int> covered)
    {
        var segment = new byte[covered.Any(number => segments.LiveBytes(number) > 0) ? segments.SegmentBytes : 0];
        Span<byte> next = stackalloc byte[Frame.HeadBytes];
        foreach (var number in covered.Where(number => segments.LiveBytes(number) > 0))
        {
            var read = segments.FileOf(number).Read(0, segment);
            var start = (long)number * segments.SegmentBytes;
            var at = 0;
            while (Frame.TryRead(segment.AsSpan(at, read - at), salt, start + at, out var head))
            {
                at += Frame.HeadBytes + head.ContentBytes;
            }

            RefuseFrameBehind(segment.AsSpan(0, read), at, number);
            if (Frame.TryReadHead(segment.AsSpan(at, read - at), salt, start + at, out _))
            {
                throw Damaged(start + at, "the frame here does not match its checksum");
            }

            if (
                segments.Exists(number + 1)
                && segments.FileOf(number + 1).Read(0, next) == next.Length
                && Frame.TryReadHead(next, salt, start + segments.SegmentBytes, out var following)
                && following.PreviousEnd != start + at
            )
            {
                throw Damaged(start + at, $"no valid frame is here, but one ended at {following.PreviousEnd}");
            }
        }
    }

    /// <summary>
    /// Writes the last frame again and flushes it. A process that was killed, or whose flush failed, may have left it where it
    /// can be read and nowhere else: without this, a power cut would take it away from under all that is built on it.
    /// </summary>
    /// <remarks>
    /// Only the last can be so, because every frame is flushed before the next is begun. It is written rather than only
    /// flushed, because after a failed flush the kernel takes its pages for clean and no flush would write them.
    /// </remarks>
    public void MakeDurable()
    {
        if (_last.End > _last.Start)
        {
            var file = segments.FileOf(segments.NumberOf(_last.Start));
            var frame = new byte[_last.End - _last.Start];
            file.Read(segments.OffsetOf(_last.Start), frame);
            file.Write(segments.OffsetOf(_last.Start), frame);
            file.Flush();
        }
    }

    /// <summary>
    /// Reads every record of one segment that a checkpoint already covers, for rewriting it. What was damaged since the start is
    /// passed over: whoever needs it finds out when reading it.
    /// </summary>
    public void ReadSegment(int number, RecordSeen seen)
    {
        var segment = new byte[segments.SegmentBytes];
        var read = segments.FileOf(number).Read(0, segment);
        var start = (long)number * segments.SegmentBytes;
        for (var next = FindFrame(segment.AsSpan(0, read), 0, start); next is { } at; )
        {
            _ = Frame.TryRead(segment.AsSpan(at, read - at), salt, start + at, out var head);
            Records(segment.AsMemory(at + Frame.HeadBytes, head.ContentBytes), start + at + Frame.HeadBytes, 0, seen);
            next = FindFrame(segment.AsSpan(0, read), at + Frame.HeadBytes + head.ContentBytes, start);
        }
    }

    private static void Records(ReadOnlyMemory<byte> content, long position, long from, RecordSeen seen)
    {
        for (var at = 0; at < content.Length; )
        {
            var rest = content.Span[at..];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (length < Frame.RecordHeadBytes || length > rest.Length)
            {
                throw new InvalidDataException($"A record at {position + at} has length {length}.");
            }

            if (position + at >= from)
            {
                seen(
                    BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]),
                    Frame.TagOf(rest),
                    BinaryPrimitives.ReadUInt32LittleEndian(rest[12..]),
                    content.Slice(at + Frame.RecordHeadBytes, length - Frame.RecordHeadBytes),
                    new PayloadHandle(position + at, length)
                );
            }

            at += length;
        }
    }

    private int? FindFrame(ReadOnlySpan<byte> segment, int from, long start)
    {
        Span<byte> magic = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, Frame.Magic);
        while (from < segment.Length)
        {
            var found = segment[from..].IndexOf(magic);
            if (found < 0)
            {
                return null;
            }

            if (Frame.TryRead(segment[(from + found)..], salt, start + from + found, out _))
            {
                return from + found;
            }

            from += found + 1;
        }

        return null;
    }

    /// <summary>Where the valid frames of a segment end, none may follow.</summary>
    private void RefuseFrameBehind(ReadOnlySpan<byte> segment, int at, int number)
    {
        if (FindFrame(segment, at + 1, (long)number * segments.SegmentBytes) is { } later)
        {
            throw new JournalDamagedException(
                Segments.NameOf(number),
                at,
                $"no valid frame is here, but one is at offset {later}"
            );
        }
    }

    private void RefuseFramesAfter(int empty, byte[] segment)
    {
        foreach (var number in segments.Numbers.Where(number => number > empty))
        {
            var read = segments.FileOf(number).Read(0, segment);
            if (FindFrame(segment.AsSpan(0, read), 0, (long)number * segments.SegmentBytes) is { } found)
            {
                throw new JournalDamagedException(
                    Segments.NameOf(empty),
                    0,
                    $"no valid frame is here, but {Segments.NameOf(number)} has one at offset {found}"
                );
            }
        }
    }

    private JournalDamagedException Damaged(long position, string what) =>
        new(Segments.NameOf(segments.NumberOf(position)), segments.OffsetOf(position), what);
}
