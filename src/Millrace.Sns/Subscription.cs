using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>An endpoint that is to have what is published to a topic.</summary>
internal sealed class Subscription(int number, Guid id, string topicArn, string protocol, string endpoint)
{
    /// <summary>Within the topic, from 1; never given again.</summary>
    public int Number { get; } = number;

    public Guid Id { get; } = id;

    public string Arn => string.Concat(topicArn, ":", Id.ToString());

    public string TopicArn => topicArn;

    public string Protocol { get; } = protocol;

    public string Endpoint { get; } = endpoint;

    /// <summary>The account that subscribed it.</summary>
    public required string Owner { get; init; }

    /// <summary>The ARN of who subscribed it.</summary>
    public required string Principal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Confirmed by being asked for by the endpoint's own account, so that no token was needed.</summary>
    public required bool WasAuthenticated { get; init; }

    public bool IsConfirmed { get; set; }

    /// <summary>It has been ended, and its endpoint may take that back with the token it was sent.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Who confirmed it wanted that only its owner or the topic's may end it.</summary>
    public bool AuthenticatesUnsubscribe { get; set; }

    /// <summary>
    /// Only its owner or the topic's may end it: a queue's always, and one that its owner confirmed, so that no link confirmed it.
    /// </summary>
    /// <remarks>Source: SNS API Reference, Unsubscribe, also for queues; ConfirmSubscription, AuthenticateOnUnsubscribe.</remarks>
    public bool IsEndedByOwnersOnly => AuthenticatesUnsubscribe || WasAuthenticated || Protocol == Protocols.Sqs;

    /// <summary>The token of the last confirmation asked for, and until when it is good.</summary>
    public string? Token { get; set; }

    public DateTimeOffset TokenUntil { get; set; }

    public SubscriptionAttributes Attributes { get; set; } = SubscriptionAttributes.Default;

    /// <summary>With a throttle policy: when the next delivery may begin, in milliseconds since the epoch.</summary>
    public long FreeAt { get; set; }

    /// <summary>Its replay could not be brought to its end.</summary>
    public bool ReplayHasFailed { get; set; }

    /// <summary>Deliveries from the archive that have not ended.</summary>
    public int ReplayDeliveries { get; set; }

    public bool IsToFifoQueue => Protocol == Protocols.Sqs && Endpoint.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>Whether it is to have what is published at a time, in milliseconds since the epoch.</summary>
    public bool TakesNew(long at) => Attributes.Replay?.LetsThrough(at) ?? true;

    /// <summary>Who is called for a delivery.</summary>
    public ResourceId Target => Protocols.TargetOf(Protocol, Endpoint, Owner, TopicAddress.RegionOf(topicArn));
}
