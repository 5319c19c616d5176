using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>The topic was created, or created again after it was deleted.</summary>
public sealed record TopicCreated(
    DateTimeOffset At,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Tags
) : IFact
{
    public const ushort FactTag = 0x0201;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Time(At);
        writer.Texts(Attributes);
        writer.Texts(Tags);
    }

    public static IFact Read(ref FactReader reader) => new TopicCreated(reader.Time(), reader.Texts(), reader.Texts());
}

/// <summary>Attributes were set; an empty value removes one.</summary>
public sealed record TopicAttributesSet(DateTimeOffset At, IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0202;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Time(At);
        writer.Texts(Attributes);
    }

    public static IFact Read(ref FactReader reader) => new TopicAttributesSet(reader.Time(), reader.Texts());
}

/// <summary>Tags were set.</summary>
public sealed record TopicTagged(IReadOnlyDictionary<string, string> Tags) : IFact
{
    public const ushort FactTag = 0x0203;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer) => writer.Texts(Tags);

    public static IFact Read(ref FactReader reader) => new TopicTagged(reader.Texts());
}

/// <summary>Tags were removed.</summary>
public sealed record TopicUntagged(IReadOnlyList<string> Keys) : IFact
{
    public const ushort FactTag = 0x0204;

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

        return new TopicUntagged(keys);
    }
}

/// <summary>The topic, its subscriptions and what was still to be delivered are gone.</summary>
public sealed record TopicDeleted(DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0205;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Time(At);

    public static IFact Read(ref FactReader reader) => new TopicDeleted(reader.Time());
}
