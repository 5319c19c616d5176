using System.Globalization;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>What a FIFO topic keeps besides: the publishes of five minutes, the archive, and the replays from it.</summary>
public sealed partial class Topic
{
    /// <summary>One turn replays at most so many messages to a subscription.</summary>
    private const int ReplayedPerTurn = 100;

    /// <summary>A replay waits while so many deliveries of the topic are on their way, so that a long archive does not fill memory.</summary>
    private const int ReplayDeliveriesMax = 1_000;

    private readonly DeduplicationWindow _accepted = new(Limits.DeduplicationSeconds);
    private readonly List<ArchivedMessage> _archive = [];
    private readonly SortedSet<int> _replaying = [];

    /// <summary>Since when the archive holds what was published.</summary>
    internal DateTimeOffset? ArchivesSince { get; private set; }

    /// <summary>The SequenceNumber of a message: twenty digits, rising with each message and from one life of the topic to the next.</summary>
    internal string SequenceNumber(long number) => SequenceNumber(SequenceBase, number);

    internal static string SequenceNumber(ulong sequenceBase, long number) =>
        (sequenceBase + (ulong)number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Ten to the nineteenth, and a thousand million for every second before the topic was created.</summary>
    private ulong SequenceBase => 10_000_000_000_000_000_000 + ((ulong)(CreatedAt?.ToUnixTimeSeconds() ?? 0) * 1_000_000_000);

    /// <summary>The accepted publish that this one would repeat, or null; in whichever scope it was accepted.</summary>
    internal AcceptedSend? FindDuplicate(string groupId, string deduplicationId, long now)
    {
        var inTopic = _accepted.Find(DeduplicationWindow.KeyOf(null, deduplicationId), now);
        var inGroup = _accepted.Find(DeduplicationWindow.KeyOf(groupId, deduplicationId), now);
        return inTopic is { } one && inGroup is { } other && other.Number < one.Number ? other : inTopic ?? inGroup;
    }

    private void Remember(MessagePublished published)
    {
        if (published.DeduplicationId is { } id)
        {
            var key = DeduplicationWindow.KeyOf(Attributes.DeduplicatesByGroup ? published.GroupId : null, id);
            _accepted.Add(new AcceptedSend(key, published.MessageId, published.Number, published.At));
        }
    }

    /// <summary>While a subscription replays, the archive also holds what is kept back for it, whether the topic archives or not.</summary>
    private void Archive(MessagePublished published, PayloadHandle at)
    {
        if (Attributes.ArchiveDays is not null || _replaying.Count > 0)
        {
            _archive.Add(new ArchivedMessage(published.Number, published.At));
            Use(published.Number, at);
        }
    }

    /// <summary>
    /// A subscription begins with the replay policy it has now. A replay that was still in progress is replaced; what was kept back for
    /// the subscription meanwhile and has not reached it remains owed.
    /// </summary>
    /// <remarks>Source: SNS Developer Guide, "Amazon SNS message replay for FIFO topic subscribers": a new replay replaces the existing one.</remarks>
    private void BeginReplay(Subscription subscription)
    {
        subscription.OwedFrom = _replaying.Contains(subscription.Number) ? FirstOwed(subscription) : NextMessage;
        subscription.ReplayedTo = subscription.OwedFrom - 1;
        subscription.ReplayStatus = ReplayStatus.None;
        if (subscription.Attributes.Replay is not { } replay)
        {
            return;
        }

        if (ArchivesSince is { } since)
        {
            var from = (replay.StartingPoint > since ? replay.StartingPoint : since).ToUnixTimeMilliseconds();
            var first = _archive.FindIndex(archived => archived.At >= from);
            subscription.ReplayedTo =
                first < 0 ? subscription.ReplayedTo : Math.Min(subscription.ReplayedTo, _archive[first].Number - 1);
            _replaying.Add(subscription.Number);
        }

        subscription.ReplayStatus = _replaying.Contains(subscription.Number) ? ReplayStatus.InProgress : ReplayStatus.Completed;
    }

    private void EndReplay(int subscription)
    {
        if (_replaying.Remove(subscription) && _replaying.Count == 0 && Attributes.ArchiveDays is null)
        {
            EmptyArchive();
        }
    }

    /// <summary>The topic archives no more: replays are cut short, and nothing is kept but what is owed to their subscriptions.</summary>
    private void EndArchive()
    {
        ArchivesSince = null;
        foreach (var number in _replaying)
        {
            var subscription = _subscriptions[number];
            subscription.ReplayedTo = FirstOwed(subscription) - 1;
        }

        TrimArchive(FirstOwed() - 1);
    }

    /// <summary>The number of the first message that was kept back for a subscription that replays and has not reached it.</summary>
    private static long FirstOwed(Subscription subscription) => Math.Max(subscription.OwedFrom, subscription.ReplayedTo + 1);

    /// <summary>The first that is owed to any of them; the next message when nothing is.</summary>
    private long FirstOwed()
    {
        var first = NextMessage;
        foreach (var number in _replaying)
        {
            first = Math.Min(first, FirstOwed(_subscriptions[number]));
        }

        return first;
    }

    private DateTimeOffset? NextArchiveDue(DateTimeOffset now)
    {
        if (_replaying.Count > 0 && _deliveries.Count < ReplayDeliveriesMax)
        {
            return now;
        }

        return _archive.Count > 0 && Attributes.ArchiveDays is { } days && _archive[0].Number < FirstOwed()
            ? DateTimeOffset.FromUnixTimeMilliseconds(_archive[0].At).AddDays(days)
            : null;
    }

    private void AddArchiveDue(DateTimeOffset now, List<IFact> facts)
    {
        if (_archive.Count > 0 && Attributes.ArchiveDays is { } days)
        {
            var (until, owed) = (now.AddDays(-days).ToUnixTimeMilliseconds(), FirstOwed());
            if (_archive.FindIndex(archived => archived.At > until || archived.Number >= owed) is var kept && kept != 0)
            {
                facts.Add(new ArchiveTrimmed(_archive[kept < 0 ? ^1 : kept - 1].Number));
                return;
            }
        }

        if (_deliveries.Count < ReplayDeliveriesMax)
        {
            var call = NextCall + facts.Count(fact => fact is DeliveryDue);
            foreach (var number in _replaying)
            {
                AddReplay(_subscriptions[number], ref call, facts);
            }
        }
    }

    private void AddReplay(Subscription subscription, ref long call, List<IFact> facts)
    {
        var end = subscription.Attributes.Replay?.EndingPoint?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        var index = FirstAfter(subscription.ReplayedTo);
        for (var given = 0; given < ReplayedPerTurn && index < _archive.Count; given++, index++)
        {
            if (_archive[index].At > end && _archive[index].Number < subscription.OwedFrom)
            {
                index = FirstAfter(subscription.OwedFrom - 1);
                if (index == _archive.Count)
                {
                    break;
                }
            }

            facts.Add(new MessageReplayed(subscription.Number, _archive[index].Number, call++));
        }

        if (index == _archive.Count)
        {
            facts.Add(new MessageReplayed(subscription.Number, subscription.ReplayedTo, 0));
        }
    }

    /// <summary>The place in the archive of the first message after a number.</summary>
    private int FirstAfter(long number)
    {
        var (from, to) = (0, _archive.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _archive[middle].Number <= number ? (middle + 1, to) : (from, middle);
        }

        return from;
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
            subscription.ReplayStatus = subscription.Attributes.Replay is null ? ReplayStatus.None : ReplayStatus.Completed;
            return;
        }

        subscription.ReplayedTo = replayed.Message;
        Add(
            replayed.CallNumber,
            new Delivery(replayed.Message, replayed.Subscription, 0, 0, IsReplay: true),
            _messages[replayed.Message].Payload
        );
    }

    /// <param name="message">The number of the last message that is not kept.</param>
    private void TrimArchive(long message)
    {
        var count = FirstAfter(message);
        for (var index = 0; index < count; index++)
        {
            Release(_archive[index].Number);
        }

        _archive.RemoveRange(0, count);
    }

    private void EmptyArchive() => TrimArchive(long.MaxValue);

    /// <param name="At">Milliseconds since the epoch.</param>
    private readonly record struct ArchivedMessage(long Number, long At);
}
