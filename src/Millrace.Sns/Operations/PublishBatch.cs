using System.Buffers;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Protection;

namespace Millrace.Sns.Operations;

/// <summary>Publishes up to ten messages to a topic in one turn.</summary>
/// <remarks>
/// Records a <see cref="MessagePublished"/> each. What the topic's data protection policy prohibits fails alone, with AuthorizationError. What is wrong with one entry's form refuses the whole batch, as recorded from AWS.
/// <para>
/// Errors: NotFound, EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct, InvalidBatchEntryId, BatchRequestTooLong
/// (all messages together over 256 KiB), InvalidParameter, ParameterValueInvalid.
/// </para>
/// <para>Source: SNS API Reference, PublishBatch; texts as recorded from AWS.</para>
/// </remarks>
public sealed class PublishBatch : IOperation<Topic, PublishBatchInput, PublishBatchResponse>
{
    private static readonly SearchValues<char> _idCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    public static ResourceId Address(PublishBatchInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<PublishBatchResponse> Decide(Topic resource, PublishBatchInput request, in Turn turn)
    {
        if (TopicAddress.Check(resource.Arn, turn.Caller) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        var entries = request.PublishBatchRequestEntries!;
        if (CheckEntries(entries) is { } badBatch)
        {
            return badBatch;
        }

        var messages = entries.ConvertAll(entry => new NewMessage(
            entry.Message,
            entry.Subject,
            entry.MessageStructure,
            entry.MessageAttributes,
            entry.MessageGroupId,
            entry.MessageDeduplicationId
        ));
        var attributes = new List<IReadOnlyList<StoredAttribute>>();
        var size = 0L;
        foreach (var message in messages)
        {
            if (Publishing.Check(resource, message, out var read) is { } refusal)
            {
                return refusal;
            }

            attributes.Add(read);
            size += MessageRules.SizeOf(message.Body!.Value, read);
        }

        if (size > Limits.MessageBytesMax)
        {
            return SnsErrors.BatchRequestTooLongException;
        }

        var published = new List<MessagePublished>();
        var audits = new List<IFact>();
        var successful = new List<PublishBatchResultEntry>();
        var failed = new List<BatchResultErrorEntry>();
        for (var index = 0; index < messages.Count; index++)
        {
            var inspected = InboundProtection.Inspect(resource, messages[index], turn.NewId(published.Count), turn);
            if (inspected.Audit is { } audited)
            {
                audits.Add(audited);
            }

            if (inspected.Refusal is { } prohibited)
            {
                failed.Add(Failure(entries[index].Id, prohibited));
                continue;
            }

            var taken = Publishing.Take(resource, inspected.Message, attributes[index], published, turn);
            if (taken.Fact is { } fact)
            {
                published.Add(fact);
            }

            successful.Add(
                new PublishBatchResultEntry
                {
                    Id = entries[index].Id,
                    MessageId = taken.MessageId.ToString(),
                    SequenceNumber = taken.SequenceNumber,
                }
            );
        }

        return Outcome<PublishBatchResponse>.Reply(
            new PublishBatchResponse { Successful = successful, Failed = failed },
            [.. published, .. audits]
        );
    }

    private static BatchResultErrorEntry Failure(string? id, AwsError error) =>
        new()
        {
            Id = id,
            Code = error.Code,
            Message = error.Message,
            SenderFault = error.Fault == Fault.Sender,
        };

    private static AwsError? CheckEntries(List<PublishBatchRequestEntry> entries)
    {
        if (entries.Count == 0)
        {
            return SnsErrors.EmptyBatchRequestException;
        }

        if (entries.Count > Limits.BatchEntriesMax)
        {
            return SnsErrors.TooManyEntriesInBatchRequestException;
        }

        if (entries.Exists(entry => !IsId(entry.Id!)))
        {
            return SnsErrors.InvalidBatchEntryIdException;
        }

        return entries.DistinctBy(entry => entry.Id, StringComparer.Ordinal).Count() < entries.Count
            ? SnsErrors.BatchEntryIdsNotDistinctException
            : null;
    }

    private static bool IsId(string id) =>
        id.Length is >= 1 and <= Limits.BatchIdLengthMax && !id.AsSpan().ContainsAnyExcept(_idCharacters);
}
