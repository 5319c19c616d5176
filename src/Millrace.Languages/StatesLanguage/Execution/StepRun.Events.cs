using System.Diagnostics;

namespace Millrace.Languages.StatesLanguage;

/// <content>History events: ids, what follows what, and the names per kind of state and task.</content>
internal sealed partial class StepRun
{
    /// <summary>Adds an event that follows the last one of a lane, and becomes it.</summary>
    private long EmitNext(Lane lane, HistoryEventType type, HistoryEventDetails? details) =>
        lane.LastEventId = Emit(type, lane.LastEventId, details);

    /// <summary>Adds an event.</summary>
    /// <exception cref="HistoryFullException">Only the event that ends the execution has room left.</exception>
    private long Emit(HistoryEventType type, long previousEventId, HistoryEventDetails? details)
    {
        var id = _execution.LastEventId + 1;
        if (id >= Limits.HistoryEventsMax && _definition.Type == StateMachineType.Standard && !EndsExecution(type))
        {
            throw new HistoryFullException();
        }

        _execution.LastEventId = id;
        _events.Add(new HistoryEvent(id, previousEventId, _turn.Now, type, details));
        return id;
    }

    /// <summary>Says that the tasks of this step have started; an activity says so itself when a worker takes it.</summary>
    private void EmitStarts()
    {
        foreach (var (lane, taskId) in _starting)
        {
            if (!IsOpen(lane) || lane.Work is not TaskWork task || task.TaskId != taskId)
            {
                continue;
            }

            var resource = ((TaskState)lane.State).Resource;
            if (resource.Kind == TaskKind.Service)
            {
                EmitNext(lane, HistoryEventType.TaskStarted, Named(resource));
            }
            else if (resource.Kind == TaskKind.LambdaFunction)
            {
                EmitNext(lane, HistoryEventType.LambdaFunctionStarted, null);
            }
        }

        _starting.Clear();
    }

    private static HistoryEventDetails Named(TaskResource resource) =>
        resource.Kind == TaskKind.Service
            ? new HistoryEventDetails { Resource = resource.Resource, ResourceType = resource.ResourceType }
            : HistoryEventDetails.None;

    private static bool EndsExecution(HistoryEventType type) =>
        type
            is HistoryEventType.ExecutionSucceeded
                or HistoryEventType.ExecutionFailed
                or HistoryEventType.ExecutionAborted
                or HistoryEventType.ExecutionTimedOut;

    private static HistoryEventType EnteredType(StateType type) =>
        type switch
        {
            StateType.Task => HistoryEventType.TaskStateEntered,
            StateType.Wait => HistoryEventType.WaitStateEntered,
            StateType.Pass => HistoryEventType.PassStateEntered,
            StateType.Succeed => HistoryEventType.SucceedStateEntered,
            StateType.Fail => HistoryEventType.FailStateEntered,
            StateType.Choice => HistoryEventType.ChoiceStateEntered,
            StateType.Parallel => HistoryEventType.ParallelStateEntered,
            _ => HistoryEventType.MapStateEntered,
        };

    private static HistoryEventType ExitedType(StateType type) =>
        type switch
        {
            StateType.Task => HistoryEventType.TaskStateExited,
            StateType.Wait => HistoryEventType.WaitStateExited,
            StateType.Pass => HistoryEventType.PassStateExited,
            StateType.Succeed => HistoryEventType.SucceedStateExited,
            StateType.Choice => HistoryEventType.ChoiceStateExited,
            StateType.Parallel => HistoryEventType.ParallelStateExited,
            StateType.Map => HistoryEventType.MapStateExited,
            _ => throw new UnreachableException($"A {type} state is not left."),
        };

    private static HistoryEventType SucceededType(TaskKind kind) =>
        kind switch
        {
            TaskKind.LambdaFunction => HistoryEventType.LambdaFunctionSucceeded,
            TaskKind.Activity => HistoryEventType.ActivitySucceeded,
            _ => HistoryEventType.TaskSucceeded,
        };

    private static HistoryEventType FailedType(TaskKind kind) =>
        kind switch
        {
            TaskKind.LambdaFunction => HistoryEventType.LambdaFunctionFailed,
            TaskKind.Activity => HistoryEventType.ActivityFailed,
            _ => HistoryEventType.TaskFailed,
        };

    private static HistoryEventType TimedOutType(TaskKind kind) =>
        kind switch
        {
            TaskKind.LambdaFunction => HistoryEventType.LambdaFunctionTimedOut,
            TaskKind.Activity => HistoryEventType.ActivityTimedOut,
            _ => HistoryEventType.TaskTimedOut,
        };
}
