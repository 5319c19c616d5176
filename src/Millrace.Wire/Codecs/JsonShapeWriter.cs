using System.Buffers;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>JSON in one of its <see cref="IJsonDialect">dialects</see>: blobs in base64, times in epoch seconds.</summary>
/// <remarks>Source: Smithy, AWS JSON 1.0 protocol.</remarks>
internal ref struct JsonShapeWriter<TDialect>(IBufferWriter<byte> output) : IShapeWriter
    where TDialect : struct, IJsonDialect
{
    private Utf8Output _output = new(output);

    /// <summary>True when the next member, item or entry has another before it.</summary>
    private bool _needsComma;

    public static bool WritesAbsentMembers => TDialect.IsQueryAnswer;

    public void Flush() => _output.Flush();

    /// <summary>JSON that is known to be right.</summary>
    public void Raw(scoped ReadOnlySpan<byte> utf8) => _output.Write(utf8);

    public void BeginStructure() => Open((byte)'{');

    public void EndStructure() => Close((byte)'}');

    public void BeginMember(MemberSchema member)
    {
        Separate();
        _output.Write(TDialect.IsQueryAnswer ? member.QueryJsonPropertyStart : member.JsonPropertyStart);
    }

    public void EndMember(MemberSchema member) => _needsComma = true;

    public void WriteAbsent(MemberSchema member)
    {
        BeginMember(member);
        _output.Write("null"u8);
        EndMember(member);
    }

    public void BeginList(ListSchema schema) => Open((byte)'[');

    public void BeginItem(ListSchema schema) => Separate();

    public void EndItem(ListSchema schema) => _needsComma = true;

    public void EndList(ListSchema schema) => Close((byte)']');

    public void BeginMap(MapSchema schema) => Open(TDialect.IsQueryAnswer ? (byte)'[' : (byte)'{');

    public void BeginEntry(MapSchema schema, string key)
    {
        Separate();
        if (TDialect.IsQueryAnswer)
        {
            _output.Write("{\""u8);
            _output.Write(schema.KeyName);
            _output.Write("\":"u8);
            JsonText.Write(ref _output, key);
            _output.Write(",\""u8);
            _output.Write(schema.ValueName);
            _output.Write("\":"u8);
        }
        else
        {
            JsonText.Write(ref _output, key);
            _output.Write((byte)':');
        }
    }

    public void EndEntry(MapSchema schema)
    {
        if (TDialect.IsQueryAnswer)
        {
            _output.Write((byte)'}');
        }

        _needsComma = true;
    }

    public void EndMap(MapSchema schema) => Close(TDialect.IsQueryAnswer ? (byte)']' : (byte)'}');

    public void WriteString(string value) => JsonText.Write(ref _output, value);

    public void WriteUtf8Text(Utf8Text value) => JsonText.Write(ref _output, value.Span);

    public void WriteInt32(int value) => _output.Write(value);

    public void WriteInt64(long value) => _output.Write(value);

    public void WriteDouble(double value) => JsonText.WriteNumber(ref _output, value);

    public void WriteBoolean(bool value) => _output.Write(value ? "true"u8 : "false"u8);

    public void WriteTimestamp(DateTimeOffset value, TimestampFormat format) =>
        Timestamps.WriteJson(ref _output, value, format, TimestampFormat.UnixTimestamp);

    public void WriteBlob(ReadOnlyMemory<byte> value)
    {
        _output.Write((byte)'"');
        _output.WriteBase64(value.Span);
        _output.Write((byte)'"');
    }

    private void Open(byte bracket)
    {
        _output.Write(bracket);
        _needsComma = false;
    }

    private void Close(byte bracket)
    {
        _output.Write(bracket);
        _needsComma = true;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            _output.Write((byte)',');
        }
    }
}
