using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>A message for a number or device was taken and goes on to the outbox. Its text stays in this record until it is there.</summary>
internal sealed record NotificationHandedOn(long CallNumber, OutgoingNotification Notification) : IHandingOn
{
    public const ushort FactTag = 0x0244;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => ((NotifyingResource)source).CallsOf(CallNumber);

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        Notification.Write(writer);
    }

    public static IFact Read(ref FactReader reader) =>
        new NotificationHandedOn(reader.Int64(), OutgoingNotification.Read(ref reader));
}

/// <summary>What was handed on has arrived, or its target does not want it.</summary>
internal sealed record HandedOnSettled(long CallNumber) : IFact
{
    public const ushort FactTag = 0x0245;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Int64(CallNumber);

    public static IFact Read(ref FactReader reader) => new HandedOnSettled(reader.Int64());
}
