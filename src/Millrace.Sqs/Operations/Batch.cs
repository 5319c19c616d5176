using System.Buffers;
using Millrace.Api;
using Millrace.Api.Sqs;

namespace Millrace.Sqs.Operations;

/// <summary>The rules that all batch operations share.</summary>
internal static class Batch
{
    private static readonly SearchValues<char> _idCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    /// <summary>One to ten entries with well-formed, distinct ids; what AWS says otherwise, or null.</summary>
    public static AwsError? Check<T>(Queue queue, List<T>? entries, string entryName, Func<T, string?> idOf)
    {
        if (entries is null || entries.Count == 0)
        {
            return SqsErrors.EmptyBatchRequest.WithMessage($"There should be at least one {entryName} in the request.");
        }

        if (entries.Count > queue.Limits.BatchEntriesMax)
        {
            return SqsErrors.TooManyEntriesInBatchRequest.WithMessage(
                $"Maximum number of entries per request are {queue.Limits.BatchEntriesMax}. You have sent {entries.Count}."
            );
        }

        for (var index = 0; index < entries.Count; index++)
        {
            var id = idOf(entries[index]);
            if (id is null || !IsId(id))
            {
                return SqsErrors.InvalidBatchEntryId;
            }

            for (var earlier = 0; earlier < index; earlier++)
            {
                if (string.Equals(idOf(entries[earlier]), id, StringComparison.Ordinal))
                {
                    return SqsErrors.BatchEntryIdsNotDistinct.WithMessage($"Id {id} repeated.");
                }
            }
        }

        return null;
    }

    /// <summary>Whether a text can be the id of an entry, or the label of a permission: 1 to 80 letters, digits, hyphens, underscores.</summary>
    public static bool IsId(string id) =>
        id.Length is >= 1 and <= Limits.BatchIdLengthMax && !id.AsSpan().ContainsAnyExcept(_idCharacters);

    /// <summary>How a batch tells that one of its entries failed.</summary>
    public static BatchResultErrorEntry Failed(string id, AwsError error) =>
        new()
        {
            Id = id,
            Code = error.Code,
            Message = error.Message,
            SenderFault = error.Fault == Fault.Sender,
        };
}
