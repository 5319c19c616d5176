using System.Runtime.InteropServices;

namespace Millrace.Sqs;

/// <summary>All that memory keeps of one queued message: forty bytes. Its text, attributes and identity stay in the journal.</summary>
/// <remarks>
/// Times are milliseconds: the send since the Unix epoch, the others since the send. Retention is at most 14 days, so they
/// fit 32 bits, which reach 49 days.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct MessageSlot
{
    /// <summary>Where the <see cref="MessageSent"/> lies in the journal.</summary>
    public long Position;

    /// <summary>Milliseconds since the epoch of the send that counts for retention.</summary>
    public long SentAt;

    /// <summary>Bytes of that record; zero for a slot without a message.</summary>
    public int Length;

    /// <summary>How often it was received, its time in the queue it came from included.</summary>
    public int ReceiveCount;

    /// <summary>When it is visible (again).</summary>
    public uint VisibleAfter;

    /// <summary>When it was first received; meaningless while <see cref="ReceiveCount"/> is zero.</summary>
    public uint FirstReceivedAfter;

    /// <summary>When it was handed out last, which begins the twelve hours it may stay invisible.</summary>
    public uint ReceivedAfter;

    /// <summary>Odd while it has left for its dead-letter queue and the arrival is not confirmed.</summary>
    public uint Flags;

    public readonly bool IsLive => Length != 0;

    public readonly long VisibleAt => SentAt + VisibleAfter;

    public readonly long FirstReceivedAt => SentAt + FirstReceivedAfter;

    public readonly long ReceivedAt => SentAt + ReceivedAfter;

    public bool IsLeaving
    {
        readonly get => (Flags & 1) != 0;
        set => Flags = value ? Flags | 1 : Flags & ~1u;
    }

    /// <summary>A moment as this slot keeps it; moments before the send count as the send.</summary>
    public readonly uint After(long at) => (uint)Math.Clamp(at - SentAt, 0, uint.MaxValue);
}
