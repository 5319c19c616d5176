using System.Globalization;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Moments as the language writes them: RFC 3339 with an upper-case T, and an upper-case Z or a numeric offset.</summary>
/// <remarks>Source: Amazon States Language, Timestamps; what is refused is recorded from AWS.</remarks>
internal static class Timestamps
{
    private static readonly string[] _formats = BuildFormats();

    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        moment = default;
        // The T is told apart here because the formats below would take a lower-case one.
        return text.Length is >= 17 and <= 40
            && text[10] == 'T'
            && (text[^1] == 'Z' || char.IsAsciiDigit(text[^1]))
            && DateTimeOffset.TryParseExact(
                TrimFraction(text),
                _formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out moment
            );
    }

    /// <summary>As the context object shows a moment: milliseconds and a Z.</summary>
    public static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // More than seven digits of a second are beyond our clock; they are dropped rather than refused.
    private static string TrimFraction(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return text;
        }

        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 > 7 ? string.Concat(text.AsSpan(0, point + 8), text.AsSpan(end)) : text;
    }

    private static string[] BuildFormats()
    {
        var formats = new List<string>();
        foreach (var time in (string[])["HH:mm:ss", "HH:mm"])
        {
            foreach (var zone in (string[])["'Z'", "zzz"])
            {
                formats.Add($"yyyy-MM-dd'T'{time}{zone}");
                for (var digits = 1; digits <= 7 && time.Length > 5; digits++)
                {
                    formats.Add($"yyyy-MM-dd'T'{time}.{new string('f', digits)}{zone}");
                }
            }
        }

        return [.. formats];
    }
}
