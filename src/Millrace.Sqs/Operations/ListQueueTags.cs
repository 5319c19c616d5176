using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Shows the tags of a queue; without tags, no member at all.</summary>
/// <remarks>
/// <para>Errors: QueueDoesNotExist.</para>
/// <para>Source: SQS API Reference, ListQueueTags; absence as recorded from AWS.</para>
/// </remarks>
public sealed class ListQueueTags : IOperation<Queue, ListQueueTagsRequest, ListQueueTagsResult>
{
    public static ResourceId Address(ListQueueTagsRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<ListQueueTagsResult> Decide(Queue resource, ListQueueTagsRequest request, in Turn turn) =>
        resource.Exists
            ? Outcome<ListQueueTagsResult>.Reply(
                new ListQueueTagsResult { Tags = resource.Tags.Count > 0 ? new Dictionary<string, string>(resource.Tags) : null }
            )
            : SqsErrors.QueueDoesNotExist;
}
