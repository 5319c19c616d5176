using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>What the clients know of one message: what they asked for, and what was acknowledged.</summary>
internal sealed class SimulatedMessage(
    int number,
    SimulatedQueue home,
    string body,
    DateTimeOffset sentAt,
    DateTimeOffset visibleAt
)
{
    public int Number { get; } = number;

    /// <summary>The queue it was sent to.</summary>
    public SimulatedQueue Home { get; } = home;

    public string Body { get; } = body;

    public string BodyMd5 { get; } =
        Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(body)));

    public Dictionary<string, MessageAttributeValue>? Attributes { get; init; }

    public DateTimeOffset SentAt { get; } = sentAt;

    /// <summary>Not before the end of its delay.</summary>
    public DateTimeOffset VisibleAt { get; } = visibleAt;

    /// <summary>The send was acknowledged, with this id.</summary>
    public string? AcknowledgedId { get; set; }

    /// <summary>The MD5 of the attributes that the acknowledgement told.</summary>
    public string? AttributesMd5 { get; set; }

    /// <summary>The batch it was sent in, with the others of it; null when it was sent alone.</summary>
    public IReadOnlyList<SimulatedMessage>? Batch { get; set; }

    /// <summary>The send was refused: nobody may ever see it.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Something was asked for, acknowledged or not, that would end it.</summary>
    public bool MayBeGone { get; set; }

    /// <summary>It was deleted, and that was acknowledged.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Queues whose purge or deletion was acknowledged while it was there.</summary>
    public HashSet<SimulatedQueue> GoneFrom { get; } = [];

    /// <summary>The highest receive count that a consumer was told.</summary>
    public int ReceiveCount { get; set; }

    /// <summary>Until here the last consumer that was answered has it to itself.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    /// <summary>Rises with everything that may change <see cref="HeldUntil"/>.</summary>
    public int HoldVersion { get; set; }

    /// <summary>Visibility changes that were asked for: when, and until when it was to be hidden.</summary>
    public List<(DateTimeOffset AskedAt, DateTimeOffset Until)> VisibilityChanges { get; } = [];

    /// <summary>The handle the last answered receive gave out, and the queue it is for.</summary>
    public string? Handle { get; set; }

    public SimulatedQueue? HandleOf { get; set; }

    /// <summary>True when it may have outlived the retention of a queue that it may be in.</summary>
    public bool MayBeExpired(DateTimeOffset now) =>
        now >= SentAt + Home.Retention || (Home.DeadLetters is { } target && now >= SentAt + target.Retention);
}
