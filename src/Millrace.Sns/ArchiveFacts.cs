using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>An archived message is given to a subscription again, or, with no call, the replay has come to its end.</summary>
/// <param name="Message">The number of the last message the replay has come to.</param>
/// <param name="CallNumber">The delivery's call; zero when the replay is over.</param>
public sealed record MessageReplayed(int Subscription, long Message, long CallNumber) : ICallingFact
{
    public const ushort FactTag = 0x0230;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => CallNumber > 0 ? ((Topic)source).CallsOf(CallNumber, 1) : [];

    public void Write(FactWriter writer)
    {
        writer.Int32(Subscription);
        writer.Int64(Message);
        writer.Int64(CallNumber);
    }

    public static IFact Read(ref FactReader reader) => new MessageReplayed(reader.Int32(), reader.Int64(), reader.Int64());
}

/// <summary>Messages were archived long enough.</summary>
/// <param name="Message">The number of the last of them.</param>
public sealed record ArchiveTrimmed(long Message) : IFact
{
    public const ushort FactTag = 0x0231;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Int64(Message);

    public static IFact Read(ref FactReader reader) => new ArchiveTrimmed(reader.Int64());
}
