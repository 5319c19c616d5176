using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>The JSON document that wraps a message: fields in AWS's order, laid out as AWS does.</summary>
/// <param name="isOneLine">A record for a Firehose stream: one line without spaces, ended like a line. Otherwise it is a field a line.</param>
/// <remarks>Source: SNS Developer Guide, "Parsing Amazon SNS message formats"; order and fields as recorded from AWS.</remarks>
internal sealed class NotificationText(bool isOneLine = false)
{
    private static readonly JavaScriptEncoder _encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly ArrayBufferWriter<byte> _text = new(1024);

    public ReadOnlyMemory<byte> Close()
    {
        Write(isOneLine ? "}\n"u8 : "\n}"u8);
        return _text.WrittenMemory;
    }

    public NotificationText Field(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            Write("\""u8);
            Write(JsonEncodedText.Encode(value, _encoder).EncodedUtf8Bytes);
            Write("\""u8);
        }

        return this;
    }

    public NotificationText Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> utf8)
    {
        Name(name);
        Write("\""u8);
        Write(JsonEncodedText.Encode(utf8, _encoder).EncodedUtf8Bytes);
        Write("\""u8);
        return this;
    }

    /// <summary>MessageAttributes, when there are any: an object by name, of type and value; binary values in base64.</summary>
    public NotificationText Attributes(IReadOnlyList<StoredAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return this;
        }

        Name("MessageAttributes"u8);
        for (var index = 0; index < attributes.Count; index++)
        {
            var attribute = attributes[index];
            Write(index == 0 ? "{"u8 : ","u8);
            Write(isOneLine ? "\""u8 : "\n    \""u8);
            Write(JsonEncodedText.Encode(attribute.Name, _encoder).EncodedUtf8Bytes);
            Write(isOneLine ? "\":"u8 : "\" : "u8);
            Write("{\"Type\":\""u8);
            Write(JsonEncodedText.Encode(attribute.DataType, _encoder).EncodedUtf8Bytes);
            Write("\",\"Value\":\""u8);
            if (attribute.IsBinary)
            {
                Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(attribute.Value.Span)));
            }
            else
            {
                Write(JsonEncodedText.Encode(attribute.Value.Span, _encoder).EncodedUtf8Bytes);
            }

            Write("\"}"u8);
        }

        Write(isOneLine ? "}"u8 : "\n  }"u8);
        return this;
    }

    /// <summary>A time in the form of the envelope's Timestamp: milliseconds, UTC.</summary>
    public static string Timestamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void Name(ReadOnlySpan<byte> name)
    {
        Write(_text.WrittenCount == 0 ? "{"u8 : ","u8);
        Write(isOneLine ? "\""u8 : "\n  \""u8);
        Write(name);
        Write(isOneLine ? "\":"u8 : "\" : "u8);
    }

    private void Write(ReadOnlySpan<byte> bytes) => _text.Write(bytes);
}
