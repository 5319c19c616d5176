using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>The last message move tasks of a dead-letter queue, the latest first.</summary>
/// <remarks>
/// Records nothing. Only a running task shows its handle.
/// <para>Units: MaxResults 1 to 10, absent means 1; StartedTimestamp in milliseconds since the epoch.</para>
/// <para>Errors: ResourceNotFoundException, InvalidParameterValue.</para>
/// <para>Source: SQS API Reference, ListMessageMoveTasks; fields as recorded from AWS.</para>
/// </remarks>
public sealed class ListMessageMoveTasks : IOperation<Queue, ListMessageMoveTasksRequest, ListMessageMoveTasksResult>
{
    public static ResourceId Address(ListMessageMoveTasksRequest request, Caller caller) =>
        QueueAddress.IdOf(request.SourceArn, caller);

    public static Outcome<ListMessageMoveTasksResult> Decide(Queue resource, ListMessageMoveTasksRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return StartMessageMoveTask.NotFound("SourceArn");
        }

        var most = request.MaxResults ?? Limits.MoveTasksListedDefault;
        if (most is < 1 or > Limits.MoveTasksListedMax)
        {
            return MessageRules.Invalid(
                most.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "MaxResults",
                $"Must be between 1 and {Limits.MoveTasksListedMax}, if provided."
            );
        }

        List<ListMessageMoveTasksResultEntry> results =
        [
            .. resource.MoveTasks.Take(most).Select(task => Shown(task, resource.Arn)),
        ];
        return Outcome<ListMessageMoveTasksResult>.Reply(
            new ListMessageMoveTasksResult { Results = results.Count > 0 ? results : null }
        );
    }

    private static ListMessageMoveTasksResultEntry Shown(MoveTask task, string sourceArn) =>
        new()
        {
            TaskHandle = task.Status == MoveTaskStatus.Running ? new MoveTaskHandle(task.Started.Id, sourceArn).ToString() : null,
            Status = task.Status switch
            {
                MoveTaskStatus.Running => "RUNNING",
                MoveTaskStatus.Completed => "COMPLETED",
                MoveTaskStatus.Failed => "FAILED",
                _ => task.Moving > 0 ? "CANCELLING" : "CANCELLED",
            },
            SourceArn = sourceArn,
            DestinationArn = task.Started.DestinationArn,
            MaxNumberOfMessagesPerSecond = task.Started.PerSecond,
            ApproximateNumberOfMessagesMoved = task.Moved,
            ApproximateNumberOfMessagesToMove = task.Started.ToMove,
            FailureReason = task.FailureReason,
            StartedTimestamp = task.Started.At,
        };
}
