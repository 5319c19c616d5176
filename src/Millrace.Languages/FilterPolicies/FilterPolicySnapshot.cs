using System.Collections.Immutable;
using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>All policies of a <see cref="FilterPolicySet"/> at one moment. Immutable: any number of threads may match against it.</summary>
public sealed class FilterPolicySnapshot
{
    internal FilterPolicySnapshot(
        RuleSnapshot<int> attributes,
        RuleSnapshot<int> bodies,
        RuleSnapshot<int> bodySearches,
        ImmutableSortedDictionary<int, FilterPolicy> searches
    )
    {
        Attributes = attributes;
        Bodies = bodies;
        BodySearches = bodySearches;
        Searches = searches;
    }

    /// <summary>How many policies there are.</summary>
    public int Count => Attributes.Count + Bodies.Count + BodySearches.Count;

    internal RuleSnapshot<int> Attributes { get; }

    /// <summary>Policies over the body, but for those in <see cref="BodySearches"/>.</summary>
    internal RuleSnapshot<int> Bodies { get; }

    /// <summary>Policies over the body for which <see cref="FilterPolicy.SearchesForAbsence"/> holds.</summary>
    internal RuleSnapshot<int> BodySearches { get; }

    /// <summary>The same as <see cref="BodySearches"/>, one by one.</summary>
    internal ImmutableSortedDictionary<int, FilterPolicy> Searches { get; }
}
