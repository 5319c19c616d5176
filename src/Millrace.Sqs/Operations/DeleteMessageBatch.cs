using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Deletes up to ten received messages; each entry stands or falls by itself.</summary>
/// <remarks>
/// Records one <see cref="MessagesDeleted"/> for all that were there.
/// <para>
/// Errors: QueueDoesNotExist, EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct; per
/// entry ReceiptHandleIsInvalid, and InvalidParameterValue for an expired handle of a FIFO queue.
/// </para>
/// <para>Source: SQS API Reference, DeleteMessageBatch.</para>
/// </remarks>
public sealed class DeleteMessageBatch : IOperation<Queue, DeleteMessageBatchRequest, DeleteMessageBatchResult>
{
    public static ResourceId Address(DeleteMessageBatchRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<DeleteMessageBatchResult> Decide(Queue resource, DeleteMessageBatchRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (
            Batch.Check(resource, request.Entries, nameof(DeleteMessageBatchRequestEntry), static entry => entry.Id) is
            { } refusal
        )
        {
            return refusal;
        }

        var numbers = new List<long>();
        var successful = new List<DeleteMessageBatchResultEntry>();
        List<BatchResultErrorEntry>? failed = null;
        foreach (var entry in request.Entries!)
        {
            if (!ReceiptHandle.TryParse(entry.ReceiptHandle, out var handle))
            {
                (failed ??= []).Add(Batch.Failed(entry.Id!, DeleteMessage.InvalidHandle(entry.ReceiptHandle)));
                continue;
            }

            if (resource.HasExpired(handle, turn.Now))
            {
                (failed ??= []).Add(Batch.Failed(entry.Id!, DeleteMessage.Expired(entry.ReceiptHandle)));
                continue;
            }

            if (resource.CanDelete(handle) && !numbers.Contains(handle.Number))
            {
                numbers.Add(handle.Number);
            }

            successful.Add(new DeleteMessageBatchResultEntry { Id = entry.Id });
        }

        return Outcome<DeleteMessageBatchResult>.Reply(
            new DeleteMessageBatchResult { Successful = successful.Count > 0 ? successful : null, Failed = failed },
            numbers.Count > 0 ? [new MessagesDeleted(numbers)] : []
        );
    }

    public static void Observe(Queue resource, DeleteMessageBatchResult reply, IReadOnlyList<IFact> facts) =>
        resource.Metrics.CountDeleted(reply.Successful?.Count ?? 0);
}
