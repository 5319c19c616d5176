namespace Millrace.Api;

/// <summary>One protocol's way of writing shapes; the counterpart of <see cref="IShapeReader"/>.</summary>
public interface IShapeWriter
{
    /// <summary>True when the protocol states absent members (<see cref="WriteAbsent"/>); nearly all leave them out.</summary>
    public static abstract bool WritesAbsentMembers { get; }

    public void BeginStructure();

    public void EndStructure();

    /// <summary>Announces a member; its value follows.</summary>
    public void BeginMember(MemberSchema member);

    public void EndMember(MemberSchema member);

    /// <summary>States that a member has no value.</summary>
    public void WriteAbsent(MemberSchema member);

    public void BeginList(ListSchema schema);

    /// <summary>Announces an item; its value follows.</summary>
    public void BeginItem(ListSchema schema);

    public void EndItem(ListSchema schema);

    public void EndList(ListSchema schema);

    public void BeginMap(MapSchema schema);

    /// <summary>Announces an entry; its value follows.</summary>
    public void BeginEntry(MapSchema schema, string key);

    public void EndEntry(MapSchema schema);

    public void EndMap(MapSchema schema);

    public void WriteString(string value);

    public void WriteUtf8Text(Utf8Text value);

    public void WriteInt32(int value);

    public void WriteInt64(long value);

    public void WriteDouble(double value);

    public void WriteBoolean(bool value);

    public void WriteTimestamp(DateTimeOffset value, TimestampFormat format);

    /// <summary>Bytes, as base64 where the protocol is a text.</summary>
    public void WriteBlob(ReadOnlyMemory<byte> value);
}
