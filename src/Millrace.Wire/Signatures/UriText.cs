using System.Text;

namespace Millrace.Wire.Signatures;

/// <summary>The percent encoding of signatures: everything but letters, digits and <c>-._~</c>, in upper-case hexadecimal.</summary>
/// <remarks>Source: IAM User Guide, Create a signed AWS API request, UriEncode().</remarks>
internal static class UriText
{
    private const string Hex = "0123456789ABCDEF";

    public static void Encode(ReadOnlySpan<byte> bytes, StringBuilder into)
    {
        foreach (var value in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                into.Append((char)value);
            }
            else
            {
                into.Append('%').Append(Hex[value >> 4]).Append(Hex[value & 15]);
            }
        }
    }

    /// <summary>Takes escapes back; a plus is a blank, as everywhere in query strings. What is no escape stays.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '%' && index + 2 < text.Length && IsHex(text[index + 1]) && IsHex(text[index + 2]))
            {
                bytes[count++] = Convert.FromHexString(text.Slice(index + 1, 2))[0];
                index += 2;
            }
            else if (character < 0x80)
            {
                bytes[count++] = character == '+' ? (byte)' ' : (byte)character;
            }
            else
            {
                var length = char.IsHighSurrogate(character) && index + 1 < text.Length ? 2 : 1;
                count += Encoding.UTF8.GetBytes(text.Slice(index, length), bytes.AsSpan(count));
                index += length - 1;
            }
        }

        return bytes[..count];
    }

    private static bool IsHex(char character) => char.IsAsciiHexDigit(character);
}
