using System.Text.RegularExpressions;
using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a =~ /ab*/i</c>: the whole text of the value matches. Values that are no strings match as Java prints them.</summary>
/// <remarks>
/// The matcher takes time in proportion to the text and never backtracks; what needs that (lookaround, backreferences,
/// atomic groups) is refused when the path is compiled.
/// </remarks>
internal sealed class RegexCondition : Condition
{
    private readonly Operand _operand;
    private readonly Regex _regex;

    private RegexCondition(Operand operand, Regex regex)
    {
        _operand = operand;
        _regex = regex;
    }

    /// <summary>The condition, or null with the reason why the pattern cannot be used.</summary>
    /// <param name="operand">The value to match.</param>
    /// <param name="pattern">What stands between the slashes.</param>
    /// <param name="flags">What follows them: any of <c>i</c>, <c>m</c>, <c>s</c>, <c>x</c>.</param>
    /// <param name="reason">Why there is no condition.</param>
    public static RegexCondition? TryCreate(Operand operand, string pattern, string flags, out string reason)
    {
        reason = "";
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                default:
                    reason = $"unknown flag '{flag}'";
                    return null;
            }
        }

        try
        {
            return new RegexCondition(operand, WholeText(pattern, options));
        }
        catch (ArgumentException e)
        {
            reason = e.Message;
        }
        catch (NotSupportedException e)
        {
            reason = e.Message;
        }

        return null;
    }

    public override bool Holds(PathReading reading, JsonValue current)
    {
        var value = _operand.Value(reading, current);
        return !value.IsUndefined && !value.IsNull && _regex.IsMatch(JavaText.Of(value));
    }

    private static Regex WholeText(string pattern, RegexOptions options)
    {
#pragma warning disable MA0009 // NonBacktracking is always among the options: no pattern takes more than linear time.
        // Alone first, so that a stray parenthesis cannot close the group that the pattern is put in.
        _ = new Regex(pattern, options);

        // The line feed ends a comment, which an x pattern may have as its last.
        var end = options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : "";
        return new Regex($@"\A(?:{pattern}{end})\z", options);
#pragma warning restore MA0009
    }
}
