using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Millrace.Languages.EventPatterns;

/// <summary>Answers lines such as <c>./run try pattern</c> reads: one JSON object with a pattern and an event each.</summary>
public static class TryPattern
{
    private static readonly JsonReaderOptions _anyDepth = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="line">
    /// <c>{"pattern": …, "event": …}</c>, each an object or a string that holds its JSON. Other fields are ignored.
    /// </param>
    /// <returns>
    /// <c>{"result": "match" | "no-match" | "reject", "reason": …}</c>. For a pattern AWS refuses, the reason is the first line of AWS's
    /// text behind "Event pattern is not valid. Reason: "; for the others it is a sentence of ours.
    /// </returns>
    public static string Answer(string line)
    {
        try
        {
            return Answer(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string of the line with half a surrogate pair is an InvalidOperationException to the reader.
            return Write("reject", $"The line is not JSON. {exception.Message}");
        }
    }

    private static string Answer(byte[] line)
    {
        var (pattern, json) = ReadLine(line);
        if (pattern is null || json is null)
        {
            return Write("reject", $"The line has no \"{(pattern is null ? "pattern" : "event")}\".");
        }

        if (!EventPattern.TryParse(Encoding.UTF8.GetString(pattern), out var parsed, out var rejection))
        {
            return Write("reject", rejection.Reason);
        }

        var explanation = PatternExplainer.Explain(parsed, json);
        return explanation.Rejection is null
            ? Write(explanation.IsMatch ? "match" : "no-match", explanation.Reason)
            : Write("reject", explanation.Reason);
    }

    private static (byte[]? Pattern, byte[]? Event) ReadLine(byte[] line)
    {
        byte[]? pattern = null;
        byte[]? json = null;
        var reader = new Utf8JsonReader(line, _anyDepth);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return (null, null);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("pattern"))
            {
                pattern = ReadValue(ref reader, line);
            }
            else if (reader.ValueTextEquals("event"))
            {
                json = ReadValue(ref reader, line);
            }
            else
            {
                reader.Skip();
            }
        }

        return (pattern, json);
    }

    private static byte[] ReadValue(ref Utf8JsonReader reader, byte[] line)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }

    private static string Write(string result, string reason)
    {
        var answer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(answer, _readable))
        {
            writer.WriteStartObject();
            writer.WriteString("result", result);
            writer.WriteString("reason", reason);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }
}
