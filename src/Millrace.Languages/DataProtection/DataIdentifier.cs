using System.Text.RegularExpressions;

namespace Millrace.Languages.DataProtection;

/// <summary>Finds sensitive data of one kind.</summary>
/// <param name="name">As policies write it, without an ARN.</param>
/// <param name="expression">
/// What it looks like. Matched without backtracking, so that the time is in proportion to the text, whatever text and expression are.
/// </param>
/// <param name="check">What else must hold of it, such as a check digit; null for nothing.</param>
/// <param name="keywords">One of these must be near, unless <paramref name="standsAlone"/> says otherwise; null when none is needed.</param>
/// <param name="standsAlone">Whether a piece needs no keyword; null when all do.</param>
/// <param name="isWhole">It is not part of a longer word or number.</param>
internal sealed class DataIdentifier(
    string name,
    Regex expression,
    Func<string, bool>? check = null,
    Keywords? keywords = null,
    Func<string, bool>? standsAlone = null,
    bool isWhole = true
)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public string Name { get; } = name;

    /// <summary>An expression that is matched without backtracking.</summary>
    /// <exception cref="ArgumentException">It is no expression.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched without backtracking, or would need too much memory.</exception>
    public static Regex Expression(string pattern) => new(pattern, Options, Regex.InfiniteMatchTimeout);

    /// <summary>Every piece of the text that is sensitive, in order.</summary>
    public List<Detection> Find(string text)
    {
        var found = new List<Detection>();
        foreach (var match in expression.EnumerateMatches(text))
        {
            var detection = new Detection(match.Index, match.Index + match.Length);
            if (match.Length > 0 && (!isWhole || IsWhole(text, detection)) && Holds(text, detection))
            {
                found.Add(detection);
            }
        }

        return found;
    }

    private bool Holds(string text, Detection detection)
    {
        var piece = text[detection.Start..detection.End];
        return (check is null || check(piece))
            && (keywords is null || standsAlone?.Invoke(piece) == true || keywords.AreNear(text, detection));
    }

    private static bool IsWhole(string text, Detection detection) =>
        (detection.Start == 0 || !char.IsLetterOrDigit(text[detection.Start - 1]))
        && (detection.End == text.Length || !char.IsLetterOrDigit(text[detection.End]));
}
