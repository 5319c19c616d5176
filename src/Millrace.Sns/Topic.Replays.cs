using Millrace.Engine;
using Millrace.Sns.Policies;

namespace Millrace.Sns;

/// <summary>Replays: a subscription is given what the archive holds, and behind it what was published meanwhile.</summary>
/// <remarks>
/// A policy with an ending point lets nothing through but what lies between its points, be it old or new; one without lets through all that
/// is new. When a new message is let through it is owed, and a replay only puts it in its place behind the older ones:
/// <code>
///   policy is set ──> replays ── all given ──> live: what is let through is delivered as it is published
///                     │  ▲  │
///           replaced  └──┘  └── stopped, or the archive ended ──> gives what is owed ──> live
/// </code>
/// Source: SNS API Reference, GetSubscriptionAttributes, ReplayStatus; SNS Developer Guide, "Amazon SNS message replay for FIFO topic
/// subscribers".
/// </remarks>
public sealed partial class Topic
{
    /// <summary>One turn replays at most so many messages to a subscription.</summary>
    private const int ReplayedPerTurn = 100;

    /// <summary>A replay waits while so many of its deliveries are on their way, so that a long archive does not fill memory.</summary>
    private const int ReplayDeliveriesMax = 1_000;

    private readonly SortedDictionary<int, ReplayProgress> _replays = [];

    internal ReplayStatus ReplayStatusOf(Subscription subscription, DateTimeOffset now)
    {
        if (subscription.Attributes.Replay is not { } replay)
        {
            return ReplayStatus.None;
        }

        if (!subscription.IsConfirmed)
        {
            return ReplayStatus.Pending;
        }

        if (subscription.ReplayHasFailed)
        {
            return ReplayStatus.Failed;
        }

        // Completed with an ending point means that nothing comes any more.
        return _replays.ContainsKey(subscription.Number) || now.ToUnixTimeMilliseconds() <= replay.Until
            ? ReplayStatus.InProgress
            : ReplayStatus.Completed;
    }

    /// <summary>
    /// A subscription begins with the replay policy it has now. A replay that was still in progress is replaced; what it owes to the
    /// subscription remains owed.
    /// </summary>
    /// <param name="before">The replay policy it had.</param>
    private void BeginReplay(Subscription subscription, ReplayPolicy? before)
    {
        var stillOwed = _replays.TryGetValue(subscription.Number, out var replaced) ? StillOwed(replaced, before).ToArray() : [];
        var from = NextMessage;
        subscription.ReplayHasFailed = false;
        if (subscription.Attributes.Replay is { } replay && ArchivesSince is { } since)
        {
            var first = FirstAt(Math.Max(replay.From, since.ToUnixTimeMilliseconds()));
            from = first < _archive.Count ? _archive[first].Number : NextMessage;
        }
        else if (stillOwed.Length == 0)
        {
            EndReplay(subscription.Number);
            return;
        }

        var givenTo = (stillOwed.Length > 0 ? Math.Min(stillOwed[0].First, from) : from) - 1;
        _replays[subscription.Number] = new ReplayProgress(from, NextMessage, stillOwed, givenTo);
    }

    /// <summary>
    /// Who is given older messages again gets a new one from the archive, in its place behind them, and who has an ending point gets only
    /// what lies before it.
    /// </summary>
    private void RemoveWhoReplays(List<int> matching, long now) =>
        matching.RemoveAll(number => _replays.ContainsKey(number) || !_subscriptions[number].TakesNew(now));

    /// <summary>Whether a message of a time, in milliseconds since the epoch, is to come behind the older ones of a replay.</summary>
    private bool IsKeptBack(long at) => _replays.Count > 0 && _replays.Keys.Any(number => _subscriptions[number].TakesNew(at));

    private void EndReplay(int subscription)
    {
        if (_replays.Remove(subscription) && _replays.Count == 0 && Attributes.ArchiveDays is null)
        {
            EmptyArchive();
        }
    }

    private void CutReplaysShort()
    {
        foreach (var (number, replay) in _replays.ToList())
        {
            _subscriptions[number].ReplayHasFailed |= CoversMoreThanOwed(replay, _subscriptions[number].Attributes.Replay);
            _replays[number] = replay with { From = replay.OwedFrom };
        }
    }

