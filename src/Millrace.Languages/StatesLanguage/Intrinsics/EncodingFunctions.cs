using System.Security.Cryptography;
using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>States.Base64Encode, Base64Decode and Hash. Each gives undefined for arguments it does not take.</summary>
internal static class EncodingFunctions
{
    public static JsonValue Base64Encode(JsonValue text) =>
        IsShortText(text) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text.AsString())) : JsonValue.Undefined;

    /// <remarks>
    /// As lenient as AWS: characters outside both alphabets of Base64 are passed over, the first <c>=</c> ends the text, and
    /// it need not be there. Bytes that are no UTF-8 become U+FFFD.
    /// </remarks>
    public static JsonValue Base64Decode(JsonValue text)
    {
        if (!IsShortText(text))
        {
            return JsonValue.Undefined;
        }

        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var c in text.AsString())
        {
            if (c == '=')
            {
                break;
            }

            if (Digit(c) is not { } digit)
            {
                continue;
            }

            (bits, count) = ((bits << 6) | digit, count + 6);
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <remarks>Lower-case hex. Data that is no string is hashed as Java prints it: so does AWS, though its documentation refuses it.</remarks>
    public static JsonValue Hash(JsonValue data, JsonValue algorithm)
    {
        var text = JavaText.Of(data);
        if (data.IsNull || text.Length > IntrinsicLimits.EncodedCharactersMax || !algorithm.IsString)
        {
            return JsonValue.Undefined;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = algorithm.AsString() switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => null,
        };
        return hash is null ? JsonValue.Undefined : Convert.ToHexStringLower(hash);
    }

    private static bool IsShortText(JsonValue text) =>
        text.IsString && text.AsString().Length <= IntrinsicLimits.EncodedCharactersMax;

    private static int? Digit(char c) =>
        c switch
        {
            >= 'A' and <= 'Z' => c - 'A',
            >= 'a' and <= 'z' => c - 'a' + 26,
            >= '0' and <= '9' => c - '0' + 52,
            '+' or '-' => 62,
            '/' or '_' => 63,
            _ => null,
        };
}
