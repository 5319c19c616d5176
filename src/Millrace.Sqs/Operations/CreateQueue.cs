using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Creates a queue, or answers with the one that is there when all given attributes agree.</summary>
/// <remarks>
/// Records <see cref="QueueCreated"/>. Asks the dead-letter queue first when a redrive policy names one.
/// <para>
/// Errors: InvalidParameterValue (name, redrive policy), InvalidAttributeName, InvalidAttributeValue, QueueNameExists,
/// QueueDeletedRecently for 60 seconds after a deletion.
/// </para>
/// <para>Source: SQS API Reference, CreateQueue; texts as recorded from AWS.</para>
/// </remarks>
public sealed class CreateQueue : IOperation<Queue, CreateQueueRequest, CreateQueueResult>
{
    /// <summary>What a caller must be allowed besides, to create a queue with tags.</summary>
    private const string TagAction = "sqs:TagQueue";

    public static ResourceId Address(CreateQueueRequest request, Caller caller) =>
        QueueAddress.IdOf(caller.Region, caller.Account, request.QueueName);

    public static RequestTags? TagsOf(CreateQueueRequest request) => RequestTags.Setting(request.Tags);

    public static Outcome<CreateQueueResult> Decide(Queue resource, CreateQueueRequest request, in Turn turn)
    {
        var attributes = request.Attributes ?? [];
        if (Check(request.QueueName!, attributes, resource.Limits) is { } refusal)
        {
            return refusal;
        }

        var reply = new CreateQueueResult { QueueUrl = QueueAddress.UrlOf(resource.Arn, turn.Caller) };
        if (resource.Exists)
        {
            return Difference(resource, attributes) is { } difference ? difference : Outcome<CreateQueueResult>.Reply(reply);
        }

        if (resource.DeletedAt + TimeSpan.FromSeconds(resource.Limits.RecreateIntervalSeconds) > turn.Now)
        {
            return SqsErrors.QueueDeletedRecently;
        }

        var tags = request.Tags ?? [];
        if (
            tags.Count > 0
            && turn.Caller.Access?.Refusal(TagAction, resource, resource.Arn, turn.Now, TagsOf(request)) is { } mayNotTag
        )
        {
            return mayNotTag;
        }

        if (TagQueue.Check(tags, tags.Count) is { } badTag)
        {
            return badTag;
        }

        var (question, badTarget) = RedriveTarget.Check(resource.Arn, attributes, turn);
        if (question is not null)
        {
            return Outcome<CreateQueueResult>.Ask(question);
        }

        return badTarget is not null
            ? badTarget
            : Outcome<CreateQueueResult>.Reply(reply, [new QueueCreated(turn.Now, attributes, tags)]);
    }

    public static void Observe(Queue resource, CreateQueueResult reply, IReadOnlyList<IFact> facts)
    {
        if (facts.Count > 0)
        {
            resource.Metrics.Begin(resource.CreatedAt!.Value);
        }
    }

    private static AwsError? Check(string name, Dictionary<string, string> attributes, SqsLimits limits)
    {
        var wantsFifo =
            attributes.TryGetValue(QueueAttributeName.FifoQueue, out var fifo)
            && fifo.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (!QueueAddress.IsName(name) || name.EndsWith(".fifo", StringComparison.Ordinal) != wantsFifo)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                wantsFifo
                    ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, "
                        + "must end with .fifo suffix and be 1 to 80 in length."
                    : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            );
        }

        return QueueAttributes.Default(limits).Check(attributes, wantsFifo);
    }

    private static AwsError? Difference(Queue queue, Dictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (!string.Equals(queue.Attributes.Shown(name) ?? "", value, StringComparison.Ordinal))
            {
                return SqsErrors.QueueNameExists.WithMessage(
                    $"A queue already exists with the same name and a different value for attribute {name}"
                );
            }
        }

        return null;
    }
}
