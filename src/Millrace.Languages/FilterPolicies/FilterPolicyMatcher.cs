using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>Matches messages, one at a time, and keeps what that needs of memory from one to the next: use one for each thread.</summary>
public sealed class FilterPolicyMatcher
{
    private readonly EventMatcher _matcher = new();
    private readonly AttributeDocument _attributes = new();
    private readonly List<int> _matched = [];

    /// <summary>Steps that policies for which <see cref="FilterPolicy.SearchesForAbsence"/> holds took for the last message.</summary>
    public long SearchSteps { get; private set; }

    /// <summary>Finds the subscriptions whose policy lets a message pass.</summary>
    /// <remarks>
    /// Policies that search arrays share <see cref="FilterPolicyLimits.SearchStepsMax"/>, in ascending order of their ids.
    /// </remarks>
    /// <param name="policies">The policies, as they were at some moment.</param>
    /// <param name="attributes">The attributes of the message.</param>
    /// <param name="body">The message, UTF-8. When it is not a JSON object, no policy over the body lets it pass.</param>
    /// <param name="matched">Receives the ids in ascending order, each once; whatever is in it stays in front.</param>
    public void Match(
        FilterPolicySnapshot policies,
        ReadOnlySpan<MessageAttribute> attributes,
        ReadOnlySpan<byte> body,
        List<int> matched
    )
    {
        var before = matched.Count;
        SearchSteps = 0;
        if (policies.Attributes.Count + policies.AttributeSearches.Count > 0)
        {
            var document = _attributes.Write(attributes);
            Match(policies.Attributes, document, matched);
            Search(policies.AttributeSearches, document, matched);
        }

        Match(policies.Bodies, body, matched);
        Search(policies.BodySearches, body, matched);
        matched.Sort(before, matched.Count - before, null);
    }

    /// <summary>Whether one policy alone lets a message pass.</summary>
    public bool Passes(FilterPolicy policy, ReadOnlySpan<MessageAttribute> attributes, ReadOnlySpan<byte> body)
    {
        _matched.Clear();
        Match(policy.Alone, attributes, body, _matched);
        return _matched.Count > 0;
    }

    /// <summary>A policy that takes too many steps does not let the message pass, and keeps it from nobody else.</summary>
    private void Match(RuleSnapshot<int> policies, ReadOnlySpan<byte> json, List<int> matched)
    {
        if (policies.Count > 0)
        {
            _matcher.Match(policies, json, long.MaxValue, matched);
        }
    }

    private void Search(RuleSnapshot<int> policies, ReadOnlySpan<byte> json, List<int> matched)
    {
        if (policies.Count > 0)
        {
            _matcher.Match(policies, json, FilterPolicyLimits.SearchStepsMax - SearchSteps, matched);
            SearchSteps += _matcher.StepsTaken;
        }
    }
}
