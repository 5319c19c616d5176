using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Aids;

/// <summary>A queue in numbers, at this moment.</summary>
/// <remarks>
/// No operation of AWS's. Records nothing.
/// <para>Errors: QueueDoesNotExist.</para>
/// </remarks>
public sealed class DescribeQueue : IOperation<Queue, QueueRequest, QueueView>
{
    public static ResourceId Address(QueueRequest request, Caller caller) => new(Queue.Kind, request.QueueArn);

    public static Outcome<QueueView> Decide(Queue resource, QueueRequest request, in Turn turn) =>
        resource.Exists ? Outcome<QueueView>.Reply(resource.ViewAt(turn.Now)) : SqsErrors.QueueDoesNotExist;
}
