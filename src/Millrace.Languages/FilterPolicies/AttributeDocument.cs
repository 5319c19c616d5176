using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Millrace.Languages.FilterPolicies;

/// <summary>Writes the attributes of a message as the JSON object that attribute policies are matched against.</summary>
/// <remarks>
/// A <c>String</c> is a string, a <c>Number</c> a number, a <c>String.Array</c> whatever array of JSON it holds, so that each of its elements counts by
/// itself. A value that is not what its type says is a string.
/// </remarks>
internal sealed class AttributeDocument
{
    // What a string holds comes from outside; what is deeper than this is a text like any other.
    private static readonly JsonReaderOptions _arrays = new() { MaxDepth = 64 };

    private static readonly JsonWriterOptions _quick = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _utf8 = new();

    /// <returns>UTF-8, good until the next call.</returns>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<MessageAttribute> attributes)
    {
        _utf8.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_utf8, _quick);
        writer.WriteStartObject();
        foreach (var attribute in attributes)
        {
            if (attribute.StringValue is not null)
            {
                Write(writer, attribute.Name, attribute.DataType, attribute.StringValue);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return _utf8.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, string name, string type, string value)
    {
        var isNumber = IsOfType(type, "Number");
        if (!isNumber && !IsOfType(type, "String"))
        {
            return;
        }

        writer.WritePropertyName(name);
        if (type is "String.Array" or "Number.Array" && TryReadArray(value, out var array))
        {
            writer.WriteRawValue(array, skipInputValidation: true);
        }
        else if (isNumber && AttributeNumber.TryFormat(value, out var number))
        {
            writer.WriteRawValue(number, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    private static bool IsOfType(string type, string logical) =>
        type.StartsWith(logical, StringComparison.Ordinal) && (type.Length == logical.Length || type[logical.Length] == '.');

    /// <summary>Whether a text is one array of JSON and nothing else. Anything less would leave its place in the document.</summary>
    private static bool TryReadArray(string value, out byte[] utf8)
    {
        utf8 = Encoding.UTF8.GetBytes(value);
        var reader = new Utf8JsonReader(utf8, _arrays);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
