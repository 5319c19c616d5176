using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Ends a running move task; what it has moved stays moved.</summary>
/// <remarks>
/// Records <see cref="MoveTaskEnded"/>.
/// <para>
/// Errors: InvalidParameterValue (not a handle), ResourceNotFoundException (no such task), UnsupportedOperation (it runs no more).
/// </para>
/// <para>Source: SQS API Reference, CancelMessageMoveTask; texts as recorded from AWS.</para>
/// </remarks>
public sealed class CancelMessageMoveTask : IOperation<Queue, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult>
{
    public static ResourceId Address(CancelMessageMoveTaskRequest request, Caller caller) =>
        QueueAddress.IdOf(MoveTaskHandle.TryParse(request.TaskHandle, out var handle) ? handle.SourceArn : "", caller);

    public static Outcome<CancelMessageMoveTaskResult> Decide(Queue resource, CancelMessageMoveTaskRequest request, in Turn turn)
    {
        if (!MoveTaskHandle.TryParse(request.TaskHandle, out var handle))
        {
            return SqsErrors.InvalidParameterValueException.WithMessage("Value for parameter TaskHandle is invalid.");
        }

        if (!resource.Exists || resource.MoveTasks.FirstOrDefault(task => task.Started.Id == handle.TaskId) is not { } named)
        {
            return SqsErrors.ResourceNotFoundException.WithMessage("Task does not exist.");
        }

        return named.Status == MoveTaskStatus.Running
            ? Outcome<CancelMessageMoveTaskResult>.Reply(
                new CancelMessageMoveTaskResult { ApproximateNumberOfMessagesMoved = named.Moved },
                [new MoveTaskEnded(MoveTaskStatus.Cancelled, null)]
            )
            : SqsErrors.UnsupportedOperation.WithMessage("Only a running message move task can be cancelled.");
    }
}
