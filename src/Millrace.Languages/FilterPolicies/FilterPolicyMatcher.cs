using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>Matches messages, one at a time, and keeps what that needs of memory from one to the next: use one for each thread.</summary>
public sealed class FilterPolicyMatcher
{
    private static readonly RuleSnapshot<int> _noRules = new RuleSet<int>().Snapshot;

    private readonly EventMatcher _matcher = new();
    private readonly AttributeDocument _attributes = new();

    /// <summary>Finds the subscriptions whose policy lets a message pass.</summary>
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
        if (policies.Attributes.Count > 0)
        {
            _matcher.Match(policies.Attributes, _attributes.Write(attributes), matched);
        }

        if (policies.Bodies.Count > 0)
        {
            _matcher.Match(policies.Bodies, body, matched);
        }

        if (policies.BodySearches.Count > 0 && _matcher.Match(policies.BodySearches, body, matched) is not null)
        {
            SearchOneByOne(policies, body, matched);
        }

        matched.Sort(before, matched.Count - before, null);
    }

    /// <summary>
    /// The event matcher gives up on all rules when one takes too many steps. Here a subscriber would keep the message from others, so
    /// each policy is given its own steps; one that needs more does not let the message pass.
    /// </summary>
    private void SearchOneByOne(FilterPolicySnapshot policies, ReadOnlySpan<byte> body, List<int> matched)
    {
        if (_matcher.Match(_noRules, body, matched) is not null)
        {
            // Not a JSON object.
            return;
        }

        foreach (var (id, policy) in policies.Searches)
        {
            var alone = new RuleSet<int>();
            alone.Put(id, policy.Pattern);
            _matcher.Match(alone.Snapshot, body, matched);
        }
    }
}
