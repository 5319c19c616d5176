using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Puts up to ten messages on a queue; each stands or falls by itself.</summary>
/// <remarks>
/// Records one <see cref="MessageSent"/> for every entry that is taken, all in one frame of the journal.
/// <para>Units: DelaySeconds in whole seconds, 0 to 900.</para>
/// <para>
/// Errors: QueueDoesNotExist, EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct,
/// BatchRequestTooLong (the sum of all entries); on a FIFO queue InvalidParameterValue for the whole call when an entry has no group
/// or nothing to deduplicate by; per entry InvalidParameterValue, InvalidMessageContents, MissingParameter.
/// </para>
/// <para>Source: SQS API Reference, SendMessageBatch; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SendMessageBatch : IOperation<Queue, SendMessageBatchRequest, SendMessageBatchResult>
{
    public static ResourceId Address(SendMessageBatchRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<SendMessageBatchResult> Decide(Queue resource, SendMessageBatchRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (Batch.Check(resource, request.Entries, nameof(SendMessageBatchRequestEntry), static entry => entry.Id) is { } refusal)
        {
            return refusal;
        }

        var total = request.Entries!.Sum(entry => SizeOf(entry, resource.Limits));
        if (total > resource.Limits.BatchBytesMax)
        {
            return SqsErrors.BatchRequestTooLong.WithMessage(
                $"Batch requests cannot be longer than {resource.Limits.BatchBytesMax} bytes. You have sent {total} bytes."
            );
        }

        var facts = new List<IFact>(request.Entries!.Count);
        var successful = new List<SendMessageBatchResultEntry>(request.Entries.Count);
        List<BatchResultErrorEntry>? failed = null;
        foreach (var entry in request.Entries)
        {
            var message = new NewMessage(
                entry.MessageBody,
                entry.DelaySeconds,
                entry.MessageAttributes,
                entry.MessageSystemAttributes,
                entry.MessageGroupId,
                entry.MessageDeduplicationId
            );
            if (resource.IsFifo && Sending.CheckFifoEntry(resource, message) is { } unfit)
            {
                return unfit;
            }

            if (Sending.TryTake(resource, message, facts, turn, out var taken) is { } error)
            {
                (failed ??= []).Add(Batch.Failed(entry.Id!, error));
                continue;
            }

            if (taken.Fact is { } sent)
            {
                facts.Add(sent);
            }

            successful.Add(
                new SendMessageBatchResultEntry
                {
                    Id = entry.Id,
                    MessageId = taken.MessageId.ToString(),
                    SequenceNumber = taken.SequenceNumber,
                    MD5OfMessageBody = taken.BodyMd5,
                    MD5OfMessageAttributes = taken.AttributesMd5,
                    MD5OfMessageSystemAttributes = taken.SystemAttributesMd5,
                }
            );
        }

        return Outcome<SendMessageBatchResult>.Reply(
            new SendMessageBatchResult { Successful = successful.Count > 0 ? successful : null, Failed = failed },
            facts
        );
    }

    public static void Observe(Queue resource, SendMessageBatchResult reply, IReadOnlyList<IFact> facts) =>
        Sending.Count(resource, facts, reply.Successful?.Count ?? 0);

    private static long SizeOf(SendMessageBatchRequestEntry entry, SqsLimits limits) =>
        MessageRules.TryReadAttributes(entry.MessageAttributes, limits, out var attributes) is null
            ? MessageRules.SizeOf(entry.MessageBody ?? default, attributes)
            : entry.MessageBody?.Length ?? 0;
}
