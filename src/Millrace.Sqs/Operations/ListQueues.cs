using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Lists the caller's queues in the region by name, a page at a time when MaxResults is given.</summary>
/// <remarks>
/// <para>Units: MaxResults 1 to 1,000; without it up to 1,000 queues and no NextToken.</para>
/// <para>Errors: InvalidParameterValue (MaxResults, NextToken).</para>
/// <para>Source: SQS API Reference, ListQueues.</para>
/// </remarks>
public sealed class ListQueues : IListing<Queue, ListQueuesRequest, string, ListQueuesResult>
{
    /// <summary>All queues of the account: an ARN without a name, as AWS's own refusals show it.</summary>
    public static ResourceId Address(ListQueuesRequest request, Caller caller) =>
        QueueAddress.IdOf(caller.Region, caller.Account, "");

    public static string? Select(Queue resource, ListQueuesRequest request, in Turn turn)
    {
        var prefix = QueueAddress.IdOf(turn.Caller.Region, turn.Caller.Account, request.QueueNamePrefix).Arn;
        return resource.Exists && resource.Arn.StartsWith(prefix, StringComparison.Ordinal) ? resource.Arn : null;
    }

    public static Outcome<ListQueuesResult> Gather(List<string> items, ListQueuesRequest request, in Turn turn)
    {
        if (Page.TryTake(items, request.MaxResults, request.NextToken, out var page, out var next) is { } refusal)
        {
            return refusal;
        }

        var caller = turn.Caller;
        return Outcome<ListQueuesResult>.Reply(
            new ListQueuesResult
            {
                QueueUrls = page.Count > 0 ? page.ConvertAll(arn => QueueAddress.UrlOf(arn, caller)) : null,
                NextToken = next,
            }
        );
    }
}
