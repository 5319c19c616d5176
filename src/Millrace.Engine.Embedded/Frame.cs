using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Millrace.Engine.Embedded;

/// <summary>
/// The bytes of the journal. A frame is one batch, written and flushed as one; a record is one fact in it. All numbers
/// are little-endian, all checksums CRC-32C.
/// </summary>
/// <remarks>
/// <code>
/// frame   0  magic "MLR1"
///         4  checksum of bytes 8 to 39, seeded with the store's salt
///         8  position of this frame (a recycled or misplaced frame gives itself away)
///        16  position at which the frame before it ended (a missing frame is noticed by the next)
///        24  time of the last turn in it, UTC ticks
///        32  bytes of records that follow
///        36  checksum of those records
///        40  records
/// record  0  bytes of the whole record
///         4  checksum of bytes 8 to the end, so that one payload read back later is checked alone
///         8  partition (16 bits)
///        10  fact tag (16 bits)
///        12  resource number within the partition
///        16  the fact's fields
/// </code>
/// </remarks>
internal static class Frame
{
    public const int HeadBytes = 40;
    public const int RecordHeadBytes = 16;
    public const uint Magic = 0x31524C4D;

    public static void WriteHead(Span<byte> head, uint salt, in FrameHead values)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], values.Position);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], values.PreviousEnd);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], values.Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(head[32..], values.ContentBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head[36..], values.ContentChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Checksum(head[8..HeadBytes], salt));
    }

    /// <summary>Whether a whole, undamaged frame for this position starts the given bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, uint salt, long position, out FrameHead values) =>
        TryReadHead(bytes, salt, position, out values)
        && values.ContentBytes >= 0
        && values.ContentBytes <= bytes.Length - HeadBytes
        && Checksum(bytes.Slice(HeadBytes, values.ContentBytes)) == values.ContentChecksum;

    /// <summary>Whether the head of a frame for this position starts the given bytes, whatever became of its content.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> bytes, uint salt, long position, out FrameHead values)
    {
        values = default;
        if (
            bytes.Length < HeadBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) != position
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum(bytes[8..HeadBytes], salt)
        )
        {
            return false;
        }

        values = new FrameHead(
            position,
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[36..])
        );
        return true;
    }

    /// <summary>Completes a record whose fields already stand behind the room left for its head.</summary>
    public static void WriteRecordHead(Span<byte> record, ushort partition, ushort tag, uint resource)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(record[8..], partition);
        BinaryPrimitives.WriteUInt16LittleEndian(record[10..], tag);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], resource);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum(record[8..]));
    }

    /// <summary>Whether the bytes are one whole record with the right checksum.</summary>
    public static bool IsRecord(ReadOnlySpan<byte> record) =>
        record.Length >= RecordHeadBytes
        && BinaryPrimitives.ReadInt32LittleEndian(record) == record.Length
        && BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == Checksum(record[8..]);

    public static ushort TagOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);

    public static ushort PartitionOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);

    public static uint ResourceOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);

    public static uint Checksum(ReadOnlySpan<byte> bytes, uint seed = uint.MaxValue)
    {
        var sum = seed;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var rest in bytes[(words.Length * 8)..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return sum;
    }
}

/// <summary>What the head of a frame says; see <see cref="Frame"/>.</summary>
internal readonly record struct FrameHead(long Position, long PreviousEnd, long Ticks, int ContentBytes, uint ContentChecksum);
