using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>The queue was created, or created again after it was deleted.</summary>
public sealed record QueueCreated(
    DateTimeOffset At,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Tags
) : IFact
{
    public const ushort FactTag = 0x0101;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Time(At);
        writer.Texts(Attributes);
        writer.Texts(Tags);
    }

    public static IFact Read(ref FactReader reader) => new QueueCreated(reader.Time(), reader.Texts(), reader.Texts());
}

/// <summary>Attributes were set; an empty value removes one.</summary>
public sealed record QueueAttributesSet(DateTimeOffset At, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0102;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Time(At);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new QueueAttributesSet(reader.Time(), reader.Texts());
}

/// <summary>Tags were set.</summary>
public sealed record QueueTagged(IReadOnlyDictionary<string, string> Tags) : IFact
{
    public const ushort FactTag = 0x0103;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer) => writer.Texts(Tags);

    public static IFact Read(ref FactReader reader) => new QueueTagged(reader.Texts());
}

/// <summary>Tags were removed.</summary>
public sealed record QueueUntagged(IReadOnlyList<string> Keys) : IFact
{
    public const ushort FactTag = 0x0104;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Count(Keys.Count);
        foreach (var key in Keys)
        {
            writer.Text(key);
        }
    }

    public static IFact Read(ref FactReader reader)
    {
        var keys = new string[reader.Count()];
        for (var index = 0; index < keys.Length; index++)
        {
            keys[index] = reader.Text();
        }

        return new QueueUntagged(keys);
    }
}

/// <summary>The queue and all its messages are gone.</summary>
public sealed record QueueDeleted(DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0105;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Time(At);

    public static IFact Read(ref FactReader reader) => new QueueDeleted(reader.Time());
}

/// <summary>Every message sent before this is gone, in flight or not.</summary>
public sealed record QueuePurged(DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0106;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Time(At);

    public static IFact Read(ref FactReader reader) => new QueuePurged(reader.Time());
}

/// <summary>The queue was paused: until it is resumed, receives get nothing.</summary>
public sealed record QueuePaused(DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0107;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Time(At);

    public static IFact Read(ref FactReader reader) => new QueuePaused(reader.Time());
}

/// <summary>The queue's pause ended.</summary>
public sealed record QueueResumed : IFact
{
    public const ushort FactTag = 0x0108;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) { }

    public static IFact Read(ref FactReader reader) => new QueueResumed();
}

/// <summary>A message is in the queue. This record is also where its text and attributes stay until it is deleted.</summary>
/// <param name="Number">Its place in the queue.</param>
/// <param name="Id">The MessageId; kept when it moves to a dead-letter queue.</param>
/// <param name="SentAt">Milliseconds since the epoch; the SentTimestamp, wherever the message goes.</param>
/// <param name="QueuedAt">Milliseconds since the epoch; retention counts from here. The send, but for a FIFO dead-letter queue.</param>
/// <param name="VisibleAt">Milliseconds since the epoch; later than the send for a delayed message.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="BodyMd5">The sixteen bytes of the body's MD5.</param>
/// <param name="Attributes">The sender's attributes, sorted by name.</param>
/// <param name="ReceiveCount">Receives it brings along from the queue it died in.</param>
/// <param name="FirstReceivedAt">Milliseconds since the epoch; zero when never received.</param>
/// <param name="DeadLetterSourceArn">The queue it died in.</param>
/// <param name="WasMoved">It came from another queue, not from a sender: no send to deduplicate others by.</param>
public sealed record MessageSent(
    long Number,
    Guid Id,
    long SentAt,
    long QueuedAt,
    long VisibleAt,
    ReadOnlyMemory<byte> Body,
    ReadOnlyMemory<byte> BodyMd5,
    string SenderId,
    IReadOnlyList<StoredAttribute> Attributes,
    string? TraceHeader,
    string? GroupId,
    string? DeduplicationId,
    int ReceiveCount,
    long FirstReceivedAt,
    string? DeadLetterSourceArn,
    bool WasMoved
) : IFact
{
    public const ushort FactTag = 0x0110;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Id(Id);
        writer.Int64(SentAt);
        writer.Int64(QueuedAt);
        writer.Int64(VisibleAt);
        writer.Int32(ReceiveCount);
        writer.Int64(FirstReceivedAt);
        writer.Bytes(BodyMd5.Span);
        writer.Text(SenderId);
        writer.OptionalText(TraceHeader);
        writer.OptionalText(GroupId);
        writer.OptionalText(DeduplicationId);
        writer.OptionalText(DeadLetterSourceArn);
        writer.Flag(WasMoved);
        writer.Count(Attributes.Count);
        foreach (var attribute in Attributes)
        {
            attribute.Write(writer);
        }

        writer.Bytes(Body.Span);
    }

    public static IFact Read(ref FactReader reader)
    {
        var number = reader.Int64();
        var id = reader.Id();
        var sentAt = reader.Int64();
        var queuedAt = reader.Int64();
        var visibleAt = reader.Int64();
        var receiveCount = reader.Int32();
        var firstReceivedAt = reader.Int64();
        var md5 = reader.Bytes();
        var sender = reader.Text();
        var trace = reader.OptionalText();
        var group = reader.OptionalText();
        var deduplication = reader.OptionalText();
        var source = reader.OptionalText();
        var wasMoved = reader.Flag();
        var attributes = new StoredAttribute[reader.Count()];
        for (var index = 0; index < attributes.Length; index++)
        {
            attributes[index] = StoredAttribute.Read(ref reader);
        }

        return new MessageSent(
            number,
            id,
            sentAt,
            queuedAt,
            visibleAt,
            reader.Bytes(),
            md5,
            sender,
            attributes,
            trace,
            group,
            deduplication,
            receiveCount,
            firstReceivedAt,
            source,
            wasMoved
        );
    }
}

