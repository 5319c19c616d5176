using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Push;

/// <summary>A platform application was created, or created again after it was deleted.</summary>
internal sealed record ApplicationCreated(DateTimeOffset At, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0260;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Time(At);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new ApplicationCreated(reader.Time(), reader.Texts());
}

/// <summary>Attributes of an application were set; an empty value removes one.</summary>
internal sealed record ApplicationAttributesSet(IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0261;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer) => writer.Texts(Attributes);

    public static IFact Read(ref FactReader reader) => new ApplicationAttributesSet(reader.Texts());
}

/// <summary>The application and all its endpoints are gone.</summary>
internal sealed record ApplicationDeleted : IFact
{
    public const ushort FactTag = 0x0262;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) { }

    public static IFact Read(ref FactReader reader) => new ApplicationDeleted();
}

/// <summary>A device's app became known.</summary>
/// <param name="Attributes">All of them, token included.</param>
internal sealed record EndpointCreated(int Number, Guid Id, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0263;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Count(Number);
        writer.Id(Id);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new EndpointCreated(reader.Count(), reader.Id(), reader.Texts());
}

/// <summary>Attributes of an endpoint were set.</summary>
internal sealed record EndpointAttributesSet(int Number, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0264;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Count(Number);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new EndpointAttributesSet(reader.Count(), reader.Texts());
}

/// <summary>An endpoint is gone.</summary>
internal sealed record EndpointDeleted(int Number) : IFact
{
    public const ushort FactTag = 0x0265;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Count(Number);

    public static IFact Read(ref FactReader reader) => new EndpointDeleted(reader.Count());
}

/// <summary>Something happened to an endpoint that the application reports to a topic.</summary>
/// <param name="Message">The JSON document that is published.</param>
internal sealed record ApplicationEventRaised(long CallNumber, string TopicArn, string Message) : IHandingOn
{
    public const ushort FactTag = 0x0266;

    public ushort Tag => FactTag;

    public IEnumerable<Call> CallsOf(Resource source) => ((NotifyingResource)source).CallsOf(CallNumber);

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.Text(TopicArn);
        writer.Text(Message);
    }

    public static IFact Read(ref FactReader reader) => new ApplicationEventRaised(reader.Int64(), reader.Text(), reader.Text());
}
