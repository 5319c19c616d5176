using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>What the clients know of one message: what they asked for, and what was acknowledged.</summary>
internal sealed class SimulatedMessage(int number, SimulatedQueue home, string body, DateTimeOffset sentAt)
{
    private int _endsAsked;

    public int Number { get; } = number;

    /// <summary>The queue it was sent to.</summary>
    public SimulatedQueue Home { get; } = home;

    public string Body { get; } = body;

    public string BodyMd5 { get; } =
        Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(body)));

    public Dictionary<string, MessageAttributeValue>? Attributes { get; init; }

    /// <summary>On a FIFO queue.</summary>
    public string? GroupId { get; init; }

    /// <summary>On a FIFO queue.</summary>
    public string? DeduplicationId { get; init; }

    public DateTimeOffset SentAt { get; } = sentAt;

    /// <summary>When the send was asked for, as <see cref="Promises.Tick"/> counts.</summary>
    public required long AskedAt { get; init; }

    /// <summary>The highest SequenceNumber that was known of its queue when the send was asked for.</summary>
    public required string SequenceBefore { get; init; }

    /// <summary>Not before the end of its delay.</summary>
    public required DateTimeOffset VisibleAt { get; init; }

    /// <summary>The id that its send has: acknowledged, or seen when it was received.</summary>
    public string? SendId { get; set; }

    /// <summary>The SequenceNumber that its send has.</summary>
    public string? SendSequence { get; set; }

    /// <summary>The send was acknowledged.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>The MD5 of the attributes that the acknowledgement told.</summary>
    public string? AttributesMd5 { get; set; }

    /// <summary>The send was taken for what it is: it repeats no other, for certain.</summary>
    public bool IsOriginal { get; set; }

    /// <summary>The send was answered with the ids of one that it repeats: nobody may ever see it.</summary>
    public bool IsDuplicate { get; set; }

    /// <summary>The batch it was sent in, with the others of it; null when it was sent alone.</summary>
    public IReadOnlyList<SimulatedMessage>? Batch { get; set; }

    /// <summary>The send was refused: nobody may ever see it.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Something was asked for, acknowledged or not, that would end it.</summary>
    public bool MayBeGone => IsDeleted || _endsAsked > 0;

    /// <summary>It was deleted, and that was acknowledged.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Queues whose purge or deletion was acknowledged, and to which it does not come back.</summary>
    public HashSet<SimulatedQueue> GoneFrom { get; } = [];

    /// <summary>A consumer has had it.</summary>
    public bool WasSeen { get; set; }

    /// <summary>Where a client was last told that it is.</summary>
    public Place? Place { get; set; }

    /// <summary>Where it was before, when it was told of in another queue.</summary>
    public Place? PlaceBefore { get; set; }

    /// <summary>Move tasks that may have moved it between the two.</summary>
    public int TasksOnTheWay { get; set; }

    /// <summary>A move task may have taken it away since anybody was told where it is.</summary>
    public bool WasMaybeMoved { get; set; }

    /// <summary>The receive count that a consumer was told last.</summary>
    public int ReceiveCount { get; set; }

    /// <summary>Until here the last consumer that was answered has it to itself.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    /// <summary>Rises with everything that may change <see cref="HeldUntil"/>.</summary>
    public int HoldVersion { get; set; }

    /// <summary>Visibility changes that were asked for: when, and until when it was to be hidden.</summary>
    public List<(DateTimeOffset AskedAt, DateTimeOffset Until)> VisibilityChanges { get; } = [];

    /// <summary>When the last of them was asked for, as <see cref="Promises.Tick"/> counts.</summary>
    public long ChangedAt { get; set; }

    /// <summary>The handle the last answered receive gave out, and the queue it is for.</summary>
    public string? Handle { get; set; }

    public SimulatedQueue? HandleOf { get; set; }

    /// <summary>A handle of a receive before that one, and the queue it is for.</summary>
    public (string Handle, SimulatedQueue Of)? EarlierHandle { get; set; }

    /// <summary>The dead-letter queue that it may come to, or was sent to.</summary>
    public SimulatedQueue? DeadLetterQueue => Home.DeadLetters ?? (Home.IsDeadLetterQueue ? Home : null);

    /// <summary>True when it may have outlived the retention of a queue that it may be in.</summary>
    public bool MayBeExpired(DateTimeOffset now) =>
        now >= SentAt + Home.Retention || (Home.DeadLetters is { } target && now >= SentAt + target.Retention);

    /// <summary>Something is asked for that would end it.</summary>
    public void AskEnd() => _endsAsked++;

    /// <summary>It was not done.</summary>
    public void EndRefused() => _endsAsked--;
}
