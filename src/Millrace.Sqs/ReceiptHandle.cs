using System.Buffers.Binary;

namespace Millrace.Sqs;

/// <summary>What a consumer holds of a message it received: opaque to it, base64 of twenty-eight bytes.</summary>
/// <remarks>
/// <code>
///  0  message number (64 bits)
///  8  milliseconds of the receive (64 bits)
/// 16  receive count at that receive (32 bits)
/// 20  the queue's stamp: its ARN and creation, hashed (32 bits)
/// 24  checksum of the above (32 bits), so that a mistyped handle is told from an old one
/// </code>
/// </remarks>
/// <param name="Number">The message.</param>
/// <param name="ReceivedAt">Milliseconds since the epoch.</param>
/// <param name="ReceiveCount">Which receive of the message it was.</param>
/// <param name="QueueStamp">Which queue, and which life of it.</param>
internal readonly record struct ReceiptHandle(long Number, long ReceivedAt, int ReceiveCount, uint QueueStamp)
{
    private const int Bytes = 28;

    public static bool TryParse(string? text, out ReceiptHandle handle)
    {
        handle = default;
        Span<byte> bytes = stackalloc byte[Bytes + 2];
        if (
            text is null
            || text.Length > 64
            || !Convert.TryFromBase64String(text, bytes, out var written)
            || written != Bytes
            || Hash(bytes[..24]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..])
        )
        {
            return false;
        }

        handle = new ReceiptHandle(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..])
        );
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], ReceivedAt);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], ReceiveCount);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], QueueStamp);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Hash(bytes[..24]));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>FNV-1a over bytes.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }
}
