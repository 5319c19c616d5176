using System.Buffers;
using System.Buffers.Binary;

namespace Millrace.Engine.Embedded;

/// <summary>Reads facts back from the journal, from the newest to the oldest that is still there, a bounded piece at a time.</summary>
/// <remarks>
/// Frames lead only forward. So a window before the position is read, and the first frame in it found by its own head, which holds
/// its position and a checksum begun with the store's salt: neither what an earlier life left in the file nor a message can pass for
/// one. From there the records are walked. Only what is durable is looked at, in the files; nobody waits for it.
/// <para>A fact that was copied out of a thin segment is told where the copy lies once that segment is gone, and not before.</para>
/// </remarks>
/// <param name="nameOf">The resource of a partition and number, while it is known.</param>
/// <param name="read">Reads the fields of a fact of a kind.</param>
internal sealed class JournalHistory(
    Segments segments,
    uint salt,
    Func<ushort, uint, ResourceId?> nameOf,
    Func<ushort, ReadOnlyMemory<byte>, IFact> read
)
{
    /// <summary>One page looks at no more of the journal than this, but for a frame that is longer.</summary>
    private const int PageBytes = 8 * 1024 * 1024;

    private const int WindowBytes = 1024 * 1024;

    public HistoryPage Read(HistoryRequest request, long durable)
    {
        var facts = new List<RecordedFact>();
        var end = Math.Min(request.Before, durable);
        for (long left = PageBytes; left > 0; )
        {
            if (EndOfSegmentBefore(end) is not { } reachable)
            {
                return new HistoryPage(facts, null);
            }

            end = reachable;
            if (ReadWindow(request, end, facts) is not { } start)
            {
                return new HistoryPage(facts, null);
            }

            if (facts.Count == request.Most)
            {
                return new HistoryPage(facts, facts[^1].Position);
            }

            left -= end - start;
            end = start;
        }

        return new HistoryPage(facts, end);
    }

    /// <summary>The last position at or before this one that a segment which is still there reaches to; null when there is none.</summary>
    private long? EndOfSegmentBefore(long position)
    {
        if (position <= 0)
        {
            return null;
        }

        var number = segments.NumberOf(position - 1);
        if (segments.Exists(number))
        {
            return position;
        }

        var older = segments.Numbers.LastOrDefault(earlier => earlier < number, -1);
        return older < 0 ? null : (older + 1L) * segments.SegmentBytes;
    }

    /// <summary>Collects what is wanted of the frames before a position; where the first of them begins, or null at the end.</summary>
    private long? ReadWindow(HistoryRequest request, long end, List<RecordedFact> facts)
    {
        var number = segments.NumberOf(end - 1);
        var segmentStart = (long)number * segments.SegmentBytes;
        for (var bytes = (int)Math.Min(WindowBytes, end - segmentStart); ; bytes = (int)Math.Min(bytes * 2L, end - segmentStart))
        {
            var rented = ArrayPool<byte>.Shared.Rent(bytes);
            try
            {
                var window = rented.AsMemory(0, bytes);
                var start = end - bytes;
                if (!segments.TryRead(number, start - segmentStart, window.Span))
                {
                    return null;
                }

                if (FindFrame(window.Span, start) is { } frame)
                {
                    Collect(request, window[(int)(frame - start)..], frame, facts);
                    return frame;
                }

                if (start == segmentStart)
                {
                    // Nothing was written here yet, or only garbage of an earlier life: go on with the segment before.
                    return segmentStart;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private long? FindFrame(ReadOnlySpan<byte> window, long start)
    {
        Span<byte> magic = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, Frame.Magic);
        for (var from = 0; window[from..].IndexOf(magic) is var found and >= 0; from += found + 1)
        {
            if (Frame.TryReadHead(window[(from + found)..], salt, start + from + found, out var head))
            {
                return head.Position;
            }
        }

        return null;
    }

    private bool IsWanted(ushort tag, ReadOnlySpan<byte> record)
    {
        var found = Frame.TagOf(record);
        if (found != PayloadMoved.FactTag)
        {
            return found == tag;
        }

        var (from, innerTag) = PayloadMoved.Peek(record[Frame.RecordHeadBytes..]);
        return innerTag == tag && !segments.Exists(segments.NumberOf(from));
    }

    private void Collect(HistoryRequest request, ReadOnlyMemory<byte> bytes, long position, List<RecordedFact> facts)
    {
        var wanted = new List<(int At, int Length)>();
        var names = new Dictionary<(ushort Partition, uint Number), ResourceId?>();
        var at = 0;
        while (Frame.TryReadHead(bytes.Span[at..], salt, position + at, out var head))
        {
            var frameEnd = Math.Min(at + Frame.HeadBytes + head.ContentBytes, bytes.Length);
            at += Frame.HeadBytes;
            while (frameEnd - at >= Frame.RecordHeadBytes)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[at..]);
                if (length < Frame.RecordHeadBytes || length > frameEnd - at)
                {
                    break;
                }

                var record = bytes.Slice(at, length);
                if (IsWanted(request.Tag, record.Span) && (request.Resource is null || NameOf(record.Span) == request.Resource))
                {
                    wanted.Add((at, length));
                }

                at += length;
            }

            at = frameEnd;
        }

        for (var index = wanted.Count - 1; index >= 0 && facts.Count < request.Most; index--)
        {
            var record = bytes.Slice(wanted[index].At, wanted[index].Length);
            if (Frame.IsRecord(record.Span))
            {
                // The window goes back to the pool; a fact keeps the memory it was read from.
                var fact = read(Frame.TagOf(record.Span), record[Frame.RecordHeadBytes..].ToArray());
                fact = fact is PayloadMoved moved ? read(moved.InnerTag, moved.InnerFields) : fact;
                facts.Add(new RecordedFact(position + wanted[index].At, NameOf(record.Span), fact));
            }
        }

        ResourceId? NameOf(ReadOnlySpan<byte> record)
        {
            var key = (Frame.PartitionOf(record), Frame.ResourceOf(record));
            if (!names.TryGetValue(key, out var name))
            {
                names.Add(key, name = nameOf(key.Item1, key.Item2));
            }

            return name;
        }
    }
}
