using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>Reads shapes from one JSON body, token by token, without a document in between.</summary>
/// <remarks>
/// Types are strict, as AWS's are: a number where the model says text is a SerializationException. Null counts as
/// absent, in lists and maps too. Syntax errors come out as <see cref="JsonException"/>; <see cref="JsonCodec"/> translates them.
/// </remarks>
internal ref struct JsonShapeReader : IShapeReader
{
    private readonly ReadOnlyMemory<byte> _body;
    private Utf8JsonReader _json;
    private int _itemsLeft = WireLimits.ItemsMax;

    public JsonShapeReader(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _json = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = WireLimits.DepthMax });
        _json.Read();
    }

    public static MemberNaming Naming => MemberNaming.Json;

    /// <summary>Makes sure that nothing follows the value that was read.</summary>
    public void End() => _json.Read();

    public void BeginStructure() => Expect(JsonTokenType.StartObject);

    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            name = _json.ValueIsEscaped ? Unescape().Span : _json.ValueSpan;
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null)
            {
                return true;
            }
        }

        name = default;
        return false;
    }

    public void SkipValue() => _json.Skip();

    public void BeginList(ListSchema schema) => Expect(JsonTokenType.StartArray);

    public bool NextItem(ListSchema schema)
    {
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            Count();
            if (_json.TokenType != JsonTokenType.Null)
            {
                return true;
            }
        }

        return false;
    }

    public void BeginMap(MapSchema schema) => Expect(JsonTokenType.StartObject);

    public bool NextEntry(MapSchema schema, out string key)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            Count();
            key = Text();
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null)
            {
                return true;
            }
        }

        key = "";
        return false;
    }

    public string ReadString()
    {
        Expect(JsonTokenType.String);
        return Text();
    }

    public Utf8Text ReadUtf8Text()
    {
        Expect(JsonTokenType.String);
        if (_json.ValueIsEscaped)
        {
            return Utf8Text.FromUtf8(Unescape());
        }

        if (!Utf8.IsValid(_json.ValueSpan))
        {
            throw InvalidText();
        }

        // The value starts after its quote.
        return Utf8Text.FromUtf8(_body.Slice((int)_json.TokenStartIndex + 1, _json.ValueSpan.Length));
    }

    public int ReadInt32()
    {
        var value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw NotConvertible("Integer");
    }

    public long ReadInt64()
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            throw NotConvertible("Integer");
        }

        if (_json.TryGetInt64(out var value))
        {
            return value;
        }

        // A whole number may come as 5.0 or 5e0; a real fraction is cut, as AWS's own reader does.
        return _json.TryGetDouble(out var number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : throw NotConvertible("Integer");
    }

    public double ReadDouble()
    {
        if (_json.TokenType == JsonTokenType.String && JsonText.TryReadNonFinite(_json.ValueSpan, out var special))
        {
            return special;
        }

        return _json.TokenType == JsonTokenType.Number && _json.TryGetDouble(out var value)
            ? value
            : throw NotConvertible("Double");
    }

    public bool ReadBoolean() =>
        _json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw NotConvertible("Boolean"),
        };

    public DateTimeOffset ReadTimestamp(TimestampFormat format)
    {
        var isRead = _json.TokenType switch
        {
            JsonTokenType.Number => Timestamps.TryFromEpochSeconds(ReadDouble(), out var value) ? value : (DateTimeOffset?)null,
            JsonTokenType.String => Timestamps.TryParse(_json.ValueSpan, out var value) ? value : null,
            _ => null,
        };
        return isRead ?? throw NotConvertible("Timestamp");
    }

    public ReadOnlyMemory<byte> ReadBlob()
    {
        Expect(JsonTokenType.String);
        var encoded = _json.ValueIsEscaped ? Unescape().Span : _json.ValueSpan;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        var status = Base64.DecodeFromUtf8(encoded, bytes, out _, out var count);
        return status == System.Buffers.OperationStatus.Done ? bytes.AsMemory(0, count) : throw NotConvertible("Blob");
    }

    private static WireFormatException Malformed(string message) => new(CommonErrors.SerializationException, message);

    private static WireFormatException InvalidText() => Malformed("The request holds text that is not valid Unicode.");

    private readonly void Expect(JsonTokenType expected)
    {
        if (_json.TokenType == expected)
        {
            return;
        }

        throw _json.TokenType switch
        {
            JsonTokenType.StartArray => Malformed("Start of list found where not expected"),
            JsonTokenType.StartObject => Malformed("Start of structure or map found where not expected."),
            _ when expected == JsonTokenType.String => NotConvertible("String"),
            _ when expected == JsonTokenType.StartArray => Malformed("Expected list or null"),
            _ => Malformed("Expected structure, map or null"),
        };
    }

    private readonly WireFormatException NotConvertible(string type)
    {
        var found = _json.TokenType switch
        {
            JsonTokenType.String => "STRING_VALUE",
            JsonTokenType.Number => "NUMBER_VALUE",
            JsonTokenType.True => "TRUE_VALUE",
            JsonTokenType.False => "FALSE_VALUE",
            JsonTokenType.StartArray => "START_ARRAY",
            _ => "START_OBJECT",
        };
        return Malformed($"{found} can not be converted to {(type[0] is 'I' ? "an" : "a")} {type}");
    }

    private void Count()
    {
        if (--_itemsLeft < 0)
        {
            throw Malformed($"The request holds more than {WireLimits.ItemsMax} list items and map entries.");
        }
    }

    /// <summary>The current string or name; escapes that leave half a surrogate pair, and bytes that are not UTF-8, are refused.</summary>
    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw InvalidText();
        }
    }

    private readonly ReadOnlyMemory<byte> Unescape()
    {
        var bytes = new byte[_json.ValueSpan.Length];
        try
        {
            var count = _json.CopyString(bytes);
            return bytes.AsMemory(0, count);
        }
        catch (InvalidOperationException)
        {
            throw InvalidText();
        }
    }
}
