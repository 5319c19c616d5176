namespace Millrace.Sns;

/// <summary>The subscriptions of a topic that have not ended, in the order in which they were made: counted, and to be listed from any of them on.</summary>
/// <param name="comparer">Compares numbers, in their order; another one than usual may count how often.</param>
internal sealed class SubscriptionListing(IComparer<int>? comparer = null)
{
    private readonly SortedSet<int> _all = new(comparer);
    private readonly Dictionary<string, SortedSet<int>> _byOwner = new(StringComparer.Ordinal);
    private readonly HashSet<int> _pending = [];

    public int ConfirmedCount => _all.Count - _pending.Count;

    public int PendingCount => _pending.Count;

    /// <summary>Takes a subscription in as it is now, whether it is known or not.</summary>
    public void Put(Subscription subscription)
    {
        if (subscription.IsEnded)
        {
            Remove(subscription);
            return;
        }

        _all.Add(subscription.Number);
        if (!_byOwner.TryGetValue(subscription.Owner, out var own))
        {
            own = new SortedSet<int>(comparer);
            _byOwner.Add(subscription.Owner, own);
        }

        own.Add(subscription.Number);
        if (subscription.IsConfirmed)
        {
            _pending.Remove(subscription.Number);
        }
        else
        {
            _pending.Add(subscription.Number);
        }
    }

    public void Remove(Subscription subscription)
    {
        _all.Remove(subscription.Number);
        _pending.Remove(subscription.Number);
        if (_byOwner.TryGetValue(subscription.Owner, out var own) && own.Remove(subscription.Number) && own.Count == 0)
        {
            _byOwner.Remove(subscription.Owner);
        }
    }

    public void Clear()
    {
        _all.Clear();
        _byOwner.Clear();
        _pending.Clear();
    }

    /// <summary>The numbers after one, ascending. What comes before costs nothing.</summary>
    public IEnumerable<int> After(int number) => After(_all, number);

    /// <summary>The numbers after one of what an account has subscribed.</summary>
    public IEnumerable<int> After(int number, string owner) => _byOwner.TryGetValue(owner, out var own) ? After(own, number) : [];

    private static IEnumerable<int> After(SortedSet<int> numbers, int number) =>
        numbers.GetViewBetween(number, int.MaxValue).SkipWhile(at => at == number);
}
