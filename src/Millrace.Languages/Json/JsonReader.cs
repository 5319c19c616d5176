using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Millrace.Languages.Json;

/// <summary>Reads one JSON text. Recursive, one call per nesting level, and the depth is capped.</summary>
internal ref struct JsonReader(ReadOnlySpan<byte> utf8, JsonLimits limits)
{
    // The same member names return thousands of times in one document; short ones are made once.
    private const int NameCacheSize = 64;
    private const int NameCacheBytesMax = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, 0x20).Select(i => (byte)i),
    ]);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private string?[]? _names;
    private int _at;

    public JsonValue ReadDocument()
    {
        SkipSpace();
        var value = ReadValue(0);
        SkipSpace();
        return _at == _utf8.Length ? value : throw Error("Something follows the JSON value");
    }

    private JsonValue ReadValue(int depth)
    {
        if (_at >= _utf8.Length)
        {
            throw Error("The JSON text ends too early");
        }

        switch (_utf8[_at])
        {
            case (byte)'{':
                return ReadObject(depth + 1);
            case (byte)'[':
                return ReadArray(depth + 1);
            case (byte)'"':
                return JsonValue.FromString(ReadString(isName: false));
            case (byte)'t':
                Expect("true"u8);
                return JsonValue.True;
            case (byte)'f':
                Expect("false"u8);
                return JsonValue.False;
            case (byte)'n':
                Expect("null"u8);
                return JsonValue.Null;
            default:
                return ReadNumber();
        }
    }

    private JsonValue ReadObject(int depth)
    {
        Enter(depth);
        if (TryTake((byte)'}'))
        {
            return JsonObject.Empty;
        }

        var members = new JsonObjectBuilder(4);
        do
        {
            SkipSpace();
            if (_at >= _utf8.Length || _utf8[_at] != (byte)'"')
            {
                throw Error("A member name in double quotes was expected");
            }

            var name = ReadString(isName: true);
            if (!TryTake((byte)':'))
            {
                throw Error("A colon was expected");
            }

            SkipSpace();
            members.Set(name, ReadValue(depth));
        } while (TryTake((byte)','));

        return TryTake((byte)'}') ? members.Build() : throw Error("A comma or a closing brace was expected");
    }

    private JsonValue ReadArray(int depth)
    {
        Enter(depth);
        if (TryTake((byte)']'))
        {
            return JsonArray.Empty;
        }

        var items = new JsonArrayBuilder(4);
        do
        {
            SkipSpace();
            items.Add(ReadValue(depth));
        } while (TryTake((byte)','));

        return TryTake((byte)']') ? items.Build() : throw Error("A comma or a closing bracket was expected");
    }

    private void Enter(int depth)
    {
        if (depth > limits.DepthMax)
        {
            throw Error($"The JSON text is nested deeper than {limits.DepthMax} levels");
        }

        // A language may read a text deep within its own recursion.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error("The JSON text is nested too deep for what is left of the stack");
        }

        _at++;
    }

    private JsonValue ReadNumber()
    {
        var start = _at;
        if (Peek() == '-')
        {
            _at++;
        }

        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            TakeDigits("A JSON value was expected");
        }

        var plain = true;
        if (Peek() == '.')
        {
            plain = false;
            _at++;
            TakeDigits("A digit was expected after the point");
        }

        if (Peek() is 'e' or 'E')
        {
            plain = false;
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            TakeDigits("A digit was expected in the exponent");
        }

        var text = _utf8[start.._at];
        if (text.Length > limits.NumberCharactersMax)
        {
            throw Error($"A number is longer than {limits.NumberCharactersMax} characters");
        }

        // Up to fifteen digits an integer is exact and prints as it was written; but "-0" does not.
        if (plain && text.Length <= 15 && text[0] != (byte)'-' && Utf8Parser.TryParse(text, out long whole, out _))
        {
            return JsonValue.FromNumber((double)whole);
        }

        // The grammar has been checked above; a number out of range reads as infinity, as in JavaScript.
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return JsonNumber.IsJavaScriptText(value, text)
            ? JsonValue.FromNumber(value)
            : JsonValue.FromNumber(value, Encoding.ASCII.GetString(text));
    }

    private readonly int Peek() => _at < _utf8.Length ? _utf8[_at] : -1;

    private void TakeDigits(string otherwise)
    {
        var start = _at;
        while (_at < _utf8.Length && _utf8[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Error(otherwise);
        }
    }

    private string ReadString(bool isName)
    {
        _at++;
        var rest = _utf8[_at..];
        var length = rest.IndexOfAny(EndsPlainText);
        if (length >= 0 && rest[length] == (byte)'"')
        {
            var text = isName ? DecodeName(rest[..length]) : Decode(rest[..length]);
            _at += length + 1;
            return text;
        }

        var builder = new StringBuilder();
        while (true)
        {
            rest = _utf8[_at..];
            length = rest.IndexOfAny(EndsPlainText);
            if (length < 0)
            {
                _at = _utf8.Length;
                throw Error("A string is not closed");
            }

            builder.Append(Decode(rest[..length]));
            _at += length;
            switch (_utf8[_at])
            {
                case (byte)'"':
                    _at++;
                    return builder.ToString();
                case (byte)'\\':
                    builder.Append(ReadEscape());
                    break;
                default:
                    throw Error("A control character must be escaped in a string");
            }
        }
    }

    private char ReadEscape()
    {
        _at++;
        var escape = Peek();
        _at++;
        switch (escape)
        {
            case '"' or '\\' or '/':
                return (char)escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                if (
                    _at + 4 <= _utf8.Length
                    && Utf8Parser.TryParse(_utf8.Slice(_at, 4), out ushort unit, out var used, 'x')
                    && used == 4
                )
                {
                    _at += 4;
                    return (char)unit;
                }

                throw Error("Four hexadecimal digits were expected");
            default:
                _at -= 2;
                throw Error("An unknown escape in a string");
        }
    }

    private string DecodeName(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > NameCacheBytesMax)
        {
            return Decode(text);
        }

        var slot = ((text[0] * 31) + (text[^1] * 7) + text.Length + (text[text.Length / 2] * 13)) % NameCacheSize;
        _names ??= new string?[NameCacheSize];
        ref var cached = ref _names[slot];
        if (cached is null || cached.Length != text.Length || !Ascii.Equals(text, cached))
        {
            cached = Decode(text);
        }

        return cached;
    }

    private readonly string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return text.IsEmpty ? string.Empty : Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Error("A string is not valid UTF-8");
        }
    }

    private bool TryTake(byte wanted)
    {
        SkipSpace();
        if (_at < _utf8.Length && _utf8[_at] == wanted)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Expect(ReadOnlySpan<byte> word)
    {
        if (!_utf8[_at..].StartsWith(word))
        {
            throw Error("A JSON value was expected");
        }

        _at += word.Length;
    }

    private void SkipSpace()
    {
        while (_at < _utf8.Length && _utf8[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    private readonly JsonFormatException Error(string message)
    {
        var at = Math.Min(_at, _utf8.Length);
        var before = _utf8[..at];
        var line = before.Count((byte)'\n') + 1;
        return new JsonFormatException(message, at, line, at - before.LastIndexOf((byte)'\n'));
    }
}
