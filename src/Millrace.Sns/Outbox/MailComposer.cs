using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>Makes of a notification in the outbox the e-mail that brings it.</summary>
internal static class MailComposer
{
    /// <summary>The subject of a message that was published without one, as AWS sends it.</summary>
    private const string DefaultSubject = "AWS Notification Message";

    private const string ContentType = "text/plain; charset=UTF-8";

    public static object Compose(Call call, IFact payload)
    {
        var notification = ((NotificationKept)payload).Notification;
        return new Mail(notification.Endpoint, notification.Subject ?? DefaultSubject, ContentType, notification.Text);
    }
}