    /// <summary>What a replay under a policy owes of what is archived so far.</summary>
    private IEnumerable<MessageRange> StillOwed(ReplayProgress replay, ReplayPolicy? policy)
    {
        foreach (var range in replay.StillOwed.Where(range => range.Last > replay.GivenTo))
        {
            yield return range with
            {
                First = Math.Max(range.First, replay.GivenTo + 1),
            };
        }

        var (first, end) = (FirstAfter(Math.Max(replay.OwedFrom - 1, replay.GivenTo)), _archive.Count);
        if (policy?.Until is { } until)
        {
            (first, end) = (Math.Max(first, FirstAt(policy.From)), FirstAt(until + 1));
        }

        if (first < end)
        {
            yield return new MessageRange(_archive[first].Number, _archive[end - 1].Number);
        }
    }

    /// <summary>Whether there is something older to replay that nobody owes.</summary>
    private bool CoversMoreThanOwed(ReplayProgress replay, ReplayPolicy? policy)
    {
        var place = NextPlace(replay, policy, replay.From, FirstAfter(replay.GivenTo));
        while (place < _archive.Count && _archive[place].Number is var number && number < replay.OwedFrom)
        {
            if (
                replay.StillOwed.FirstOrDefault(range => range.First <= number && number <= range.Last) is not { First: > 0 } owed
            )
            {
                return true;
            }

            place = NextPlace(replay, policy, replay.From, FirstAfter(owed.Last));
        }

        return false;
    }

    /// <summary>The place in the archive of the next message that a replay gives, or the end of the archive.</summary>
    /// <param name="from">The first message of those that the policy decides about, not an earlier one.</param>
    /// <param name="place">Where to begin to look.</param>
    private int NextPlace(ReplayProgress replay, ReplayPolicy? policy, long from, int place)
    {
        var next = Math.Max(place, FirstAfter(from - 1));
        if (policy?.Until is { } until)
        {
            next = Math.Max(next, FirstAt(policy.From));
            next = next < _archive.Count && _archive[next].At <= until ? next : _archive.Count;
        }

        foreach (var (first, last) in replay.StillOwed)
        {
            var owed = Math.Max(place, FirstAfter(first - 1));
            if (owed < next && _archive[owed].Number <= last)
            {
                next = owed;
            }
        }

        return next;
    }

    /// <summary>The first message that is owed to any subscription that replays; the next message when nothing is.</summary>
    private long FirstOwed()
    {
        var first = NextMessage;
        foreach (var (number, replay) in _replays)
        {
            var policy = _subscriptions[number].Attributes.Replay;
            var place = NextPlace(replay, policy, replay.OwedFrom, FirstAfter(replay.GivenTo));
            first = place < _archive.Count ? Math.Min(first, _archive[place].Number) : first;
        }

        return first;
    }

    private bool HasRoom(int subscription) => _subscriptions[subscription].ReplayDeliveries < ReplayDeliveriesMax;

    private void AddReplays(List<IFact> facts)
    {
        var call = NextCall + facts.Count(fact => fact is DeliveryDue);
        foreach (var (number, replay) in _replays)
        {
            if (HasRoom(number))
            {
                AddReplay(_subscriptions[number], replay, ref call, facts);
            }
        }
    }

    private void AddReplay(Subscription subscription, ReplayProgress replay, ref long call, List<IFact> facts)
    {
        var policy = subscription.Attributes.Replay;
        var place = NextPlace(replay, policy, replay.From, FirstAfter(replay.GivenTo));
        var left = Math.Min(ReplayedPerTurn, ReplayDeliveriesMax - subscription.ReplayDeliveries);
        for (; left > 0 && place < _archive.Count; left--)
        {
            facts.Add(new MessageReplayed(subscription.Number, _archive[place].Number, call++));
            place = NextPlace(replay, policy, replay.From, place + 1);
        }

        if (place == _archive.Count)
        {
            facts.Add(new MessageReplayed(subscription.Number, replay.GivenTo, 0));
        }
    }

    private void ApplyReplayed(MessageReplayed replayed)
    {
        if (!_subscriptions.TryGetValue(replayed.Subscription, out var subscription))
        {
            return;
        }

        if (replayed.CallNumber == 0)
        {
            EndReplay(subscription.Number);
            return;
        }

        if (_replays.TryGetValue(subscription.Number, out var replay))
        {
            _replays[subscription.Number] = replay with { GivenTo = replayed.Message };
        }

        // A journal that was begun before ending points kept new messages away may give one that is not kept for anybody now.
        _lastCall = Math.Max(_lastCall, replayed.CallNumber);
        if (_messages.TryGetValue(replayed.Message, out var message))
        {
            Add(
                replayed.CallNumber,
                new Delivery(replayed.Message, replayed.Subscription, 0, 0, IsReplay: true),
                message.Payload
            );
        }
    }
}
