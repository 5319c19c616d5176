using System.Buffers;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>The XML answers of awsQuery: an element per member, flattened collections without an element around them.</summary>
/// <remarks>Source: Smithy, AWS Query protocol, response serialization.</remarks>
internal ref struct XmlShapeWriter(IBufferWriter<byte> output) : IShapeWriter
{
    private Utf8Output _output = new(output);

    /// <summary>True after <see cref="BeginResult"/> until something stands inside it.</summary>
    private bool _isResultEmpty;

    public static bool WritesAbsentMembers => false;

    public void Flush() => _output.Flush();

    /// <summary>Markup or text that is known to need no escaping.</summary>
    public void Raw(scoped ReadOnlySpan<byte> utf8) => _output.Write(utf8);

    /// <summary>A name from a model.</summary>
    public void Raw(string name) => _output.WriteRaw(name);

    public void Text(string text) => XmlText.Write(ref _output, text);

    /// <summary>Opens the element around an answer's members, which is closed as empty when there are none.</summary>
    public void BeginResult(string element)
    {
        _output.Write((byte)'<');
        _output.WriteRaw(element);
        _isResultEmpty = true;
    }

    public void EndResult(string element)
    {
        if (_isResultEmpty)
        {
            _isResultEmpty = false;
            _output.Write("/>"u8);
            return;
        }

        _output.Write("</"u8);
        _output.WriteRaw(element);
        _output.Write((byte)'>');
    }

    public void BeginStructure()
    {
        // The element around a structure is its member's, item's or entry's.
    }

    public void EndStructure()
    {
        // As above.
    }

    public void BeginMember(MemberSchema member)
    {
        if (!member.IsFlattened)
        {
            Open(member.StartTag);
        }
    }

    public void EndMember(MemberSchema member)
    {
        if (!member.IsFlattened)
        {
            _output.Write(member.EndTag);
        }
    }

    public void WriteAbsent(MemberSchema member)
    {
        // XML has no word for absence.
    }

    public void BeginList(ListSchema schema)
    {
        // The element around a list is its member's.
    }

    public void BeginItem(ListSchema schema) => Open(schema.StartTag);

    public void EndItem(ListSchema schema) => _output.Write(schema.EndTag);

    public void EndList(ListSchema schema)
    {
        // As above.
    }

    public void BeginMap(MapSchema schema)
    {
        // The element around a map is its member's.
    }

    public void BeginEntry(MapSchema schema, string key)
    {
        Open(schema.StartTag);
        Text(key);
        _output.Write(schema.MiddleTag);
    }

    public void EndEntry(MapSchema schema) => _output.Write(schema.EndTag);

    public void EndMap(MapSchema schema)
    {
        // As above.
    }

    public void WriteString(string value) => Text(value);

    public void WriteUtf8Text(Utf8Text value) => XmlText.Write(ref _output, value.Span);

    public void WriteInt32(int value) => _output.Write(value);

    public void WriteInt64(long value) => _output.Write(value);

    public void WriteDouble(double value)
    {
        if (double.IsFinite(value))
        {
            _output.Write(value);
        }
        else
        {
            _output.Write(
                double.IsNaN(value) ? "NaN"u8
                : value > 0 ? "Infinity"u8
                : "-Infinity"u8
            );
        }
    }

    public void WriteBoolean(bool value) => _output.Write(value ? "true"u8 : "false"u8);

    public void WriteTimestamp(DateTimeOffset value, TimestampFormat format) =>
        Timestamps.Write(ref _output, value, format, TimestampFormat.Iso8601);

    public void WriteBlob(ReadOnlyMemory<byte> value) => _output.WriteBase64(value.Span);

    private void Open(ReadOnlySpan<byte> startTag)
    {
        if (_isResultEmpty)
        {
            _isResultEmpty = false;
            _output.Write((byte)'>');
        }

        _output.Write(startTag);
    }
}
