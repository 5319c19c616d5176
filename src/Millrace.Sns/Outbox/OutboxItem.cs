using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>One notification in an outbox as it is read: what leaves, for whom, and what has become of it.</summary>
/// <param name="Number">Rises within its outbox.</param>
/// <param name="Protocol">As subscribed; <c>sms</c> and <c>application</c> also for what is published to a number or device itself.</param>
/// <param name="Kind">A notification, or a question that confirms something.</param>
/// <param name="TopicArn">Null for what is published to a number or device itself.</param>
/// <param name="Text">UTF-8.</param>
/// <param name="Failure">Why it does not reach its endpoint; null when nothing is known to stand in its way.</param>
/// <param name="MailError">What the mail server said last; null when it has not refused.</param>
public sealed record OutboxItem(
    string OutboxArn,
    long Number,
    DateTimeOffset At,
    string Protocol,
    string Endpoint,
    NotificationKind Kind,
    Guid MessageId,
    string? TopicArn,
    string? SubscriptionArn,
    string? Subject,
    ReadOnlyMemory<byte> Text,
    IReadOnlyList<StoredAttribute> Attributes,
    string? Failure,
    MailStatus Mail,
    int MailAttempts,
    string? MailError
);