/// <summary>Messages were handed to a consumer.</summary>
/// <param name="At">Milliseconds since the epoch.</param>
/// <param name="VisibleAt">Milliseconds since the epoch at which they come back.</param>
/// <param name="AttemptId">The ReceiveRequestAttemptId by which a FIFO queue gives the same answer again.</param>
public sealed record MessagesReceived(long At, long VisibleAt, IReadOnlyList<long> Numbers, string? AttemptId) : IFact
{
    public const ushort FactTag = 0x0111;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(At);
        writer.Int64(VisibleAt);
        writer.Numbers(Numbers);
        writer.OptionalText(AttemptId);
    }

    public static IFact Read(ref FactReader reader) =>
        new MessagesReceived(reader.Int64(), reader.Int64(), reader.Numbers(), reader.OptionalText());
}

/// <summary>A receive was asked again by its ReceiveRequestAttemptId: the same messages, hidden anew.</summary>
/// <param name="VisibleAt">Milliseconds since the epoch at which they come back.</param>
public sealed record ReceiveRepeated(string AttemptId, long VisibleAt, IReadOnlyList<long> Numbers) : IFact
{
    public const ushort FactTag = 0x0117;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Text(AttemptId);
        writer.Int64(VisibleAt);
        writer.Numbers(Numbers);
    }

    public static IFact Read(ref FactReader reader) => new ReceiveRepeated(reader.Text(), reader.Int64(), reader.Numbers());
}

/// <summary>Messages were deleted by a consumer.</summary>
public sealed record MessagesDeleted(IReadOnlyList<long> Numbers) : IFact
{
    public const ushort FactTag = 0x0112;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Numbers(Numbers);

    public static IFact Read(ref FactReader reader) => new MessagesDeleted(reader.Numbers());
}

/// <summary>A message will be visible at another time than its receive said.</summary>
/// <param name="VisibleAt">Milliseconds since the epoch.</param>
public sealed record MessageVisibilityChanged(long Number, long VisibleAt) : IFact
{
    public const ushort FactTag = 0x0113;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Int64(VisibleAt);
    }

    public static IFact Read(ref FactReader reader) => new MessageVisibilityChanged(reader.Int64(), reader.Int64());
}

/// <summary>Messages outlived the queue's retention period.</summary>
public sealed record MessagesExpired(IReadOnlyList<long> Numbers) : IFact
{
    public const ushort FactTag = 0x0114;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Numbers(Numbers);

    public static IFact Read(ref FactReader reader) => new MessagesExpired(reader.Numbers());
}

/// <summary>A message was received too often and is on its way to the dead-letter queue; nobody receives it here any more.</summary>
/// <param name="TargetArn">The dead-letter queue.</param>
/// <param name="CallNumber">The number of the call that takes it there.</param>
public sealed record MessageDeadLettered(long Number, string TargetArn, long CallNumber) : ICallingFact
{
    public const ushort FactTag = 0x0115;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) =>
        source is Queue queue && queue.LeavingCall(CallNumber) is { } call ? [call] : [];

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Text(TargetArn);
        writer.Int64(CallNumber);
    }

    public static IFact Read(ref FactReader reader) => new MessageDeadLettered(reader.Int64(), reader.Text(), reader.Int64());
}

/// <summary>The other queue has the message that was leaving, or would not take it and it comes back here.</summary>
/// <param name="Refusal">The error code of the queue that would not take it.</param>
public sealed record LeaveSettled(long CallNumber, string? Refusal, long At) : IFact
{
    public const ushort FactTag = 0x0116;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.OptionalText(Refusal);
        writer.Int64(At);
    }

    public static IFact Read(ref FactReader reader) => new LeaveSettled(reader.Int64(), reader.OptionalText(), reader.Int64());
}
