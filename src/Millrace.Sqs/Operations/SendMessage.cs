using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Puts one message on a queue.</summary>
/// <remarks>
/// Records <see cref="MessageSent"/>; the reply leaves once that fact is durable. A duplicate on a FIFO queue records nothing and is
/// answered with the ids of the message it repeats.
/// <para>Shapes: SendMessageRequest to SendMessageResult; body as UTF-8, MD5s as lower-case hex.</para>
/// <para>Units: DelaySeconds in whole seconds, 0 to 900; absent means the queue's.</para>
/// <para>Errors: QueueDoesNotExist, MissingParameter, InvalidParameterValue, InvalidMessageContents.</para>
/// <para>Source: SQS API Reference, SendMessage; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SendMessage : IOperation<Queue, SendMessageRequest, SendMessageResult>
{
    public static ResourceId Address(SendMessageRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<SendMessageResult> Decide(Queue resource, SendMessageRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var message = new NewMessage(
            request.MessageBody,
            request.DelaySeconds,
            request.MessageAttributes,
            request.MessageSystemAttributes,
            request.MessageGroupId,
            request.MessageDeduplicationId
        );
        if (Sending.TryTake(resource, message, [], turn, out var taken) is { } refusal)
        {
            return refusal;
        }

        return Outcome<SendMessageResult>.Reply(
            new SendMessageResult
            {
                MessageId = taken.MessageId.ToString(),
                SequenceNumber = taken.SequenceNumber,
                MD5OfMessageBody = taken.BodyMd5,
                MD5OfMessageAttributes = taken.AttributesMd5,
                MD5OfMessageSystemAttributes = taken.SystemAttributesMd5,
            },
            taken.Fact is { } sent ? [sent] : []
        );
    }

    public static void Observe(Queue resource, SendMessageResult reply, IReadOnlyList<IFact> facts) =>
        Sending.Count(resource, facts, 1);
}
