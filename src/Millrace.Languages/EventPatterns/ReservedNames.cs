using System.Collections.Frozen;

namespace Millrace.Languages.EventPatterns;

/// <summary>Names that keep an <c>$or</c> from being an operator when one of its objects has a field of that name.</summary>
/// <remarks>Source: the reserved words of event-ruler 2.0.1, which the Developer Guides of EventBridge and SNS ("AND/OR logic") refer to.</remarks>
internal static class ReservedNames
{
    public static FrozenSet<string> All { get; } =
        FrozenSet.ToFrozenSet([
            "exactly",
            "equals-ignore-case",
            "prefix",
            "suffix",
            "anything-but",
            "exists",
            "wildcard",
            "numeric",
            "cidr",
            "html",
            "=",
            "<",
            "<=",
            ">",
            ">=",
            "regex",
            "not-wildcard",
            "not-equals-ignore-case",
            "date-after",
            "date-on-or-after",
            "date-before",
            "date-on-or-before",
            "in-date-range",
            "ip-address-in-range",
            "ip-address-not-in-range",
        ]);
}
