using System.Buffers;
using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>What SQS demands of a message before it takes it.</summary>
internal static class MessageRules
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static readonly SearchValues<byte> _controls = SearchValues.Create([
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        11,
        12,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
    ]);

    private static readonly SearchValues<char> _idCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + Punctuation
    );

    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
    );

    /// <summary>The body must be there and hold only characters that XML 1.0 knows.</summary>
    public static AwsError? CheckBody(Utf8Text? body, SqsLimits limits)
    {
        if (body is not { Length: > 0 } text)
        {
            return SqsErrors.MissingRequiredParameterException.WithMessage("The request must contain the parameter MessageBody.");
        }

        return !limits.XmlCharactersOnly || HasOnlyXmlCharacters(text.Span) ? null : ForbiddenCharacters;
    }

    /// <summary>Group and deduplication ids, also on standard queues: letters, digits and punctuation, 1 to 128.</summary>
    public static AwsError? CheckId(string name, string? value) =>
        value is null || (value.Length is >= 1 and <= Limits.GroupIdLengthMax && !value.AsSpan().ContainsAnyExcept(_idCharacters))
            ? null
            : Invalid(
                value,
                name,
                $"{name} can only include alphanumeric and punctuation characters. 1 to {Limits.GroupIdLengthMax} in length."
            );

    public static AwsError? CheckDelay(int? seconds, SqsLimits limits) =>
        seconds is null || (seconds >= 0 && seconds <= limits.DelaySecondsMax)
            ? null
            : Invalid(
                seconds.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "DelaySeconds",
                $"DelaySeconds must be >= 0 and <= {limits.DelaySecondsMax}."
            );

    /// <summary>The attributes as they will be recorded, sorted by name; or what is wrong with them.</summary>
    public static AwsError? TryReadAttributes(
        Dictionary<string, MessageAttributeValue>? given,
        SqsLimits limits,
        out IReadOnlyList<StoredAttribute> attributes
    )
    {
        attributes = [];
        if (given is null || given.Count == 0)
        {
            return null;
        }

        if (given.Count > limits.MessageAttributesMax)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"Number of message attributes [{given.Count}] exceeds the allowed maximum [{limits.MessageAttributesMax}]."
            );
        }

        var read = new List<StoredAttribute>(given.Count);
        foreach (var (name, value) in given)
        {
            if (CheckName(name) is { } badName)
            {
                return badName;
            }

            if (
                TryReadValue(limits, "user", name, value.DataType, value.StringValue, value.BinaryValue, out var attribute) is
                { } bad
            )
            {
                return bad;
            }

            if (value.StringListValues is { Count: > 0 } || value.BinaryListValues is { Count: > 0 })
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    "Message attribute list values in SendMessage operation are not supported."
                );
            }

            read.Add(attribute!);
        }

        read.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        attributes = read;
        return null;
    }

    /// <summary>The only system attribute that may be sent is the X-Ray trace header, a text of <see cref="IsTraceHeader"/>'s form.</summary>
    /// <remarks>Source: SQS API Reference, SendMessage, MessageSystemAttributes; no page has the text of a refusal.</remarks>
    public static AwsError? TryReadSystemAttributes(
        Dictionary<string, MessageSystemAttributeValue>? given,
        SqsLimits limits,
        out IReadOnlyList<StoredAttribute> attributes
    )
    {
        attributes = [];
        if (given is null)
        {
            return null;
        }

        foreach (var (name, value) in given)
        {
            if (name != MessageSystemAttributeNameForSends.AWSTraceHeader)
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    $"Message system attribute name '{name}' is invalid. The only supported name is AWSTraceHeader."
                );
            }

            if (
                TryReadValue(limits, "system", name, value.DataType, value.StringValue, value.BinaryValue, out var attribute) is
                { } bad
            )
            {
                return bad;
            }

            if (attribute!.DataType != "String")
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    "Message system attribute 'AWSTraceHeader' must be of type 'String'."
                );
            }

            if (!IsTraceHeader(value.StringValue!))
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    "Message system attribute 'AWSTraceHeader' must be a correctly formatted AWS X-Ray trace header string."
                );
            }

            attributes = [attribute];
        }

        return null;
    }

    /// <summary>What a message weighs against the limits: text, names, types and values; system attributes weigh nothing.</summary>
    public static long SizeOf(Utf8Text body, IReadOnlyList<StoredAttribute> attributes) => SizeOf(body.Length, attributes);

    /// <summary>The same, of a body of so many bytes.</summary>
    public static long SizeOf(int bodyBytes, IReadOnlyList<StoredAttribute> attributes)
    {
        long size = bodyBytes;
        for (var index = 0; index < attributes.Count; index++)
        {
            var attribute = attributes[index];
            size +=
                Encoding.UTF8.GetByteCount(attribute.Name)
                + Encoding.UTF8.GetByteCount(attribute.DataType)
                + attribute.Value.Length;
        }

        return size;
    }

    public static AwsError TooLong(int most) =>
        SqsErrors.InvalidParameterValueException.WithMessage(
            $"One or more parameters are invalid. Reason: Message must be shorter than {most} bytes."
        );

    /// <summary>AWS's sentence for a value out of range.</summary>
    public static AwsError Invalid(string value, string parameter, string reason) =>
        SqsErrors.InvalidParameterValueException.WithMessage(
            $"Value {value} for parameter {parameter} is invalid. Reason: {reason}"
        );

    private static AwsError ForbiddenCharacters { get; } =
        SqsErrors.InvalidMessageContents.WithMessage(
            "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
        );

    /// <summary>XML 1.0 production 2, over valid UTF-8: no control characters but tab and line ends, no U+FFFE, no U+FFFF.</summary>
    private static bool HasOnlyXmlCharacters(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAny(_controls))
        {
            return false;
        }

        while (text.IndexOf((byte)0xEF) is var at && at >= 0)
        {
            text = text[at..];
            if (text.Length >= 3 && text[1] == 0xBF && text[2] >= 0xBE)
            {
                return false;
            }

            text = text[1..];
        }

        return true;
    }

    private static AwsError? CheckName(string name)
    {
        var isReserved =
            name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);
        var isFormed =
            name.Length is >= 1 and <= Limits.AttributeNameLengthMax
            && !name.AsSpan().ContainsAnyExcept(_nameCharacters)
            && name[0] != '.'
            && name[^1] != '.'
            && !name.Contains("..", StringComparison.Ordinal);
        return isFormed && !isReserved
            ? null
            : SqsErrors.InvalidParameterValueException.WithMessage(
                isReserved
                    ? "The attribute name cannot start with 'AWS.' or 'Amazon.'."
                    : $"Message (user) attribute name '{name}' is invalid. It can contain letters, digits, underscores, hyphens and periods, "
                        + $"not start or end with a period, not have periods in succession, and be at most {Limits.AttributeNameLengthMax} characters long."
            );
    }

    private static AwsError? TryReadValue(
        SqsLimits limits,
        string kind,
        string name,
        string? dataType,
        string? text,
        ReadOnlyMemory<byte>? binary,
        out StoredAttribute? attribute
    )
    {
        attribute = null;
        if (string.IsNullOrEmpty(dataType))
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"Message ({kind}) attribute '{name}' must contain a non-empty message attribute type."
            );
        }

        var basic = dataType.Split('.', 2)[0];
        if (basic is not ("String" or "Number" or "Binary") || dataType.Length > Limits.AttributeNameLengthMax)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"The type of message ({kind}) attribute '{name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String."
            );
        }

        var value =
            basic == "Binary" ? binary
            : text is null ? null
            : Encoding.UTF8.GetBytes(text);
        if (value is not { Length: > 0 } bytes)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"Message ({kind}) attribute '{name}' must contain a non-empty value of type '{basic}'."
            );
        }

        if (basic == "Number" && !IsNumber(text!))
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"Can't cast the value of message ({kind}) attribute '{name}' to a number."
            );
        }

        if (limits.XmlCharactersOnly && basic != "Binary" && !HasOnlyXmlCharacters(bytes.Span))
        {
            return SqsErrors.InvalidMessageContents.WithMessage(
                $"Message ({kind}) attribute '{name}' contains characters that are not allowed."
            );
        }

        attribute = new StoredAttribute(name, dataType, bytes);
        return null;
    }

    /// <summary>
    /// Names and values in printable ASCII, as in <c>Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1</c>, of bounded length. Source:
    /// X-Ray Developer Guide, "Tracing header", where applications may add names of their own.
    /// </summary>
    private static bool IsTraceHeader(string text)
    {
        if (text.Length > Limits.TraceHeaderLengthMax || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return false;
        }

        return text.TrimEnd(';').Split(';').All(field => field.IndexOf('=', StringComparison.Ordinal) > 0);
    }

    private static bool IsNumber(string text) =>
        double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number);
}
