using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Deletes a queue with all its messages; who waits on it is answered at once.</summary>
/// <remarks>
/// Records <see cref="QueueDeleted"/>. The name is free again after 60 seconds.
/// <para>Errors: QueueDoesNotExist.</para>
/// <para>Source: SQS API Reference, DeleteQueue.</para>
/// </remarks>
public sealed class DeleteQueue : IOperation<Queue, DeleteQueueRequest, Unit>
{
    public static ResourceId Address(DeleteQueueRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, DeleteQueueRequest request, in Turn turn) =>
        resource.Exists ? Outcome<Unit>.Reply(Unit.Value, [new QueueDeleted(turn.Now)]) : SqsErrors.QueueDoesNotExist;
}
