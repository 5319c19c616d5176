using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>What a subscriber by mail, SMS, push, Lambda or Firehose is to be given, or a number or device that a client publishes to.</summary>
/// <param name="Protocol">As subscribed.</param>
/// <param name="Endpoint">An address, a number or an ARN.</param>
/// <param name="TopicArn">Null for what is published to a number or device itself.</param>
/// <param name="SubscriptionArn">Null while the subscription is not confirmed.</param>
/// <param name="Text">The message, UTF-8, without an envelope.</param>
/// <param name="Content">The message in its envelope, or with raw delivery as it is.</param>
/// <param name="Failure">Why it does not reach its endpoint; null when nothing is known to stand in its way.</param>
internal sealed record OutgoingNotification(
    string Protocol,
    string Endpoint,
    NotificationKind Kind,
    Guid MessageId,
    string? TopicArn,
    string? SubscriptionArn,
    string? Subject,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<StoredAttribute> Attributes,
    string? Failure = null
)
{
    /// <summary>With nothing but the text that leaves: the JSON document for email-json, the message itself for all others.</summary>
    public OutgoingNotification AsItLeaves() =>
        this with
        {
            Text = Protocol == Protocols.EmailJson ? Content : Text,
            Content = default,
        };

    /// <summary>Writes everything but <see cref="Content"/>.</summary>
    public void Write(FactWriter writer)
    {
        writer.Text(Protocol);
        writer.Text(Endpoint);
        writer.Byte((byte)Kind);
        writer.Id(MessageId);
        writer.OptionalText(TopicArn);
        writer.OptionalText(SubscriptionArn);
        writer.OptionalText(Subject);
        writer.Bytes(Text.Span);
        writer.Count(Attributes.Count);
        foreach (var attribute in Attributes)
        {
            attribute.Write(writer);
        }

        writer.OptionalText(Failure);
    }

    public static OutgoingNotification Read(ref FactReader reader)
    {
        var protocol = reader.Text();
        var endpoint = reader.Text();
        var kind = (NotificationKind)reader.Byte();
        var id = reader.Id();
        var topic = reader.OptionalText();
        var subscription = reader.OptionalText();
        var subject = reader.OptionalText();
        var text = reader.Bytes();
        var attributes = new StoredAttribute[reader.Count()];
        for (var index = 0; index < attributes.Length; index++)
        {
            attributes[index] = StoredAttribute.Read(ref reader);
        }

        return new OutgoingNotification(
            protocol,
            endpoint,
            kind,
            id,
            topic,
            subscription,
            subject,
            text,
            default,
            attributes,
            reader.OptionalText()
        );
    }
}
