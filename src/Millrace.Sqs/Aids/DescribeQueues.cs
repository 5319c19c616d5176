using Millrace.Engine;

namespace Millrace.Sqs.Aids;

/// <summary>Which queues to show, over all accounts and regions, in the order of their ARNs.</summary>
/// <param name="After">Only queues whose ARN comes behind this one; null for the first page.</param>
/// <param name="Most">Queues at most.</param>
public sealed record QueuesRequest(string? After, int Most);

/// <summary>Queues in numbers.</summary>
/// <param name="Next">What the next page comes behind; null when there are no more.</param>
public sealed record QueuesPage(IReadOnlyList<QueueView> Queues, string? Next);

/// <summary>All queues in numbers, a page at a time.</summary>
/// <remarks>No operation of AWS's. Records nothing.</remarks>
public sealed class DescribeQueues : IListing<Queue, QueuesRequest, QueueView, QueuesPage>
{
    /// <summary>The aids ask in the server's own name, to whom nothing is denied.</summary>
    public static ResourceId Address(QueuesRequest request, Caller caller) =>
        QueueAddress.IdOf(caller.Region, caller.Account, "");

    public static QueueView? Select(Queue resource, QueuesRequest request, in Turn turn) =>
        resource.Exists && (request.After is null || string.CompareOrdinal(resource.Arn, request.After) > 0)
            ? resource.ViewAt(turn.Now)
            : null;

    public static Outcome<QueuesPage> Gather(List<QueueView> items, QueuesRequest request, in Turn turn)
    {
        items.Sort(static (left, right) => string.CompareOrdinal(left.Arn, right.Arn));
        var page = items.Take(request.Most).ToList();
        return Outcome<QueuesPage>.Reply(new QueuesPage(page, items.Count > page.Count ? page[^1].Arn : null));
    }
}
