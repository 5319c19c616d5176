using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>All policies of a <see cref="FilterPolicySet"/> at one moment. Immutable: any number of threads may match against it.</summary>
public sealed class FilterPolicySnapshot
{
    internal FilterPolicySnapshot(
        RuleSnapshot<int> attributes,
        RuleSnapshot<int> attributeSearches,
        RuleSnapshot<int> bodies,
        RuleSnapshot<int> bodySearches
    )
    {
        Attributes = attributes;
        AttributeSearches = attributeSearches;
        Bodies = bodies;
        BodySearches = bodySearches;
    }

    /// <summary>How many policies there are.</summary>
    public int Count => Attributes.Count + AttributeSearches.Count + Bodies.Count + BodySearches.Count;

    /// <summary>Policies over attributes, but for those in <see cref="AttributeSearches"/>.</summary>
    internal RuleSnapshot<int> Attributes { get; }

    /// <summary>Policies over attributes for which <see cref="FilterPolicy.SearchesForAbsence"/> holds.</summary>
    internal RuleSnapshot<int> AttributeSearches { get; }

    /// <summary>Policies over the body, but for those in <see cref="BodySearches"/>.</summary>
    internal RuleSnapshot<int> Bodies { get; }

    /// <summary>Policies over the body for which <see cref="FilterPolicy.SearchesForAbsence"/> holds.</summary>
    internal RuleSnapshot<int> BodySearches { get; }
}
