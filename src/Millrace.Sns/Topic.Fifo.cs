using System.Globalization;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>What a FIFO topic keeps besides: the publishes of five minutes, and the archive.</summary>
public sealed partial class Topic
{
    private readonly DeduplicationWindow _accepted = new(Limits.DeduplicationSeconds);
    private readonly List<ArchivedMessage> _archive = [];

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
        if (Attributes.ArchiveDays is not null || IsKeptBack(published.At))
        {
            _archive.Add(new ArchivedMessage(published.Number, published.At));
            Use(published.Number, at);
        }
    }

    /// <summary>The topic archives no more: replays are cut short, and nothing is kept but what is owed to their subscriptions.</summary>
    private void EndArchive()
    {
        ArchivesSince = null;
        CutReplaysShort();
        TrimArchive(FirstOwed() - 1);
    }

    private DateTimeOffset? NextArchiveDue(DateTimeOffset now)
    {
        if (_replays.Count > 0 && _replays.Keys.Any(HasRoom))
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

        AddReplays(facts);
    }

    /// <summary>The place in the archive of the first message after a number.</summary>
    private int FirstAfter(long number) => FirstPlace(archived => archived.Number > number);

    /// <summary>The place in the archive of the first message of a time or later.</summary>
    private int FirstAt(long milliseconds) => FirstPlace(archived => archived.At >= milliseconds);

    /// <summary>The place of the first message that something is true of; it is true of all behind as well.</summary>
    private int FirstPlace(Predicate<ArchivedMessage> isTrue)
    {
        var (from, to) = (0, _archive.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = isTrue(_archive[middle]) ? (from, middle) : (middle + 1, to);
        }

        return from;
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
