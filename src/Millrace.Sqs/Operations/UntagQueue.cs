using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Removes tags of a queue; keys it does not have are passed over.</summary>
/// <remarks>
/// Records <see cref="QueueUntagged"/>.
/// <para>Errors: QueueDoesNotExist.</para>
/// <para>Source: SQS API Reference, UntagQueue.</para>
/// </remarks>
public sealed class UntagQueue : IOperation<Queue, UntagQueueRequest, Unit>
{
    public static ResourceId Address(UntagQueueRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static RequestTags? TagsOf(UntagQueueRequest request) => RequestTags.Removing(request.TagKeys);

    public static Outcome<Unit> Decide(Queue resource, UntagQueueRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        List<string> known = [.. (request.TagKeys ?? []).Where(resource.Tags.ContainsKey).Distinct()];
        return Outcome<Unit>.Reply(Unit.Value, known.Count > 0 ? [new QueueUntagged(known)] : []);
    }
}
