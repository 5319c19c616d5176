using System.Globalization;
using System.Text;
using Millrace.Api;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>Writes shapes as the parameters an old client would send: the counterpart the server's reader does not need.</summary>
internal struct FormShapeWriter() : IShapeWriter
{
    private readonly Stack<string> _prefixes = new([""]);
    private readonly Stack<int> _counts = new();

    /// <summary>The parameters, each <c>name=value</c> and escaped.</summary>
    public List<string> Parameters { get; } = [];

    public static bool WritesAbsentMembers => false;

    public readonly void BeginStructure() { }

    public readonly void EndStructure() { }

    public readonly void BeginMember(MemberSchema member) => Push(member.QueryName);

    public readonly void EndMember(MemberSchema member) => _prefixes.Pop();

    public readonly void WriteAbsent(MemberSchema member) { }

    public readonly void BeginList(ListSchema schema)
    {
        _counts.Push(0);
        if (!schema.IsFlattened)
        {
            Push(Encoding.UTF8.GetString(schema.ItemName));
        }
    }

    public readonly void BeginItem(ListSchema schema) => PushIndex();

    public readonly void EndItem(ListSchema schema) => _prefixes.Pop();

    public readonly void EndList(ListSchema schema)
    {
        if (!schema.IsFlattened)
        {
            _prefixes.Pop();
        }

        if (_counts.Pop() == 0)
        {
            WriteString("");
        }
    }

    public readonly void BeginMap(MapSchema schema)
    {
        _counts.Push(0);
        if (!schema.IsFlattened)
        {
            Push(Encoding.UTF8.GetString(schema.EntryName));
        }
    }

    public readonly void BeginEntry(MapSchema schema, string key)
    {
        PushIndex();
        Push(Encoding.UTF8.GetString(schema.KeyName));
        WriteString(key);
        _prefixes.Pop();
        Push(Encoding.UTF8.GetString(schema.ValueName));
    }

    public readonly void EndEntry(MapSchema schema)
    {
        _prefixes.Pop();
        _prefixes.Pop();
    }

    public readonly void EndMap(MapSchema schema)
    {
        _counts.Pop();
        if (!schema.IsFlattened)
        {
            _prefixes.Pop();
        }
    }

    public readonly void WriteString(string value) => Parameters.Add($"{_prefixes.Peek()}={Uri.EscapeDataString(value)}");

    public readonly void WriteUtf8Text(Utf8Text value) => WriteString(value.ToString());

    public readonly void WriteInt32(int value) => WriteInt64(value);

    public readonly void WriteInt64(long value) => WriteString(value.ToString(CultureInfo.InvariantCulture));

    public readonly void WriteDouble(double value) => WriteString(value.ToString("R", CultureInfo.InvariantCulture));

    public readonly void WriteBoolean(bool value) => WriteString(value ? "true" : "false");

    public readonly void WriteTimestamp(DateTimeOffset value, TimestampFormat format) =>
        WriteString(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public readonly void WriteBlob(ReadOnlyMemory<byte> value) => WriteString(Convert.ToBase64String(value.Span));

    private readonly void Push(string segment) =>
        _prefixes.Push(_prefixes.Peek() is { Length: > 0 } prefix ? $"{prefix}.{segment}" : segment);

    private readonly void PushIndex()
    {
        var index = _counts.Pop() + 1;
        _counts.Push(index);
        Push(index.ToString(CultureInfo.InvariantCulture));
    }
}
