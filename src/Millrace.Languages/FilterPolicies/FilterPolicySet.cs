using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>The filter policies of all subscriptions of a topic, which come and go while messages are matched against them.</summary>
/// <remarks>
/// Who matches takes the <see cref="Snapshot"/>, without a lock. Who changes makes a new one, which shares nearly everything with the
/// one before: a change costs some microseconds, however many policies there are. The same policies match the same messages in
/// whatever order they were put in.
/// </remarks>
public sealed class FilterPolicySet
{
    private readonly Lock _changing = new();
    private readonly RuleSet<int> _attributes = new();
    private readonly RuleSet<int> _attributeSearches = new();
    private readonly RuleSet<int> _bodies = new();
    private readonly RuleSet<int> _bodySearches = new();
    private FilterPolicySnapshot? _snapshot;

    /// <summary>The policies as they are now.</summary>
    public FilterPolicySnapshot Snapshot => Volatile.Read(ref _snapshot) ?? TakeSnapshot();

    /// <summary>Adds the policy of a subscription, or gives it another one.</summary>
    /// <param name="id">What the caller calls the subscription.</param>
    /// <param name="policy">Not <see cref="FilterPolicy.IsEmpty"/>: such a subscription has no policy, and receives every message.</param>
    public void Put(int id, FilterPolicy policy)
    {
        if (policy.IsEmpty)
        {
            throw new ArgumentException("An empty policy takes a subscription's policy off; remove it.", nameof(policy));
        }

        lock (_changing)
        {
            RemoveOne(id);
            RulesFor(policy).Put(id, policy.Pattern);
            _snapshot = null;
        }
    }

    /// <summary>Takes the policy of a subscription out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(int id)
    {
        lock (_changing)
        {
            var wasThere = RemoveOne(id);
            _snapshot = null;
            return wasThere;
        }
    }

    private RuleSet<int> RulesFor(FilterPolicy policy) =>
        (policy.Scope, policy.SearchesForAbsence) switch
        {
            (FilterPolicyScope.MessageBody, true) => _bodySearches,
            (FilterPolicyScope.MessageBody, false) => _bodies,
            (_, true) => _attributeSearches,
            _ => _attributes,
        };

    private bool RemoveOne(int id) =>
        _attributes.Remove(id) || _attributeSearches.Remove(id) || _bodies.Remove(id) || _bodySearches.Remove(id);

    private FilterPolicySnapshot TakeSnapshot()
    {
        lock (_changing)
        {
            return _snapshot ??= new FilterPolicySnapshot(
                _attributes.Snapshot,
                _attributeSearches.Snapshot,
                _bodies.Snapshot,
                _bodySearches.Snapshot
            );
        }
    }
}
