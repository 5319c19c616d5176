namespace Millrace.Languages.StatesLanguage;

/// <content>What becomes of a failure: a retry, a catch, the end of a lane, the end of the execution.</content>
internal sealed partial class StepRun
{
    /// <summary>The state of a lane failed by what the language found in it.</summary>
    private void Fail(Lane lane, StateFailure failure)
    {
        var state = lane.State;
        var cause = failure.NamesState
            ? $"An error occurred while executing the state '{state.Name}' (entered at the event id #{lane.EnteredEventId}). {failure.Message}"
            : failure.Message;
        if (failure.IsEvaluation)
        {
            // While nothing has followed the entry, the failed evaluation follows what came before it: so it is recorded.
            var follows =
                lane.LastEventId == lane.EnteredEventId && !failure.AfterEvaluation ? lane.EventBeforeEntry : lane.LastEventId;
            lane.LastEventId = Emit(
                HistoryEventType.EvaluationFailed,
                follows,
                new HistoryEventDetails
                {
                    Error = failure.Error,
                    Cause = cause,
                    Location = failure.Field,
                    State = state.Name,
                }
            );
        }

        HandleError(lane, new StateError(failure.Error, cause));
    }

    /// <summary>The state of a lane failed: try it again, catch, or fail the lane.</summary>
    private void HandleError(Lane lane, StateError error)
    {
        lane.Work = null;
        if (!error.MayBeHandled)
        {
            EndExecution(ExecutionStatus.Failed, lane.LastEventId, error);
            return;
        }

        if (lane.State is not ResultState state)
        {
            FailLane(lane, error);
            return;
        }

        if (ErrorHandling.Retry(state.Retry, lane.Attempts, error, _entropy.NextDouble()) is { } retry)
        {
            var attempts = new int[state.Retry.Count];
            lane.Attempts.CopyTo(attempts, 0);
            attempts[retry.Retrier]++;
            lane.Attempts = attempts;
            lane.RetryCount++;
            lane.Work = new RetryWork(_turn.Now + retry.Delay);
            return;
        }

        if (state is ParallelState)
        {
            EmitNext(lane, HistoryEventType.ParallelStateFailed, null);
        }
        else if (state is MapState)
        {
            EmitNext(lane, HistoryEventType.MapStateFailed, null);
        }

        var index = ErrorHandling.Catch(state.Catch, error);
        if (index < 0)
        {
            FailLane(lane, error);
            return;
        }

        try
        {
            CompleteCaught(lane, state, state.Catch[index], error);
        }
        catch (StateFailure failure)
        {
            // A catcher that fails itself is not caught again.
            FailCatcher(lane, failure, index);
        }
    }

    private void FailCatcher(Lane lane, StateFailure failure, int index)
    {
        var state = lane.State;
        var cause =
            $"An error occurred while executing the state '{state.Name}' (entered at the event id #{lane.EnteredEventId}). {failure.Message}";
        if (failure.IsEvaluation)
        {
            EmitNext(
                lane,
                HistoryEventType.EvaluationFailed,
                new HistoryEventDetails
                {
                    Error = failure.Error,
                    Cause = cause,
                    Location = failure.Field ?? $"Catch[{index}]",
                    State = state.Name,
                }
            );
        }

        FailLane(lane, new StateError(failure.Error, cause));
    }

    /// <summary>A lane ends with a failure; the state that opened it fails with it, and its other lanes end too.</summary>
    private void FailLane(Lane lane, StateError error)
    {
        if (lane.Id == Lane.Root || !error.MayBeHandled)
        {
            EndExecution(ExecutionStatus.Failed, lane.LastEventId, error);
            return;
        }

        var parent = _execution.Lanes[lane.Parent];
        var last = lane.LastEventId;
        if (parent.State is MapState map)
        {
            Emit(HistoryEventType.MapIterationFailed, last, new HistoryEventDetails { Name = map.Name, Index = lane.Index });
        }

        if (lane.State is TaskState)
        {
            Emit(HistoryEventType.TaskStateAborted, last, null);
        }

        _execution.Lanes.Remove(lane.Id);
        AbortChildren(parent, last);
        parent.LastEventId = last;
        HandleError(parent, error);
    }

    /// <summary>Ends all lanes that the state of a lane has opened.</summary>
    private void AbortChildren(Lane parent, long last)
    {
        foreach (var child in _execution.Lanes.Values.Where(lane => lane.Parent == parent.Id).ToArray())
        {
            if (parent.State is MapState map)
            {
                Emit(
                    HistoryEventType.MapIterationAborted,
                    last,
                    new HistoryEventDetails { Name = map.Name, Index = child.Index }
                );
            }

            if (child.IsInside && AbortedType(child.State.Type) is { } aborted)
            {
                Emit(aborted, last, null);
            }

            Abandon(child);
            if (child.Work is ForkWork)
            {
                AbortChildren(child, last);
            }

            _execution.Lanes.Remove(child.Id);
        }
    }

    private static HistoryEventType? AbortedType(StateType type) =>
        type switch
        {
            StateType.Task => HistoryEventType.TaskStateAborted,
            StateType.Wait => HistoryEventType.WaitStateAborted,
            StateType.Parallel => HistoryEventType.ParallelStateAborted,
            StateType.Map => HistoryEventType.MapStateAborted,
            _ => null,
        };
}
