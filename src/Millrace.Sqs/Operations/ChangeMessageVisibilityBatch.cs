using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Changes the visibility of up to ten received messages; each entry stands or falls by itself.</summary>
/// <remarks>
/// Records one <see cref="MessageVisibilityChanged"/> for every entry that is taken.
/// <para>
/// Errors: QueueDoesNotExist, EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct; per
/// entry those of ChangeMessageVisibility.
/// </para>
/// <para>Source: SQS API Reference, ChangeMessageVisibilityBatch.</para>
/// </remarks>
public sealed class ChangeMessageVisibilityBatch
    : IOperation<Queue, ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult>
{
    public static ResourceId Address(ChangeMessageVisibilityBatchRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<ChangeMessageVisibilityBatchResult> Decide(
        Queue resource,
        ChangeMessageVisibilityBatchRequest request,
        in Turn turn
    )
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (
            Batch.Check(resource, request.Entries, nameof(ChangeMessageVisibilityBatchRequestEntry), static entry => entry.Id) is
            { } refusal
        )
        {
            return refusal;
        }

        var facts = new List<IFact>();
        var successful = new List<ChangeMessageVisibilityBatchResultEntry>();
        List<BatchResultErrorEntry>? failed = null;
        foreach (var entry in request.Entries!)
        {
            if (
                ChangeMessageVisibility.TryChange(
                    resource,
                    entry.ReceiptHandle,
                    entry.VisibilityTimeout,
                    turn,
                    out var changed
                ) is
                { } error
            )
            {
                (failed ??= []).Add(Batch.Failed(entry.Id!, error));
                continue;
            }

            facts.Add(changed!);
            successful.Add(new ChangeMessageVisibilityBatchResultEntry { Id = entry.Id });
        }

        return Outcome<ChangeMessageVisibilityBatchResult>.Reply(
            new ChangeMessageVisibilityBatchResult { Successful = successful.Count > 0 ? successful : null, Failed = failed },
            facts
        );
    }
}
