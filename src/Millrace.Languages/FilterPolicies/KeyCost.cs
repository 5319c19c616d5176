using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>What the match expressions of one key cost a message.</summary>
/// <remarks>
/// A wildcard pattern is worth a point, or three when it has several wildcards, and an <c>anything-but</c> is worth one. A key is worth
/// the sum of these, times how many there are. Source: the SNS Developer Guide, "Wildcard pattern usage guidelines", which says "3 points
/// each" of several wildcards; we take it to be said of the pattern.
/// </remarks>
internal sealed class KeyCost
{
    private const int PointsOfSeveralWildcards = 3;

    private readonly List<WildcardMatcher> _wildcards = [];
    private int _patterns;
    private long _pointsOfPatterns;
    private bool _hasTooManyWildcards;

    /// <summary>What the key adds to <see cref="FilterPolicyLimits.WildcardPointsMax"/>.</summary>
    public long Points => _pointsOfPatterns * _patterns;

    /// <summary>Values in the lists of <c>anything-but</c>.</summary>
    public int ExcludedValues { get; private set; }

    /// <summary>Whether the key alone goes over a limit.</summary>
    public bool IsTooHigh =>
        _hasTooManyWildcards
        || Points > FilterPolicyLimits.WildcardPointsMax
        || WildcardComplexity.Score(_wildcards) > FilterPolicyLimits.WildcardStatesMax;

    /// <summary>Adds a match expression that has been found to be right.</summary>
    /// <param name="outline">The policy it is in.</param>
    /// <param name="at">The place of its opening brace.</param>
    public void Add(FilterPolicyOutline outline, int at)
    {
        switch (outline.Text(at + 1))
        {
            case "wildcard":
                AddWildcards(outline, at + 2);
                break;
            case "anything-but" when outline.Kind(at + 2) == PatternToken.ObjectStart:
                ExcludedValues += Count(outline, at + 4);
                if (outline.Text(at + 3) == "wildcard")
                {
                    AddWildcards(outline, at + 4);
                }
                else
                {
                    AddPattern(points: 1);
                }

                break;
            case "anything-but":
                ExcludedValues += Count(outline, at + 2);
                AddPattern(points: 1);
                break;
            default:
                break;
        }
    }

    /// <summary>Values in a list; 1 for a value that stands alone.</summary>
    private static int Count(FilterPolicyOutline outline, int at) =>
        outline.Kind(at) == PatternToken.ArrayStart ? outline.Behind(at) - at - 2 : 1;

    private void AddWildcards(FilterPolicyOutline outline, int at)
    {
        var first = outline.Kind(at) == PatternToken.ArrayStart ? at + 1 : at;
        for (var i = 0; i < Count(outline, at); i++)
        {
            var wildcard = WildcardMatcher.Parse(outline.Text(first + i));
            var wildcards = wildcard.Pieces.Length - 1;
            _hasTooManyWildcards |= wildcards > FilterPolicyLimits.WildcardsPerPatternMax;
            _wildcards.Add(wildcard);
            AddPattern(wildcards > 1 ? PointsOfSeveralWildcards : 1);
        }
    }

    private void AddPattern(int points)
    {
        _patterns++;
        _pointsOfPatterns += points;
    }
}
