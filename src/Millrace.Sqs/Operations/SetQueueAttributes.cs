using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Sets attributes of a queue; an empty policy or redrive policy takes it away.</summary>
/// <remarks>
/// Records <see cref="QueueAttributesSet"/>. A new delay does not touch messages already sent, but in a FIFO queue; a new retention does.
/// <para>Errors: QueueDoesNotExist, InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue (redrive policy).</para>
/// <para>Source: SQS API Reference, SetQueueAttributes; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SetQueueAttributes : IOperation<Queue, SetQueueAttributesRequest, Unit>
{
    public static ResourceId Address(SetQueueAttributesRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, SetQueueAttributesRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var attributes = request.Attributes ?? [];
        if (resource.Attributes.Check(attributes, resource.IsFifo) is { } refusal)
        {
            return refusal;
        }

        var (question, badTarget) = RedriveTarget.Check(resource.Arn, attributes, turn);
        if (question is not null)
        {
            return Outcome<Unit>.Ask(question);
        }

        return badTarget is not null
            ? badTarget
            : Outcome<Unit>.Reply(Unit.Value, [new QueueAttributesSet(turn.Now, attributes)]);
    }
}
