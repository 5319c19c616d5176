using Millrace.Engine;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Sns;

/// <summary>Who has subscribed, and which of them a message is for.</summary>
public sealed partial class Topic
{
    private readonly SortedDictionary<int, Subscription> _subscriptions = [];
    private readonly Dictionary<Guid, Subscription> _byId = [];
    private readonly Dictionary<(string Protocol, string Endpoint), Subscription> _byEndpoint = [];
    private readonly Dictionary<string, Subscription> _byToken = new(StringComparer.Ordinal);

    /// <summary>Those that go unless somebody confirms them, or takes their end back, until a time.</summary>
    private readonly SortedSet<(DateTimeOffset Until, int Number)> _unconfirmed = [];
    private readonly SubscriptionListing _listed = new();
    private readonly SortedSet<int> _unfiltered = [];
    private readonly HashSet<int> _throttled = [];
    private readonly FilterPolicySet _filters = new();
    private FilterPolicyMatcher? _matcher;
    private int _lastSubscription;

    internal int ConfirmedCount => _listed.ConfirmedCount;

    internal int PendingCount => _listed.PendingCount;

    /// <summary>Subscriptions that have not ended.</summary>
    internal int SubscriptionCount => _byEndpoint.Count;

    /// <summary>Subscriptions ended since the topic was created.</summary>
    internal int DeletedCount { get; private set; }

    internal int NextSubscription => _lastSubscription + 1;

    /// <summary>The subscription of an id; null also for one that has ended and could still be taken back.</summary>
    internal Subscription? Find(Guid id) => _byId.GetValueOrDefault(id) is { IsEnded: false } subscription ? subscription : null;

    /// <summary>The account that made a subscription, and may manage it in another's topic; null when there is none of that ARN.</summary>
    internal string? OwnerOf(string? subscriptionArn) =>
        subscriptionArn is null ? null : Find(TopicAddress.SubscriptionOf(subscriptionArn))?.Owner;

    internal Subscription? Find(string protocol, string endpoint) => _byEndpoint.GetValueOrDefault((protocol, endpoint));

    /// <summary>The subscription whose confirmation was asked for with this token, while that is good.</summary>
    internal Subscription? FindByToken(string token, DateTimeOffset now) =>
        _byToken.GetValueOrDefault(token) is { } subscription && subscription.TokenUntil > now ? subscription : null;

    /// <summary>The subscriptions made after a number, for a page of a listing.</summary>
    internal IEnumerable<Subscription> SubscriptionsAfter(int number) =>
        _listed.After(number).Select(next => _subscriptions[next]);

    /// <summary>The same of what an account has subscribed.</summary>
    internal IEnumerable<Subscription> SubscriptionsAfter(int number, string owner) =>
        _listed.After(number, owner).Select(next => _subscriptions[next]);

    /// <summary>The numbers of all confirmed subscriptions that a message is for, in order.</summary>
    /// <param name="now">Milliseconds since the epoch.</param>
    internal List<int> Match(IReadOnlyList<StoredAttribute> attributes, ReadOnlyMemory<byte> body, long now)
    {
        var matching = new List<int>(_unfiltered);
        var filters = _filters.Snapshot;
        if (filters.Count > 0)
        {
            _matcher ??= new FilterPolicyMatcher();
            _matcher.Match(filters, FilterMatching.Of(attributes), body.Span, matching);
            matching.Sort();
        }

        if (IsFifo)
        {
            RemoveWhoReplays(matching, now);
        }

        return matching;
    }

    private void ApplySubscribed(Subscribed subscribed)
    {
        var subscription = new Subscription(subscribed.Number, subscribed.Id, Arn, subscribed.Protocol, subscribed.Endpoint)
        {
            Owner = subscribed.Owner,
            Principal = subscribed.Principal,
            CreatedAt = subscribed.At,
            WasAuthenticated = subscribed.IsConfirmed,
            IsConfirmed = subscribed.IsConfirmed,
            Attributes = SubscriptionAttributes.Default.With(subscribed.Attributes),
            TokenUntil = subscribed.At + TimeSpan.FromSeconds(Limits.TokenSeconds),
        };
        Add(subscription);
        if (subscription.IsConfirmed)
        {
            BeginReplay(subscription, null);
        }
    }

