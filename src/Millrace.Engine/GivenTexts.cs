using System.Collections.Immutable;

namespace Millrace.Engine;

/// <summary>Texts by name as resources keep them: attributes that callers set, in memory and in checkpoints.</summary>
public static class GivenTexts
{
    public static ImmutableSortedDictionary<string, string> None { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>These texts with others set on top; an empty text removes one.</summary>
    public static ImmutableSortedDictionary<string, string> With(
        this ImmutableSortedDictionary<string, string> texts,
        IReadOnlyDictionary<string, string> changes
    )
    {
        var changed = texts.ToBuilder();
        foreach (var (name, value) in changes)
        {
            if (value.Length == 0)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        return changed.ToImmutable();
    }

    /// <summary>Writes texts into a checkpoint.</summary>
    public static void Write(this BinaryWriter writer, IReadOnlyCollection<KeyValuePair<string, string>> texts)
    {
        writer.Write(texts.Count);
        foreach (var (name, value) in texts)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    /// <summary>Reads texts back from a checkpoint.</summary>
    public static Dictionary<string, string> ReadTexts(this BinaryReader reader)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            texts[reader.ReadString()] = reader.ReadString();
        }

        return texts;
    }

    /// <summary>Writes a time that may be absent into a checkpoint.</summary>
    public static void Write(this BinaryWriter writer, DateTimeOffset? time) => writer.Write(time?.UtcTicks ?? 0);

    /// <summary>Reads a time back from a checkpoint; null when it was absent.</summary>
    public static DateTimeOffset? ReadTime(this BinaryReader reader) =>
        reader.ReadInt64() is var ticks && ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
