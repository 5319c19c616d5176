using System.Text.RegularExpressions;

namespace Millrace.Api;

/// <summary>A model's regular expression, which must match the whole text.</summary>
/// <param name="text">The expression as the model writes it.</param>
/// <param name="expression">The same for .NET, where that differs; null when it does not.</param>
/// <remarks>
/// Patterns come from models, texts from anybody: the expression runs without backtracking wherever it can be
/// compiled so, and else within <see cref="MatchMsMax"/>; a text that takes longer counts as not matching.
/// </remarks>
public sealed class ConstraintPattern(string text, string? expression = null)
{
    private const int MatchMsMax = 100;

    private readonly Lazy<Regex> _regex = new(() => Compile(expression ?? text));

    /// <summary>The expression as the model writes it.</summary>
    public string Text { get; } = text;

    /// <summary>True when the expression matches all of <paramref name="value"/>.</summary>
    public bool Matches(ReadOnlySpan<char> value)
    {
        try
        {
            return _regex.Value.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Compile(string expression)
    {
        var whole = $@"\A(?:{expression})\z";
        var timeout = TimeSpan.FromMilliseconds(MatchMsMax);
        try
        {
            return new Regex(whole, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, RegexOptions.CultureInvariant, timeout);
        }
    }
}
