using System.Globalization;
using System.Text;
using System.Text.Json;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>What SNS demands of a message before it takes it.</summary>
/// <remarks>Source: SNS API Reference, Publish; texts as recorded from AWS.</remarks>
internal static class MessageRules
{
    /// <summary>The reason given for a structured message that is not JSON, or holds what no text can be made of.</summary>
    public const string NotParsed = "Message Structure - JSON message body failed to parse";

    private const string String = "String";
    private const string Number = "Number";
    private const string Binary = "Binary";

    public static AwsError? CheckBody(Utf8Text? body) => body is { Length: > 0 } ? null : TopicAddress.Invalid("Empty message");

    /// <summary>A subject is there in full or not at all: 1 to 99 characters, none of them a control character, no space in front.</summary>
    public static AwsError? CheckSubject(string? subject)
    {
        if (subject is null)
        {
            return null;
        }

        return
            subject.Length is 0 or >= Limits.SubjectLengthMax
            || char.IsControl(subject, 0)
            || subject.Any(char.IsControl)
            || char.IsWhiteSpace(subject[0])
            ? TopicAddress.Invalid("Subject")
            : null;
    }

    /// <summary>Group and deduplication ids: letters, digits and punctuation, 1 to 128.</summary>
    public static AwsError? CheckId(string name, string? value) =>
        value is null
        || (value.Length is >= 1 and <= Limits.GroupIdLengthMax && !value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            ? null
            : TopicAddress.Invalid(
                name,
                $"{name} can only include alphanumeric and punctuation characters. 1 to {Limits.GroupIdLengthMax} in length."
            );

    /// <summary>With MessageStructure json the message is an object with a text per protocol, and one named default.</summary>
    public static AwsError? CheckStructure(string? structure, Utf8Text body)
    {
        if (structure is null or "")
        {
            return null;
        }

        if (structure != "json")
        {
            return TopicAddress.Invalid("MessageStructure");
        }

        try
        {
            using var document = JsonDocument.Parse(body.Bytes);
            return !JsonTexts.AreWhole(body.Bytes.Span) ? TopicAddress.Invalid(NotParsed)
                : document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("default", out var fallback)
                && fallback.ValueKind == JsonValueKind.String
                    ? null
                : TopicAddress.Invalid("Message Structure - No default entry in JSON message body");
        }
        catch (JsonException)
        {
            return TopicAddress.Invalid(NotParsed);
        }
    }

    /// <summary>The text under a key, or the default; null when there is neither.</summary>
    public static string? TextIn(JsonElement message, string key) =>
        message.ValueKind != JsonValueKind.Object ? null
        : message.TryGetProperty(key, out var own) && own.ValueKind == JsonValueKind.String ? own.GetString()
        : message.TryGetProperty("default", out var other) && other.ValueKind == JsonValueKind.String ? other.GetString()
        : null;

    /// <summary>The attributes as they will be recorded, in the caller's order; or what is wrong with them.</summary>
    public static AwsError? TryReadAttributes(
        Dictionary<string, MessageAttributeValue>? given,
        out IReadOnlyList<StoredAttribute> attributes
    )
    {
        attributes = [];
        if (given is null || given.Count == 0)
        {
            return null;
        }

        var read = new List<StoredAttribute>(given.Count);
        foreach (var (name, value) in given)
        {
            if (CheckName(name) is { } badName)
            {
                return badName;
            }

            if (TryReadValue(name, value, out var attribute) is { } badValue)
            {
                return badValue;
            }

            read.Add(attribute!);
        }

        attributes = read;
        return null;
    }

    /// <summary>What counts towards the limit: body, and the attributes' names, types and values, in bytes of UTF-8.</summary>
    public static int SizeOf(Utf8Text body, IReadOnlyList<StoredAttribute> attributes)
    {
        var size = body.Length;
        for (var index = 0; index < attributes.Count; index++)
        {
            var (name, type, value) = attributes[index];
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(type) + value.Length;
        }

        return size;
    }

    private static AwsError? CheckName(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) > Limits.AttributeNameLengthMax)
        {
            return Wrong($"Length of message attribute name must be less than {Limits.AttributeNameLengthMax} bytes.");
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            {
                var code = ((int)character).ToString("X", CultureInfo.InvariantCulture);
                return Wrong(
                    $"Invalid non-alphanumeric character '#x{code}' was found in the message attribute name. "
                        + "Can only include alphanumeric characters, hyphens, underscores, or dots."
                );
            }
        }

        if (name.Length == 0)
        {
            return Wrong("The message attribute name must not be empty.");
        }

        if (name[0] == '.')
        {
            return Wrong("Invalid message attribute name starting with character '.' was found.");
        }

        if (name[^1] == '.')
        {
            return Wrong("Invalid message attribute name ending with character '.' was found.");
        }

        return name.Contains("..", StringComparison.Ordinal)
            ? Wrong("Message attribute name can not have successive '.' character.")
            : null;
    }

    private static AwsError? TryReadValue(string name, MessageAttributeValue value, out StoredAttribute? attribute)
    {
        attribute = null;
        var type = value.DataType!;
        var prefix = type.Split('.', 2)[0];
        if (prefix is not (String or Number or Binary))
        {
            return Wrong(
                $"The message attribute '{name}' has an invalid message attribute type, "
                    + "the set of supported type prefixes is Binary, Number, and String."
            );
        }

        var isBinary = prefix == Binary;
        var text = value.StringValue;
        var bytes = value.BinaryValue;
        if (isBinary ? bytes is null && text is not null : text is null && bytes is not null)
        {
            return Wrong($"The message attribute '{name}' with type '{type}' must use field '{(isBinary ? Binary : String)}'.");
        }

        var stored =
            isBinary ? bytes ?? default
            : text is null ? default
            : Encoding.UTF8.GetBytes(text);
        if (stored.Length == 0)
        {
            return Wrong(
                $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'."
            );
        }

        if (prefix == Number && !IsNumber(text!))
        {
            return Wrong($"Could not cast message attribute '{name}' value to number.");
        }

        attribute = new StoredAttribute(name, type, stored);
        return null;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);

    private static AwsError Wrong(string message) => SnsErrors.InvalidParameterValueException.WithMessage(message);
}