    private void Add(Subscription subscription)
    {
        _lastSubscription = Math.Max(_lastSubscription, subscription.Number);
        _subscriptions.Add(subscription.Number, subscription);
        _byId.Add(subscription.Id, subscription);
        _listed.Put(subscription);
        if (!subscription.IsEnded)
        {
            _byEndpoint[(subscription.Protocol, subscription.Endpoint)] = subscription;
        }

        if (subscription is { IsConfirmed: true, IsEnded: false })
        {
            Index(subscription);
        }

        Await(subscription, subscription.Token, subscription.TokenUntil);
    }

    /// <summary>From now on this token, and no other, confirms a subscription or takes its end back.</summary>
    private void Await(Subscription subscription, string? token, DateTimeOffset until)
    {
        StopAwaiting(subscription);
        subscription.Token = token;
        subscription.TokenUntil = until;
        if (token is not null)
        {
            _byToken[token] = subscription;
        }

        if (!subscription.IsConfirmed || subscription.IsEnded)
        {
            _unconfirmed.Add((until, subscription.Number));
        }
    }

    private void StopAwaiting(Subscription subscription)
    {
        _unconfirmed.Remove((subscription.TokenUntil, subscription.Number));
        if (subscription.Token is { } token)
        {
            _byToken.Remove(token);
        }
    }

    private void ApplyConfirmed(SubscriptionConfirmed confirmed)
    {
        if (_subscriptions.TryGetValue(confirmed.Number, out var subscription))
        {
            subscription.AuthenticatesUnsubscribe |= confirmed.AuthenticatesUnsubscribe;
            if (subscription.IsEnded)
            {
                subscription.IsEnded = false;
                DeletedCount--;
                _byEndpoint[(subscription.Protocol, subscription.Endpoint)] = subscription;
            }

            var isNew = !subscription.IsConfirmed;
            subscription.IsConfirmed = true;
            _listed.Put(subscription);
            _unconfirmed.Remove((subscription.TokenUntil, subscription.Number));
            Unindex(subscription);
            Index(subscription);
            if (isNew)
            {
                BeginReplay(subscription, null);
            }
        }
    }

    private void ApplySubscriptionAttributes(SubscriptionAttributesSet set)
    {
        if (!_subscriptions.TryGetValue(set.Number, out var subscription))
        {
            return;
        }

        var replay = subscription.Attributes.Replay;
        subscription.Attributes = subscription.Attributes.With(set.Attributes);
        if (subscription is { IsConfirmed: true, IsEnded: false })
        {
            Unindex(subscription);
            Index(subscription);
        }

        // Nobody is given anything that has not confirmed that it wants it.
        if (subscription is { IsConfirmed: true, IsEnded: false } && subscription.Attributes.Replay != replay)
        {
            BeginReplay(subscription, replay);
        }
    }

    private void ApplyRemoved(SubscriptionRemoved removed)
    {
        if (_subscriptions.Remove(removed.Number, out var subscription))
        {
            End(subscription);
            StopAwaiting(subscription);
            _byId.Remove(subscription.Id);
        }
    }

    /// <summary>A subscription has ended: nothing is for it any more, and what was on its way to it is dropped.</summary>
    private void End(Subscription subscription)
    {
        EndReplay(subscription.Number);
        if (!subscription.IsEnded)
        {
            subscription.IsEnded = true;
            _listed.Remove(subscription);
            DeletedCount++;
            _byEndpoint.Remove((subscription.Protocol, subscription.Endpoint));
            Unindex(subscription);
        }

        foreach (var (call, _) in _deliveries.Where(delivery => delivery.Value.Subscription == subscription.Number).ToList())
        {
            EndDelivery(call);
        }
    }

    private void Index(Subscription subscription)
    {
        if (subscription.Attributes.Filter is { } filter)
        {
            _filters.Put(subscription.Number, filter);
        }
        else
        {
            _unfiltered.Add(subscription.Number);
        }

        if (ReceivesPerSecond(subscription) is not null)
        {
            _throttled.Add(subscription.Number);
        }
    }

    private void Unindex(Subscription subscription)
    {
        _unfiltered.Remove(subscription.Number);
        _filters.Remove(subscription.Number);
        _throttled.Remove(subscription.Number);
    }

    private void ForgetSubscriptions()
    {
        foreach (var subscription in _subscriptions.Values)
        {
            Unindex(subscription);
        }

        _subscriptions.Clear();
        _byId.Clear();
        _listed.Clear();
        _byEndpoint.Clear();
        _byToken.Clear();
        _unconfirmed.Clear();
        _replays.Clear();
        DeletedCount = 0;
    }
}
