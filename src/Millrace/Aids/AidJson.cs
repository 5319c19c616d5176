using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.Sqs;

namespace Millrace.Aids;

/// <summary>Answers of aids: JSON, a little indented, because people read them too.</summary>
internal static class AidJson
{
    private static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an object, its properties by <paramref name="write"/>.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        }
    }

    public static void Time(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } some)
        {
            writer.WriteString(name, some.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void Time(this Utf8JsonWriter writer, string name, long? milliseconds) =>
        writer.Time(name, milliseconds is { } some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null);

    /// <summary>What belongs to a message as it was sent, but for its place and its state.</summary>
    /// <param name="bodyBytesMax">Of a longer body only the beginning is shown.</param>
    public static void Message(this Utf8JsonWriter writer, MessageSent sent, int bodyBytesMax)
    {
        writer.WriteString("messageId", sent.Id);
        writer.Time("sentAt", sent.SentAt);
        writer.WriteString("senderId", sent.SenderId);
        writer.WriteString("messageGroupId", sent.GroupId);
        writer.WriteString("messageDeduplicationId", sent.DeduplicationId);
        writer.WriteString("awsTraceHeader", sent.TraceHeader);
        writer.WriteString("deadLetterQueueSourceArn", sent.DeadLetterSourceArn);
        writer.Attributes(sent.Attributes);
        writer.WriteNumber("bodyBytes", sent.Body.Length);
        writer.WriteString("body", Cut(sent.Body.Span, bodyBytesMax));
    }

    public static void Attributes(this Utf8JsonWriter writer, IReadOnlyList<StoredAttribute> attributes)
    {
        writer.WriteStartArray("messageAttributes");
        foreach (var attribute in attributes)
        {
            Attribute(writer, attribute);
        }

        writer.WriteEndArray();
    }

    private static void Attribute(Utf8JsonWriter writer, StoredAttribute attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("name", attribute.Name);
        writer.WriteString("dataType", attribute.DataType);
        if (attribute.IsBinary)
        {
            writer.WriteBase64String("binaryValue", attribute.Value.Span);
        }
        else
        {
            writer.WriteString("stringValue", attribute.Value.Span);
        }

        writer.WriteEndObject();
    }

    /// <summary>As much of a text as fits, no character cut in two.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8, int most)
    {
        if (utf8.Length <= most)
        {
            return utf8;
        }

        var end = most;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return utf8[..end];
    }
}
