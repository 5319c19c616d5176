using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Base 64 and the escapes of URLs. Of undefined, undefined.</summary>
internal static class EncodingFunctions
{
    // Source: ECMAScript, "URI Handling Functions". What has a meaning in a whole URL is kept in one.
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Every character is one byte; of those beyond 255 the lower half counts, as in the reference.</summary>
    public static JsonValue Base64Encode(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)Convert.ToBase64String([.. call.Text(0).Select(unit => (byte)unit)]);

    /// <summary>Characters that are not of the alphabet are passed over, as in the reference; both alphabets are known.</summary>
    public static JsonValue Base64Decode(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var result = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var unit in call.Text(0))
        {
            if (unit == '=')
            {
                break;
            }

            if (Sextet(unit) is { } sextet)
            {
                (bits, count) = ((bits << 6) | sextet, count + 6);
                if (count >= 8)
                {
                    count -= 8;
                    result.Append((char)((bits >> count) & 0xFF));
                }

                bits &= 0xFFFF;
            }
        }

        return result.ToString();
    }

    public static JsonValue EncodeUrlComponent(in JsonataCall call) => Encode(call, Unreserved, "encodeUrlComponent");

    public static JsonValue EncodeUrl(in JsonataCall call) => Encode(call, Unreserved + Reserved, "encodeUrl");

    public static JsonValue DecodeUrlComponent(in JsonataCall call) => Decode(call, "", "decodeUrlComponent");

    public static JsonValue DecodeUrl(in JsonataCall call) => Decode(call, Reserved, "decodeUrl");

    private static int? Sextet(char unit) =>
        unit switch
        {
            >= 'A' and <= 'Z' => unit - 'A',
            >= 'a' and <= 'z' => unit - 'a' + 26,
            >= '0' and <= '9' => unit - '0' + 52,
            '+' or '-' => 62,
            '/' or '_' => 63,
            _ => null,
        };

    private static JsonValue Encode(in JsonataCall call, string kept, string name)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        var result = new StringBuilder();
        try
        {
            foreach (var unit in Strict.GetBytes(text))
            {
                if (kept.Contains((char)unit, StringComparison.Ordinal))
                {
                    result.Append((char)unit);
                }
                else
                {
                    result.Append('%').Append(unit.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
        catch (EncoderFallbackException)
        {
            throw Malformed(text, name);
        }

        return result.ToString();
    }

    private static JsonValue Decode(in JsonataCall call, string kept, string name)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; )
        {
            if (text[i] != '%')
            {
                result.Append(text[i++]);
                continue;
            }

            // One character at a time: what it says must be whole, and what is reserved stays escaped.
            var lead = EscapedByte(text, i) ?? throw Malformed(text, name);
            var bytes = new byte[LengthOf(lead) ?? throw Malformed(text, name)];
            for (var k = 0; k < bytes.Length; k++)
            {
                bytes[k] = EscapedByte(text, i + (3 * k)) ?? throw Malformed(text, name);
            }

            var isKept = bytes.Length == 1 && kept.Contains((char)lead, StringComparison.Ordinal);
            result.Append(isKept ? text.Substring(i, 3) : Character(bytes) ?? throw Malformed(text, name));
            i += 3 * bytes.Length;
        }

        return result.ToString();
    }

    private static string? Character(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte? EscapedByte(string text, int at) =>
        at + 2 < text.Length
        && text[at] == '%'
        && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)
            ? value
            : null;

    /// <summary>The bytes of a character in UTF-8 by its first, or null when none starts so.</summary>
    private static int? LengthOf(byte lead) =>
        lead switch
        {
            < 0x80 => 1,
            >= 0xC2 and < 0xE0 => 2,
            >= 0xE0 and < 0xF0 => 3,
            >= 0xF0 and < 0xF5 => 4,
            _ => null,
        };

    private static JsonataException Malformed(string text, string name) =>
        new JsonataException("D3140", text).With("functionName", name);
}
