using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>
/// A message was published, and who is to have it was decided. This record is also where its text and attributes stay until the last
/// delivery has ended.
/// </summary>
/// <param name="Number">The message's number within the topic; its sequence number follows from it.</param>
/// <param name="At">Milliseconds since the epoch.</param>
/// <param name="Body">UTF-8; with <paramref name="IsStructured"/> a JSON object with a text per protocol.</param>
/// <param name="Attributes">In the publisher's order.</param>
/// <param name="DeduplicationId">On FIFO topics: the publisher's, or the SHA-256 of the body.</param>
/// <param name="FirstCall">The number of the first delivery's call; the others follow.</param>
/// <param name="Subscriptions">Who is to have it, by number, ascending.</param>
/// <param name="DueAt">For each of them, when its call is to be made, in milliseconds since the epoch; zero for at once.</param>
public sealed record MessagePublished(
    long Number,
    Guid MessageId,
    long At,
    ReadOnlyMemory<byte> Body,
    bool IsStructured,
    string? Subject,
    IReadOnlyList<StoredAttribute> Attributes,
    string? GroupId,
    string? DeduplicationId,
    long FirstCall,
    IReadOnlyList<int> Subscriptions,
    IReadOnlyList<long> DueAt
) : ICallingFact
{
    public const ushort FactTag = 0x0220;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => ((Topic)source).CallsOf(FirstCall, Subscriptions.Count);

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Id(MessageId);
        writer.Int64(At);
        writer.Bytes(Body.Span);
        writer.Flag(IsStructured);
        writer.OptionalText(Subject);
        writer.Count(Attributes.Count);
        foreach (var attribute in Attributes)
        {
            attribute.Write(writer);
        }

        writer.OptionalText(GroupId);
        writer.OptionalText(DeduplicationId);
        writer.Int64(FirstCall);
        writer.Count(Subscriptions.Count);
        for (var index = 0; index < Subscriptions.Count; index++)
        {
            writer.Count(Subscriptions[index]);
        }

        writer.Numbers(DueAt);
    }

    public static IFact Read(ref FactReader reader)
    {
        var number = reader.Int64();
        var id = reader.Id();
        var at = reader.Int64();
        var body = reader.Bytes();
        var isStructured = reader.Flag();
        var subject = reader.OptionalText();
        var attributes = new StoredAttribute[reader.Count()];
        for (var index = 0; index < attributes.Length; index++)
        {
            attributes[index] = StoredAttribute.Read(ref reader);
        }

        var group = reader.OptionalText();
        var deduplication = reader.OptionalText();
        var firstCall = reader.Int64();
        var subscriptions = new int[reader.Count()];
        for (var index = 0; index < subscriptions.Length; index++)
        {
            subscriptions[index] = reader.Count();
        }

        return new MessagePublished(
            number,
            id,
            at,
            body,
            isStructured,
            subject,
            attributes,
            group,
            deduplication,
            firstCall,
            subscriptions,
            reader.Numbers()
        );
    }
}

/// <summary>A delivery has ended well, or there is nobody left to deliver to.</summary>
public sealed record DeliveryEnded(long CallNumber) : IFact
{
    public const ushort FactTag = 0x0221;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Int64(CallNumber);

    public static IFact Read(ref FactReader reader) => new DeliveryEnded(reader.Int64());
}

/// <summary>A delivery was not taken: it is tried again later, goes to the dead-letter queue, or is given up.</summary>
/// <param name="RetryAt">Milliseconds since the epoch; zero when it is not tried again.</param>
/// <param name="DeadLetterCall">The call that brings it to the dead-letter queue that the subscription has at this moment; zero for none.</param>
/// <param name="RequestId">Names this attempt in the dead-letter queue.</param>
public sealed record DeliveryFailed(
    long CallNumber,
    string Code,
    string Message,
    long RetryAt,
    long DeadLetterCall,
    Guid RequestId
) : ICallingFact
{
    public const ushort FactTag = 0x0222;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) => DeadLetterCall > 0 ? ((Topic)source).CallsOf(DeadLetterCall, 1) : [];

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.Text(Code);
        writer.Text(Message);
        writer.Int64(RetryAt);
        writer.Int64(DeadLetterCall);
        writer.Id(RequestId);
    }

    public static IFact Read(ref FactReader reader) =>
        new DeliveryFailed(
            reader.Int64(),
            reader.Text(),
            reader.Text(),
            reader.Int64(),
            reader.Int64(),
            reader.HasMore ? reader.Id() : Guid.Empty
        );
}

/// <summary>A delivery whose time has come is made, under a new call number.</summary>
public sealed record DeliveryDue(long CallNumber, long NewCallNumber) : ICallingFact
{
    public const ushort FactTag = 0x0223;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) => ((Topic)source).CallsOf(NewCallNumber, 1);

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.Int64(NewCallNumber);
    }

    public static IFact Read(ref FactReader reader) => new DeliveryDue(reader.Int64(), reader.Int64());
}
