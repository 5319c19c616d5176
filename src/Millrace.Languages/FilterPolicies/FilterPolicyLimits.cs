namespace Millrace.Languages.FilterPolicies;

/// <summary>How much one filter policy may ask for. Going over any of these is a <see cref="FilterPolicyRejection"/>.</summary>
/// <remarks>Source, where none is named: the SNS Developer Guide, "Filter policy constraints". How many policies a topic or account may have is not asked here.</remarks>
public static class FilterPolicyLimits
{
    /// <summary>Bytes of the policy's text in UTF-8.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>Keys that have values. Those around them do not count, and a key in several alternatives of an <c>$or</c> counts once.</summary>
    public const int KeysMax = 5;

    /// <summary>
    /// Combinations: for each key its values times the levels it is nested, multiplied for the keys that must hold together, and summed
    /// over the alternatives of an <c>$or</c>.
    /// </summary>
    public const int CombinationsMax = 150;

    /// <summary>The highest number a policy may name, and with a minus the lowest. Numbers of messages beyond are in no range.</summary>
    public const double NumberMax = 1e9;

    /// <summary>Wildcards (<c>*</c>) in one pattern.</summary>
    public const int WildcardsPerPatternMax = 3;

    /// <summary>Points of all fields together; see <see cref="WildcardPoints"/>.</summary>
    public const int WildcardPointsMax = 100;

    /// <summary>
    /// Our own: the <see cref="EventPatterns.WildcardComplexity"/> of one field, which grows with repetitions such as in <c>*aaaaaaaa</c> and multiplies
    /// the cost of a message.
    /// </summary>
    public const int WildcardStatesMax = 256;

    /// <summary>Our own: values in all lists of <c>anything-but</c> together. A message's values are compared with each of them.</summary>
    public const int ExcludedValuesMax = 256;

    /// <summary>Our own: keys with values, each time they are written.</summary>
    public const int KeysWrittenMax = KeysMax * CombinationsMax;

    /// <summary>
    /// Our own: steps that one message may cost for all policies together that search its arrays, about a tenth of a second; to look at a value
    /// and to compare two are a step each. Of them a policy gets <see cref="EventPatterns.EventLimits.ArrayStepsMax"/> at most.
    /// </summary>
    public const int SearchStepsMax = 10_000_000;

    /// <summary>Objects and arrays inside each other. Jackson, which AWS parses with, stops there.</summary>
    public const int DepthMax = 1000;
}
