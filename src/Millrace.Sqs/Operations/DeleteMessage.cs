using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Deletes a received message for good.</summary>
/// <remarks>
/// Records <see cref="MessagesDeleted"/>. On a standard queue any handle ever given out for the message deletes it, also after its
/// time; on a FIFO queue only the last one, while it lasts. Deleting what is gone already succeeds; what is on its
/// way to a dead-letter queue stays gone if that queue refuses it.
/// <para>Errors: QueueDoesNotExist, ReceiptHandleIsInvalid; InvalidParameterValue for an expired handle of a FIFO queue.</para>
/// <para>Source: SQS API Reference, DeleteMessage; recorded behaviour.</para>
/// </remarks>
public sealed class DeleteMessage : IOperation<Queue, DeleteMessageRequest, Unit>
{
    public static ResourceId Address(DeleteMessageRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, DeleteMessageRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (!ReceiptHandle.TryParse(request.ReceiptHandle, out var handle))
        {
            return InvalidHandle(request.ReceiptHandle);
        }

        if (resource.HasExpired(handle, turn.Now))
        {
            return Expired(request.ReceiptHandle);
        }

        return resource.CanDelete(handle)
            ? Outcome<Unit>.Reply(Unit.Value, [new MessagesDeleted([handle.Number])])
            : Outcome<Unit>.Reply(Unit.Value);
    }

    public static void Observe(Queue resource, Unit reply, IReadOnlyList<IFact> facts) => resource.Metrics.CountDeleted(1);

    /// <summary>A handle whose time is over deletes nothing on a FIFO queue: someone else may have the message by now.</summary>
    internal static AwsError Expired(string? handle) =>
        MessageRules.Invalid(handle!, "ReceiptHandle", "The receipt handle has expired.");

    internal static AwsError InvalidHandle(string? handle) =>
        SqsErrors.ReceiptHandleIsInvalid.WithMessage($"The input receipt handle \"{handle}\" is not a valid receipt handle.");
}
