using System.Buffers;
using System.Text;

namespace Millrace.Wire.Codecs;

/// <summary>Texts as JSON strings, escaping only what JSON demands: the quote, the backslash and control characters.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> EscapedChars = SearchValues.Create([.. Controls(), '"', '\\']);

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(
        Encoding.ASCII.GetBytes([.. Controls(), '"', '\\'])
    );

    /// <summary>A string of UTF-16, quotes included; a lone surrogate becomes U+FFFD.</summary>
    public static void Write(ref Utf8Output output, scoped ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(EscapedChars);
            if (plain < 0)
            {
                output.WriteRaw(text);
                break;
            }

            output.WriteRaw(text[..plain]);
            WriteEscape(ref output, (byte)text[plain]);
            text = text[(plain + 1)..];
        }

        output.Write((byte)'"');
    }

    /// <summary>A string of valid UTF-8, quotes included.</summary>
    public static void Write(ref Utf8Output output, scoped ReadOnlySpan<byte> utf8)
    {
        output.Write((byte)'"');
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAny(EscapedBytes);
            if (plain < 0)
            {
                output.Write(utf8);
                break;
            }

            output.Write(utf8[..plain]);
            WriteEscape(ref output, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }

        output.Write((byte)'"');
    }

    /// <summary>A number; what JSON has no digits for becomes the text that AWS's clients read (Smithy, AWS JSON 1.0 protocol).</summary>
    public static void WriteNumber(ref Utf8Output output, double value)
    {
        if (double.IsFinite(value))
        {
            output.Write(value);
        }
        else
        {
            output.Write(
                double.IsNaN(value) ? "\"NaN\""u8
                : value > 0 ? "\"Infinity\""u8
                : "\"-Infinity\""u8
            );
        }
    }

    /// <summary>The counterpart of <see cref="WriteNumber"/> for what JSON has no digits for.</summary>
    public static bool TryReadNonFinite(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
        }
        else if (text.SequenceEqual("Infinity"u8))
        {
            value = double.PositiveInfinity;
        }
        else if (text.SequenceEqual("-Infinity"u8))
        {
            value = double.NegativeInfinity;
        }

        return !double.IsFinite(value);
    }

    private static void WriteEscape(ref Utf8Output output, byte value)
    {
        output.Write((byte)'\\');
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                output.Write(value);
                break;
            case (byte)'\n':
                output.Write((byte)'n');
                break;
            case (byte)'\r':
                output.Write((byte)'r');
                break;
            case (byte)'\t':
                output.Write((byte)'t');
                break;
            default:
                output.Write("u00"u8);
                output.Write(HexDigit(value >> 4));
                output.Write(HexDigit(value & 0xF));
                break;
        }
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static IEnumerable<char> Controls() => Enumerable.Range(0, ' ').Select(code => (char)code);
}
