namespace Millrace.Languages.StatesLanguage;

/// <summary>The patterns of StringMatches: <c>*</c> is any number of characters, <c>\*</c> and <c>\\</c> are themselves.</summary>
/// <remarks>Time is at most the product of both lengths; nothing is remembered between calls.</remarks>
internal static class WildcardPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, position) = (0, 0);
        // Where to go on from when a guess about the last star turns out wrong.
        var (afterStar, retryFrom) = (-1, 0);
        while (position < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                afterStar = ++at;
                retryFrom = position;
                continue;
            }

            var width = Width(pattern, at);
            if (at < pattern.Length && pattern[at + width - 1] == text[position])
            {
                at += width;
                position++;
                continue;
            }

            if (afterStar < 0)
            {
                return false;
            }

            at = afterStar;
            position = ++retryFrom;
        }

        while (at < pattern.Length && pattern[at] == '*')
        {
            at++;
        }

        return at == pattern.Length;
    }

    private static int Width(ReadOnlySpan<char> pattern, int at) =>
        at + 1 < pattern.Length && pattern[at] == '\\' && (pattern[at + 1] is '*' or '\\') ? 2 : 1;
}
