using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>A notification came to the outbox. This record is also where its text stays while it can be read.</summary>
/// <param name="At">Milliseconds since the epoch.</param>
/// <param name="CallNumber">The call that hands it to the mail server; zero when nothing is passed on.</param>
internal sealed record NotificationKept(long Number, long At, long CallNumber, OutgoingNotification Notification) : ICallingFact
{
    public const ushort FactTag = 0x0240;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => ((AccountOutbox)source).CallsOf(Number, CallNumber);

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Int64(At);
        writer.Int64(CallNumber);
        Notification.Write(writer);
    }

    public static IFact Read(ref FactReader reader) =>
        new NotificationKept(reader.Int64(), reader.Int64(), reader.Int64(), OutgoingNotification.Read(ref reader));
}

/// <summary>The mail server has taken an e-mail, or it was given up.</summary>
/// <param name="Error">Why it was given up; null when it was taken.</param>
internal sealed record MailEnded(long Number, string? Error) : IFact
{
    public const ushort FactTag = 0x0241;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.OptionalText(Error);
    }

    public static IFact Read(ref FactReader reader) => new MailEnded(reader.Int64(), reader.OptionalText());
}

/// <summary>The mail server did not take an e-mail, and is asked again later.</summary>
/// <param name="RetryAt">Milliseconds since the epoch.</param>
internal sealed record MailDelayed(long Number, string Error, long RetryAt) : IFact
{
    public const ushort FactTag = 0x0242;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Text(Error);
        writer.Int64(RetryAt);
    }

    public static IFact Read(ref FactReader reader) => new MailDelayed(reader.Int64(), reader.Text(), reader.Int64());
}

/// <summary>The mail server is asked once more.</summary>
internal sealed record MailDue(long Number, long CallNumber) : ICallingFact
{
    public const ushort FactTag = 0x0243;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) => ((AccountOutbox)source).CallsOf(Number, CallNumber);

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Int64(CallNumber);
    }

    public static IFact Read(ref FactReader reader) => new MailDue(reader.Int64(), reader.Int64());
}
