using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>The match expressions of filter policies: those of event patterns, apart from what is said here.</summary>
internal static class MatchExpression
{
    /// <summary>
    /// <c>{"exists": true}</c>: to SNS a null or an empty text is not there. Nor does it make <c>{"exists": false}</c> hold.
    /// Source: the SNS Developer Guide, "Key matching".
    /// </summary>
    private static readonly Matcher _exists = new AnythingButMatcher([
        new LiteralMatcher(FieldValueKind.Null),
        new StringMatcher(""),
    ]);

    /// <summary>Reads behind the opening brace up to and with the closing one.</summary>
    /// <param name="reader">What reads, and stands on the opening brace.</param>
    /// <param name="outline">The policy.</param>
    /// <param name="at">Where in the outline the opening brace is.</param>
    public static Matcher Read(PatternReader reader, FilterPolicyOutline outline, int at)
    {
        RefuseExclusionOfOtherThanTexts(reader, outline, at);
        return MatchExpressionParser.Read(reader) switch
        {
            ExistsMatcher { Exists: true } => _exists,
            NumericMatcher range => Clamp(range),
            var matcher => matcher,
        };
    }

    /// <summary>SNS has words of its own for an <c>anything-but</c> whose <c>prefix</c> or <c>suffix</c> is no text.</summary>
    private static void RefuseExclusionOfOtherThanTexts(PatternReader reader, FilterPolicyOutline outline, int at)
    {
        if (
            outline.Kind(at + 1) != PatternToken.Name
            || outline.Text(at + 1) != "anything-but"
            || outline.Kind(at + 2) != PatternToken.ObjectStart
            || outline.Kind(at + 3) != PatternToken.Name
            || outline.Text(at + 3) is not ("prefix" or "suffix")
            || outline.Kind(at + 4) is PatternToken.String or PatternToken.ArrayStart
        )
        {
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            reader.Next();
        }

        throw reader.Reject($"{outline.Text(at + 3)} match pattern must be a string");
    }

    /// <summary>Numbers go from minus to plus <see cref="FilterPolicyLimits.NumberMax"/>: a range ends there, and may not begin beyond.</summary>
    private static NumericMatcher Clamp(NumericMatcher range)
    {
        const double max = FilterPolicyLimits.NumberMax;
        if (IsBeyond(range.Low) || IsBeyond(range.High))
        {
            // From memory of event-ruler's text; no recording of it is at hand.
            throw new FilterPolicyException(
                new FilterPolicyRejection("Value must be between -1.0E9 and 1.0E9, inclusive", Location: "")
            );
        }

        return new NumericMatcher(Math.Max(range.Low, -max), false, Math.Min(range.High, max), false);
    }

    /// <summary>Whether a bound is no number a policy may name. One that is itself outside of its range has been moved by a step.</summary>
    private static bool IsBeyond(double bound) =>
        double.IsFinite(bound) && Math.Abs(bound) > Math.BitIncrement(FilterPolicyLimits.NumberMax);
}
