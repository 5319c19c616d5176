using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Lists the queues whose redrive policy names this one as their dead-letter queue.</summary>
/// <remarks>
/// <para>Units: MaxResults 1 to 1,000; without it up to 1,000 queues and no NextToken.</para>
/// <para>Errors: QueueDoesNotExist, InvalidParameterValue (MaxResults, NextToken).</para>
/// <para>Source: SQS API Reference, ListDeadLetterSourceQueues.</para>
/// </remarks>
public sealed class ListDeadLetterSourceQueues
    : IListing<Queue, ListDeadLetterSourceQueuesRequest, string, ListDeadLetterSourceQueuesResult>
{
    public static ResourceId Address(ListDeadLetterSourceQueuesRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static string? Select(Queue resource, ListDeadLetterSourceQueuesRequest request, in Turn turn)
    {
        var target = QueueAddress.IdOf(request.QueueUrl, turn.Caller).Arn;
        var isSource = resource.Exists && resource.Attributes.Redrive?.DeadLetterTargetArn == target;
        return isSource || (resource.Exists && resource.Arn == target) ? resource.Arn : null;
    }

    public static Outcome<ListDeadLetterSourceQueuesResult> Gather(
        List<string> items,
        ListDeadLetterSourceQueuesRequest request,
        in Turn turn
    )
    {
        // The queue itself contributes too, which tells that it exists.
        if (!items.Remove(QueueAddress.IdOf(request.QueueUrl, turn.Caller).Arn))
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (Page.TryTake(items, request.MaxResults, request.NextToken, out var page, out var next) is { } refusal)
        {
            return refusal;
        }

        var caller = turn.Caller;
        return Outcome<ListDeadLetterSourceQueuesResult>.Reply(
            new ListDeadLetterSourceQueuesResult
            {
                QueueUrls = page.ConvertAll(arn => QueueAddress.UrlOf(arn, caller)),
                NextToken = next,
            }
        );
    }
}
