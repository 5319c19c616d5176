using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.Languages.DataProtection;

/// <summary>Words that announce sensitive data: what looks like a bank account only is one near "account number".</summary>
/// <remarks>
/// Case does not count, and a space in a keyword may be left out, or be a hyphen or an underscore in the text. Source: SNS Developer
/// Guide, "Managed data identifiers", keyword requirements.
/// </remarks>
internal sealed class Keywords
{
    private readonly Regex _any;
    private readonly int _longest;

    public Keywords(params ReadOnlySpan<string> words)
    {
        // The longest first: of "nin" and "nino" the shorter would end in the middle of a word.
        var pattern = new StringBuilder();
        foreach (var word in words.ToArray().OrderByDescending(word => word.Length))
        {
            pattern
                .Append(pattern.Length > 0 ? "|" : "")
                .Append(Regex.Escape(word).Replace("\\ ", "[ _-]?", StringComparison.Ordinal));
            _longest = Math.Max(_longest, word.Length);
        }

        _any = new Regex(
            pattern.ToString(),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
            Regex.InfiniteMatchTimeout
        );
    }

    /// <summary>Whether one of them stands near a piece of a text, before or behind it.</summary>
    public bool AreNear(string text, Detection detection)
    {
        var reach = DataProtectionLimits.KeywordDistanceMax + _longest;
        return IsIn(text, Math.Max(0, detection.Start - reach), detection.Start, detection)
            || IsIn(text, detection.End, Math.Min(text.Length, detection.End + reach), detection);
    }

    private bool IsIn(string text, int start, int end, Detection announced)
    {
        foreach (var match in _any.EnumerateMatches(text.AsSpan(start, end - start)))
        {
            var (from, to) = (start + match.Index, start + match.Index + match.Length);
            var distance = to <= announced.Start ? announced.Start - to : from - announced.End;
            if (distance <= DataProtectionLimits.KeywordDistanceMax && IsWord(text, from, to))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Not the end or beginning of a longer word, as "cc" in "accept".</summary>
    private static bool IsWord(string text, int from, int to) =>
        (from == 0 || !char.IsLetterOrDigit(text[from - 1]) || !char.IsLetterOrDigit(text[from]))
        && (to == text.Length || !char.IsLetterOrDigit(text[to]) || !char.IsLetterOrDigit(text[to - 1]));
}
