using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>An endpoint was subscribed.</summary>
/// <param name="Number">The subscription's number within the topic.</param>
/// <param name="Id">The last part of its ARN.</param>
/// <param name="Owner">The account that asked for it.</param>
/// <param name="Principal">The ARN of who asked for it.</param>
/// <param name="IsConfirmed">Whether it needs no confirmation, or has it already.</param>
public sealed record Subscribed(
    int Number,
    Guid Id,
    DateTimeOffset At,
    string Protocol,
    string Endpoint,
    string Owner,
    string Principal,
    bool IsConfirmed,
    IReadOnlyDictionary<string, string> Attributes
) : IFact
{
    public const ushort FactTag = 0x0210;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Int32(Number);
        writer.Id(Id);
        writer.Time(At);
        writer.Text(Protocol);
        writer.Text(Endpoint);
        writer.Text(Owner);
        writer.Text(Principal);
        writer.Flag(IsConfirmed);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) =>
        new Subscribed(
            reader.Int32(),
            reader.Id(),
            reader.Time(),
            reader.Text(),
            reader.Text(),
            reader.Text(),
            reader.Text(),
            reader.Flag(),
            reader.Texts()
        );
}

/// <summary>The endpoint is to be asked whether it wants the subscription, or whether it wants it back. Its payload is this record.</summary>
/// <param name="MessageNumber">Its number among the topic's messages.</param>
/// <param name="CallNumber">The call that asks.</param>
/// <param name="Token">What the endpoint answers with; valid for two days.</param>
/// <param name="IsFarewell">True for an UnsubscribeConfirmation.</param>
public sealed record ConfirmationRequested(
    long MessageNumber,
    long CallNumber,
    int Subscription,
    Guid MessageId,
    DateTimeOffset At,
    string Token,
    bool IsFarewell
) : ICallingFact
{
    public const ushort FactTag = 0x0211;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => ((Topic)source).CallsOf(CallNumber, 1);

    public void Write(FactWriter writer)
    {
        writer.Int64(MessageNumber);
        writer.Int64(CallNumber);
        writer.Int32(Subscription);
        writer.Id(MessageId);
        writer.Time(At);
        writer.Text(Token);
        writer.Flag(IsFarewell);
    }

    public static IFact Read(ref FactReader reader) =>
        new ConfirmationRequested(
            reader.Int64(),
            reader.Int64(),
            reader.Int32(),
            reader.Id(),
            reader.Time(),
            reader.Text(),
            reader.Flag()
        );
}

/// <summary>A subscription is confirmed.</summary>
/// <param name="AuthenticatesUnsubscribe">From now on only its owner or the topic's may end it.</param>
public sealed record SubscriptionConfirmed(int Number, DateTimeOffset At, bool AuthenticatesUnsubscribe) : IFact
{
    public const ushort FactTag = 0x0212;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Int32(Number);
        writer.Time(At);
        writer.Flag(AuthenticatesUnsubscribe);
    }

    public static IFact Read(ref FactReader reader) => new SubscriptionConfirmed(reader.Int32(), reader.Time(), reader.Flag());
}

/// <summary>Attributes of a subscription were set; an empty value removes one.</summary>
public sealed record SubscriptionAttributesSet(int Number, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0213;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Int32(Number);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new SubscriptionAttributesSet(reader.Int32(), reader.Texts());
}

/// <summary>A subscription has ended; what was still to be delivered to it is dropped.</summary>
public sealed record SubscriptionRemoved(int Number, DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0214;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int32(Number);
        writer.Time(At);
    }

    public static IFact Read(ref FactReader reader) => new SubscriptionRemoved(reader.Int32(), reader.Time());
}
