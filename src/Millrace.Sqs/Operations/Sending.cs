using System.Security.Cryptography;
using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>What a client says of a message it sends, alone or in a batch.</summary>
internal readonly record struct NewMessage(
    Utf8Text? Body,
    int? DelaySeconds,
    Dictionary<string, MessageAttributeValue>? Attributes,
    Dictionary<string, MessageSystemAttributeValue>? SystemAttributes,
    string? GroupId,
    string? DeduplicationId
);

/// <summary>A send that is taken, as its reply tells of it.</summary>
/// <param name="Fact">The message; null when it is a duplicate of one sent before, whose ids are answered.</param>
/// <param name="SequenceNumber">On FIFO queues; otherwise null.</param>
internal readonly record struct TakenSend(
    MessageSent? Fact,
    Guid MessageId,
    string? SequenceNumber,
    string BodyMd5,
    string? AttributesMd5,
    string? SystemAttributesMd5
);

/// <summary>From a new message to the fact that it was sent: the part that single sends and batches share.</summary>
internal static class Sending
{
    private const string NoGroup = "The request must contain the parameter MessageGroupId.";

    /// <summary>Checks a message and takes it; what is wrong with it, or null.</summary>
    /// <param name="before">The messages that the same turn takes before this one.</param>
    public static AwsError? TryTake(
        Queue queue,
        in NewMessage message,
        IReadOnlyList<IFact> before,
        in Turn turn,
        out TakenSend taken
    )
    {
        taken = default;
        var refusal =
            MessageRules.CheckBody(message.Body, queue.Limits)
            ?? MessageRules.CheckDelay(message.DelaySeconds, queue.Limits)
            ?? MessageRules.CheckId("MessageGroupId", message.GroupId)
            ?? MessageRules.CheckId("MessageDeduplicationId", message.DeduplicationId)
            ?? (queue.IsFifo ? CheckFifo(queue, message) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        if (MessageRules.TryReadAttributes(message.Attributes, queue.Limits, out var attributes) is { } badAttribute)
        {
            return badAttribute;
        }

        if (
            MessageRules.TryReadSystemAttributes(message.SystemAttributes, queue.Limits, out var system) is { } badSystemAttribute
        )
        {
            return badSystemAttribute;
        }

        var body = message.Body!.Value;
        if (MessageRules.SizeOf(body, attributes) > queue.Attributes.MessageBytesMax)
        {
            return MessageRules.TooLong(queue.Attributes.MessageBytesMax);
        }

        var bodyMd5 = MessageDigest.OfBody(body.Span);
        var sentAt = turn.Now.ToUnixTimeMilliseconds();
        var deduplicationId = queue.IsFifo ? message.DeduplicationId ?? ContentId(body) : message.DeduplicationId;
        var number = queue.NextNumber + before.Count;
        var id = turn.NewId(before.Count);
        MessageSent? sent = null;
        if (
            queue.IsFifo && FindDuplicate(queue, before, message.GroupId!, deduplicationId!, sentAt) is var (firstId, firstNumber)
        )
        {
            (id, number) = (firstId, firstNumber);
        }
        else
        {
            var delay = message.DelaySeconds is { } own && !queue.IsFifo ? own : queue.Attributes.DelaySeconds;
            sent = new MessageSent(
                Number: number,
                Id: id,
                SentAt: sentAt,
                QueuedAt: sentAt,
                VisibleAt: sentAt + (delay * 1000L),
                Body: body.Bytes,
                BodyMd5: bodyMd5,
                SenderId: turn.Caller.PrincipalId,
                Attributes: attributes,
                TraceHeader: system.Count > 0 ? Encoding.UTF8.GetString(system[0].Value.Span) : null,
                GroupId: message.GroupId,
                DeduplicationId: deduplicationId,
                ReceiveCount: 0,
                FirstReceivedAt: 0,
                DeadLetterSourceArn: null,
                WasMoved: false
            );
        }

        taken = new TakenSend(
            sent,
            id,
            queue.IsFifo ? queue.SequenceNumber(number) : null,
            MessageDigest.Hex(bodyMd5),
            MessageDigest.OfAttributes(attributes),
            MessageDigest.OfAttributes(system)
        );
        return null;
    }

    /// <summary>Counts sends for the metrics.</summary>
    /// <param name="facts">The messages that were new.</param>
    /// <param name="accepted">Sends that succeeded; what is more than the new ones was a duplicate.</param>
    public static void Count(Queue queue, IReadOnlyList<IFact> facts, int accepted)
    {
        for (var index = 0; index < facts.Count; index++)
        {
            var sent = (MessageSent)facts[index];
            queue.Metrics.CountSent((int)MessageRules.SizeOf(sent.Body.Length, sent.Attributes));
        }

        queue.Metrics.CountDeduplicated(accepted - facts.Count);
    }

    /// <summary>What makes a FIFO queue refuse a whole batch for one entry: no group, or nothing to deduplicate by.</summary>
    public static AwsError? CheckFifoEntry(Queue queue, in NewMessage message)
    {
        if (message.GroupId is null)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(NoGroup);
        }

        return message.DeduplicationId is null && !queue.Attributes.DeduplicatesByContent
            ? SqsErrors.InvalidParameterValueException.WithMessage(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            )
            : null;
    }

    /// <summary>What a FIFO queue demands besides: a group, something to deduplicate by, and no delay of the message's own.</summary>
    private static AwsError? CheckFifo(Queue queue, in NewMessage message)
    {
        if (message.GroupId is null)
        {
            return SqsErrors.MissingRequiredParameterException.WithMessage(NoGroup);
        }

        return CheckFifoEntry(queue, message) ?? CheckFifoDelay(message);
    }

    private static AwsError? CheckFifoDelay(in NewMessage message) =>
        message.DelaySeconds is { } delay and not 0
            ? MessageRules.Invalid(
                delay.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "DelaySeconds",
                "The request include parameter that is not valid for this queue type."
            )
            : null;

    private static (Guid Id, long Number)? FindDuplicate(
        Queue queue,
        IReadOnlyList<IFact> before,
        string groupId,
        string deduplicationId,
        long now
    )
    {
        if (queue.FindDuplicate(groupId, deduplicationId, now) is { } accepted)
        {
            return (accepted.MessageId, accepted.Number);
        }

        if (queue.Limits.DeduplicationSeconds == 0)
        {
            return null;
        }

        foreach (var fact in before)
        {
            if (
                fact is MessageSent sent
                && sent.DeduplicationId == deduplicationId
                && (!queue.Attributes.DeduplicatesByGroup || sent.GroupId == groupId)
            )
            {
                return (sent.Id, sent.Number);
            }
        }

        return null;
    }

    /// <summary>The deduplication id of a message without one: the SHA-256 of its body, in lower-case hex.</summary>
    private static string ContentId(Utf8Text body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));
}
