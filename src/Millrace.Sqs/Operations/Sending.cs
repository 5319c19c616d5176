using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>What one message brings, in a single send or as an entry of a batch.</summary>
internal readonly record struct NewMessage(
    Utf8Text? Body,
    int? DelaySeconds,
    Dictionary<string, MessageAttributeValue>? Attributes,
    Dictionary<string, MessageSystemAttributeValue>? SystemAttributes,
    string? GroupId,
    string? DeduplicationId
);

/// <summary>From a new message to the fact that it was sent: the part that single sends and batches share.</summary>
internal static class Sending
{
    /// <summary>Checks a message and makes its fact; what is wrong with it, or null.</summary>
    /// <param name="number">The place it gets in the queue.</param>
    /// <param name="salt">Tells the messages of one turn apart.</param>
    public static AwsError? TryMake(
        Queue queue,
        in NewMessage message,
        long number,
        int salt,
        in Turn turn,
        out MessageSent? sent,
        out string? attributesMd5,
        out string? systemAttributesMd5
    )
    {
        sent = null;
        attributesMd5 = systemAttributesMd5 = null;
        var refusal =
            MessageRules.CheckBody(message.Body)
            ?? MessageRules.CheckDelay(message.DelaySeconds)
            ?? MessageRules.CheckId("MessageGroupId", message.GroupId)
            ?? MessageRules.CheckId("MessageDeduplicationId", message.DeduplicationId);
        if (refusal is not null)
        {
            return refusal;
        }

        if (MessageRules.TryReadAttributes(message.Attributes, out var attributes) is { } badAttribute)
        {
            return badAttribute;
        }

        if (MessageRules.TryReadSystemAttributes(message.SystemAttributes, out var system) is { } badSystemAttribute)
        {
            return badSystemAttribute;
        }

        var body = message.Body!.Value;
        if (MessageRules.SizeOf(body, attributes) > queue.Attributes.MessageBytesMax)
        {
            return MessageRules.TooLong(queue.Attributes.MessageBytesMax);
        }

        var sentAt = turn.Now.ToUnixTimeMilliseconds();
        sent = new MessageSent(
            Number: number,
            Id: turn.NewId(salt),
            SentAt: sentAt,
            VisibleAt: sentAt + ((message.DelaySeconds ?? queue.Attributes.DelaySeconds) * 1000L),
            Body: body.Bytes,
            BodyMd5: MessageDigest.OfBody(body.Span),
            SenderId: turn.Caller.PrincipalId,
            Attributes: attributes,
            TraceHeader: system.Count > 0 ? System.Text.Encoding.UTF8.GetString(system[0].Value.Span) : null,
            GroupId: message.GroupId,
            DeduplicationId: message.DeduplicationId,
            ReceiveCount: 0,
            FirstReceivedAt: 0,
            DeadLetterSourceArn: null
        );
        attributesMd5 = MessageDigest.OfAttributes(attributes);
        systemAttributesMd5 = MessageDigest.OfAttributes(system);
        return null;
    }
}
