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

    private void Archive(MessagePublished published, PayloadHandle at)
    {
        if (Attributes.ArchiveDays is not null)
        {
            _archive.Add(new ArchivedMessage(published.Number, published.At));
            Use(published.Number, at);
        }
    }

    private void BeginReplay(Subscription subscription)
    {
        _replaying.Remove(subscription.Number);
        subscription.ReplayStatus = ReplayStatus.None;
        if (subscription.Attributes.Replay is { } replay)
        {
            var from = replay.StartingPoint.ToUnixTimeMilliseconds();
            var first = _archive.FindIndex(archived => archived.At >= from);
            subscription.ReplayedTo = first < 0 ? _lastMessage : _archive[first].Number - 1;
            subscription.ReplayStatus = ReplayStatus.InProgress;
            _replaying.Add(subscription.Number);
        }
    }

    private DateTimeOffset? NextArchiveDue(DateTimeOffset now)
    {
        if (_replaying.Count > 0 && _deliveries.Count < ReplayDeliveriesMax)
        {
            return now;
        }

        return _archive.Count > 0 && Attributes.ArchiveDays is { } days
            ? DateTimeOffset.FromUnixTimeMilliseconds(_archive[0].At).AddDays(days)
            : null;
    }

    private void AddArchiveDue(DateTimeOffset now, List<IFact> facts)
    {
        if (_archive.Count > 0 && Attributes.ArchiveDays is { } days)
        {
            var until = now.AddDays(-days).ToUnixTimeMilliseconds();
            if (_archive.FindIndex(archived => archived.At > until) is var kept && kept != 0)
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
        var until = Math.Min(_archive.Count, index + ReplayedPerTurn);
        for (; index < until && _archive[index].At <= end; index++)
        {
            facts.Add(new MessageReplayed(subscription.Number, _archive[index].Number, call++));
        }

        if (index == _archive.Count || _archive[index].At > end)
        {
            facts.Add(new MessageReplayed(subscription.Number, subscription.ReplayedTo, 0));
        }
    }

    /// <summary>
    /// Whether a message published now comes to a subscription from the archive, in its place behind the older ones: while it is given
    /// them again, up to the end of what it asked for.
    /// </summary>
    private bool ReachesByReplay(int subscription, DateTimeOffset now) =>
        _replaying.Contains(subscription) && !(_subscriptions[subscription].Attributes.Replay?.EndingPoint < now);

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
            _replaying.Remove(subscription.Number);
            subscription.ReplayStatus = ReplayStatus.Completed;
            return;
        }

        subscription.ReplayedTo = replayed.Message;
        Add(
            replayed.CallNumber,
            new Delivery(replayed.Message, replayed.Subscription, 0, 0, IsReplay: true),
            _messages[replayed.Message].Payload
        );
    }

    private void ApplyTrimmed(ArchiveTrimmed trimmed)
    {
        var count = FirstAfter(trimmed.Message);
        for (var index = 0; index < count; index++)
        {
            Release(_archive[index].Number);
        }

        _archive.RemoveRange(0, count);
    }

    private void EmptyArchive()
    {
        foreach (var archived in _archive)
        {
            Release(archived.Number);
        }

        _archive.Clear();
        ArchivesSince = null;
    }

    /// <param name="At">Milliseconds since the epoch.</param>
    private readonly record struct ArchivedMessage(long Number, long At);
}
