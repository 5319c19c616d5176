using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <summary>Characters to UTF-8 and back, for texts that JSON escapes can put half a surrogate pair into.</summary>
/// <remarks>Half a pair becomes the three bytes its number would have, in patterns and events alike, so that it equals itself.</remarks>
internal static class Utf8Text
{
    public static byte[] GetBytes(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var at = 0; at < text.Length; )
        {
            length += Encode(CodePointAt(text, ref at), bytes.AsSpan(length));
        }

        return bytes.AsSpan(0, length).ToArray();
    }

    /// <summary>The code points of a text; half a surrogate pair counts as one.</summary>
    public static int[] CodePoints(string text)
    {
        var codePoints = new List<int>(text.Length);
        for (var at = 0; at < text.Length; )
        {
            codePoints.Add(CodePointAt(text, ref at));
        }

        return [.. codePoints];
    }

    /// <summary>The code point that starts at a place, which is moved behind it.</summary>
    public static int CodePointAt(string text, ref int at)
    {
        var unit = text[at++];
        return char.IsHighSurrogate(unit) && at < text.Length && char.IsLowSurrogate(text[at])
            ? char.ConvertToUtf32(unit, text[at++])
            : unit;
    }

    /// <summary>The code point that ends at a place, which is moved before it.</summary>
    public static int CodePointBefore(string text, ref int end)
    {
        var unit = text[--end];
        return char.IsLowSurrogate(unit) && end > 0 && char.IsHighSurrogate(text[end - 1])
            ? char.ConvertToUtf32(text[--end], unit)
            : unit;
    }

    /// <summary>Writes one code point and returns how many bytes it has.</summary>
    public static int Encode(int codePoint, Span<byte> bytes)
    {
        switch (codePoint)
        {
            case < 0x80:
                bytes[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                bytes[0] = (byte)(0xC0 | (codePoint >> 6));
                bytes[1] = Continuation(codePoint);
                return 2;
            case < 0x10000:
                bytes[0] = (byte)(0xE0 | (codePoint >> 12));
                bytes[1] = Continuation(codePoint >> 6);
                bytes[2] = Continuation(codePoint);
                return 3;
            default:
                bytes[0] = (byte)(0xF0 | (codePoint >> 18));
                bytes[1] = Continuation(codePoint >> 12);
                bytes[2] = Continuation(codePoint >> 6);
                bytes[3] = Continuation(codePoint);
                return 4;
        }
    }

    private static byte Continuation(int bits) => (byte)(0x80 | (bits & 0x3F));
}
