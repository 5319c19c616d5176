using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>Which notifications of one outbox to read.</summary>
public sealed record OutboxRequest(string OutboxArn, IReadOnlyList<long> Numbers);

/// <summary>Notifications, in the order in which they were asked for; what has been dropped meanwhile is missing.</summary>
public sealed record OutboxItems(OutboxItem[] Items);

/// <summary>Reads notifications with their texts.</summary>
public sealed class ReadOutbox : IOperation<AccountOutbox, OutboxRequest, OutboxItems>
{
    public static ResourceId Address(OutboxRequest request, Caller caller) => new(AccountOutbox.Kind, request.OutboxArn);

    public static Outcome<OutboxItems> Decide(AccountOutbox resource, OutboxRequest request, in Turn turn)
    {
        OutboxEntry[] entries = [.. request.Numbers.Select(resource.Find).OfType<OutboxEntry>()];
        return Outcome<OutboxItems>.ReplyWithPayloads(
            new OutboxItems(new OutboxItem[entries.Length]),
            [],
            [.. entries.Select(entry => entry.Payload)],
            (reply, index, fact) =>
                reply.Items[index] = ItemOf(request.OutboxArn, entries[index], ((NotificationKept)fact).Notification)
        );
    }

    private static OutboxItem ItemOf(string arn, OutboxEntry entry, OutgoingNotification kept) =>
        new(
            arn,
            entry.Number,
            DateTimeOffset.FromUnixTimeMilliseconds(entry.At),
            entry.Protocol,
            entry.Endpoint,
            kept.Kind,
            kept.MessageId,
            kept.TopicArn,
            kept.SubscriptionArn,
            kept.Subject,
            kept.Text,
            kept.Attributes,
            kept.Failure,
            entry.Mail,
            entry.Attempts,
            entry.MailError
        );
}
