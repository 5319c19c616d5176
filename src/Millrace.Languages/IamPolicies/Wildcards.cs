namespace Millrace.Languages.IamPolicies;

/// <summary>Matching with <c>*</c> (any characters, also none) and <c>?</c> (exactly one).</summary>
internal static class Wildcards
{
    /// <summary>A pattern's sign for any characters; other signs below zero are single ones, all others are characters.</summary>
    public const int AnyRun = -1;

    /// <summary>A pattern's sign for one character.</summary>
    public const int AnyOne = -2;

    /// <summary>
    /// Whether the whole text matches. Goes back to the last star only, so it takes at most the product of both lengths.
    /// </summary>
    public static bool Match(ReadOnlySpan<int> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        var at = 0;
        var star = -1;
        var resume = 0;
        for (var index = 0; index < text.Length; )
        {
            if (at < pattern.Length && pattern[at] == AnyRun)
            {
                star = at++;
                resume = index;
            }
            else if (at < pattern.Length && MatchOne(pattern[at], text[index], ignoreCase))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].IndexOfAnyExcept(AnyRun) < 0;
    }

    private static bool MatchOne(int sign, char character, bool ignoreCase) =>
        sign == AnyOne
        || sign == character
        || (ignoreCase && sign >= 0 && char.ToUpperInvariant((char)sign) == char.ToUpperInvariant(character));
}
