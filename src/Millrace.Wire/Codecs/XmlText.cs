using System.Buffers;

namespace Millrace.Wire.Codecs;

/// <summary>Texts as XML character data.</summary>
/// <remarks>
/// Markup and the double quote become entities, as SQS writes them; a carriage return becomes <c>&amp;#xD;</c>, because a
/// parser would turn it into a line feed. What XML 1.0 cannot carry at all (control characters, U+FFFE, U+FFFF) becomes
/// U+FFFD: a document that no parser accepts would lose the whole answer.
/// </remarks>
internal static class XmlText
{
    private const string Special = "&<>\"\r";

    private static readonly SearchValues<char> SpecialChars = SearchValues.Create([
        .. Special,
        .. Controls(),
        '\uFFFE',
        '\uFFFF',
    ]);

    /// <summary>As above; U+FFFE and U+FFFF begin with 0xEF, as some allowed characters do.</summary>
    private static readonly SearchValues<byte> SpecialBytes = SearchValues.Create(
        Array.ConvertAll<char, byte>([.. Special, .. Controls(), '\u00EF'], character => (byte)character)
    );

    /// <summary>A text of UTF-16; a lone surrogate becomes U+FFFD.</summary>
    public static void Write(ref Utf8Output output, scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(SpecialChars);
            if (plain < 0)
            {
                output.WriteRaw(text);
                return;
            }

            output.WriteRaw(text[..plain]);
            output.Write(Entity(text[plain]));
            text = text[(plain + 1)..];
        }
    }

    /// <summary>A text of valid UTF-8.</summary>
    public static void Write(ref Utf8Output output, scoped ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAny(SpecialBytes);
            if (plain < 0)
            {
                output.Write(utf8);
                return;
            }

            output.Write(utf8[..plain]);
            utf8 = utf8[plain..];
            var length = 1;
            if (utf8[0] == 0xEF)
            {
                length = 3;
                output.Write(IsNonCharacter(utf8) ? "\uFFFD"u8 : utf8[..length]);
            }
            else
            {
                output.Write(Entity((char)utf8[0]));
            }

            utf8 = utf8[length..];
        }
    }

    private static ReadOnlySpan<byte> Entity(char character) =>
        character switch
        {
            '&' => "&amp;"u8,
            '<' => "&lt;"u8,
            '>' => "&gt;"u8,
            '"' => "&quot;"u8,
            '\r' => "&#xD;"u8,
            _ => "\uFFFD"u8,
        };

    private static bool IsNonCharacter(ReadOnlySpan<byte> utf8) => utf8[1] == 0xBF && utf8[2] >= 0xBE;

    private static IEnumerable<char> Controls() => Enumerable.Range(0, ' ').Select(code => (char)code).Except("\t\n\r");
}
