namespace Millrace.Api;

/// <summary>One protocol's way of reading shapes: the generated code asks for the next name and then for a value of a known type.</summary>
/// <remarks>
/// Every method may throw the protocol's defined exception for malformed input, and nothing else. A value must be read or
/// skipped before the next member, item or entry is asked for. Null values count as absent and are not offered.
/// </remarks>
public interface IShapeReader
{
    /// <summary>Which names <see cref="NextMember"/> gives.</summary>
    public static abstract MemberNaming Naming { get; }

    /// <summary>Enters the structure that is the current value.</summary>
    public void BeginStructure();

    /// <summary>Moves to the next member that has a value; false at the structure's end, which also leaves it.</summary>
    public bool NextMember(out ReadOnlySpan<byte> name);

    /// <summary>Passes over the current value.</summary>
    public void SkipValue();

    /// <summary>Enters the list that is the current value.</summary>
    public void BeginList(ListSchema schema);

    /// <summary>Moves to the next item; false at the list's end, which also leaves it.</summary>
    public bool NextItem(ListSchema schema);

    /// <summary>Enters the map that is the current value.</summary>
    public void BeginMap(MapSchema schema);

    /// <summary>Moves to the next entry's value; false at the map's end, which also leaves it.</summary>
    public bool NextEntry(MapSchema schema, out string key);

    public string ReadString();

    /// <summary>A text as UTF-8, a slice of the request where that is possible.</summary>
    public Utf8Text ReadUtf8Text();

    public int ReadInt32();

    public long ReadInt64();

    public double ReadDouble();

    public bool ReadBoolean();

    public DateTimeOffset ReadTimestamp(TimestampFormat format);

    /// <summary>Bytes, decoded from base64 where the protocol is a text.</summary>
    public ReadOnlyMemory<byte> ReadBlob();
}
