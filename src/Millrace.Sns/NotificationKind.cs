namespace Millrace.Sns;

/// <summary>What an endpoint is sent, as the field Type names it.</summary>
public enum NotificationKind
{
    SubscriptionConfirmation,
    Notification,
    UnsubscribeConfirmation,
}
