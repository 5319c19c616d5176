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
    /// <summary>The highest <see cref="Home"/>.</summary>
    public const int HomeMax = ushort.MaxValue;

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

    /// <summary>The seven yes-or-no facts below, a bit each, and in the upper half <see cref="Home"/>.</summary>
    public uint Flags;

    public readonly bool IsLive => Length != 0;

    public readonly long VisibleAt => SentAt + VisibleAfter;

    public readonly long FirstReceivedAt => SentAt + FirstReceivedAfter;

    public readonly long ReceivedAt => SentAt + ReceivedAfter;

    /// <summary>It has left for its dead-letter queue, and its arrival is not confirmed.</summary>
    public bool IsLeaving
    {
        readonly get => Has(1);
        set => Put(1, value);
    }

    /// <summary>The heap of times has an entry for it: it is delayed or in flight, or was until just now.</summary>
    public bool IsHidden
    {
        readonly get => Has(2);
        set => Put(2, value);
    }

    /// <summary>It is hidden because of a delay, not because somebody holds it.</summary>
    public bool IsDelayed
    {
        readonly get => Has(4);
        set => Put(4, value);
    }

    /// <summary>It was received in this queue, or its visibility was set: the cursor over fresh messages passes it by.</summary>
    public bool WasHandedOut
    {
        readonly get => Has(8);
        set => Put(8, value);
    }

    /// <summary>It was deleted, or its queue was purged or deleted, while it was leaving: it does not come back from there.</summary>
    public bool IsDisowned
    {
        readonly get => Has(16);
        set => Put(16, value);
    }

    /// <summary>On a standard queue: it has a group, so its tenant offers it and not the cursor over fresh messages.</summary>
    public bool IsTenants
    {
        readonly get => Has(32);
        set => Put(32, value);
    }

    /// <summary>The receive that handed it out last can be asked for again by its ReceiveRequestAttemptId.</summary>
    public bool IsOfAttempt
    {
        readonly get => Has(64);
        set => Put(64, value);
    }

    /// <summary>Which of its queue's list of sources it died in, counted from one; zero for none.</summary>
    public int Home
    {
        readonly get => (int)(Flags >> 16);
        set => Flags = (Flags & 0xFFFF) | ((uint)value << 16);
    }

    /// <summary>A moment as this slot keeps it; moments before the send count as the send.</summary>
    public readonly uint After(long at) => (uint)Math.Clamp(at - SentAt, 0, uint.MaxValue);

    private readonly bool Has(uint bit) => (Flags & bit) != 0;

    private void Put(uint bit, bool value) => Flags = value ? Flags | bit : Flags & ~bit;
}
