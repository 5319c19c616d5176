using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>What a subscriber by mail, SMS, push, Lambda or Firehose is to be given.</summary>
/// <param name="Protocol">As subscribed.</param>
/// <param name="Endpoint">An address, a number or an ARN.</param>
/// <param name="SubscriptionArn">Null while the subscription is not confirmed.</param>
/// <param name="Text">The message, UTF-8, without an envelope.</param>
/// <param name="Content">The message in its envelope, or with raw delivery as it is.</param>
internal sealed record OutgoingNotification(
    string Protocol,
    string Endpoint,
    NotificationKind Kind,
    Guid MessageId,
    string TopicArn,
    string? SubscriptionArn,
    string? Subject,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<StoredAttribute> Attributes
);
