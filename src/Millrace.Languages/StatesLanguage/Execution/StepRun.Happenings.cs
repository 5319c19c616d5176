using System.Diagnostics;

namespace Millrace.Languages.StatesLanguage;

/// <content>What happened from outside, and what falls due.</content>
internal sealed partial class StepRun
{
    /// <returns>False when it concerns nothing that is open.</returns>
    private bool Receive(Happening happening)
    {
        switch (happening)
        {
            case Happening.Continued:
                return true;
            case Happening.TimeCame:
                return FallDue();
            case Happening.StopRequested stop:
                EndExecution(ExecutionStatus.Aborted, 0, new StateError(stop.Error, stop.Cause));
                return true;
            case Happening.TaskSucceeded done:
                return ForTask(done.TaskId, lane => Succeed(lane, done.Output));
            case Happening.TaskFailed failed:
                return ForTask(failed.TaskId, lane => FailTask(lane, new StateError(failed.Error, failed.Cause)));
            case Happening.TaskSubmitted submitted:
                return ForTask(submitted.TaskId, lane => Submit(lane, submitted.Output));
            case Happening.TaskHeartbeat beat:
                return ForTask(beat.TaskId, Heartbeat);
            case Happening.ActivityStarted started:
                return ForTask(started.TaskId, lane => StartActivity(lane, started.WorkerName));
            case Happening.MapRunSucceeded succeeded:
                return ForMapRun(succeeded.MapRunArn, (lane, run) => EndMapRun(lane, run, succeeded.Result));
            case Happening.MapRunFailed failed:
                return ForMapRun(
                    failed.MapRunArn,
                    (lane, run) => FailMapRun(lane, run, new StateError(failed.Error, failed.Cause))
                );
            default:
                throw new UnreachableException(happening.GetType().Name);
        }
    }

    private bool ForTask(long taskId, Action<Lane> act)
    {
        if (Waiting(taskId) is not { } lane)
        {
            return false;
        }

        act(lane);
        return true;
    }

    private bool ForMapRun(string mapRunArn, Action<Lane, MapRunWork> act)
    {
        foreach (var lane in _execution.Lanes.Values)
        {
            if (lane.Work is MapRunWork run && string.Equals(run.MapRunArn, mapRunArn, StringComparison.Ordinal))
            {
                act(lane, run);
                return true;
            }
        }

        return false;
    }

    private bool FallDue()
    {
        if (_execution.Deadline <= _turn.Now)
        {
            EndExecution(ExecutionStatus.TimedOut, 0, new StateError(ErrorNames.Timeout, null));
            return true;
        }

        var due = _execution.Lanes.Values.Where(lane => lane.Work?.Due <= _turn.Now).OrderBy(lane => lane.Work!.Due).ToArray();
        // Timeouts of the same moment are all told before the first has consequences: so it is recorded for a Map.
        var timedOut = due.Select(TimeOut).ToArray();
        for (var i = 0; i < due.Length; i++)
        {
            var lane = due[i];
            if (IsOpen(lane))
            {
                Due(lane, timedOut[i]);
            }
        }

        return due.Length > 0;
    }

    /// <summary>Tells that the task of a lane has timed out; null when the lane waits for something else.</summary>
    private StateError? TimeOut(Lane lane)
    {
        if (lane.Work is not TaskWork task)
        {
            return null;
        }

        var resource = ((TaskState)lane.State).Resource;
        var error = new StateError(
            ErrorNames.Timeout,
            null,
            MissedHeartbeat: task.HeartbeatDue <= _turn.Now && !(task.Deadline <= _turn.Now)
        );
        EmitNext(lane, TimedOutType(resource.Kind), Named(resource) with { Error = error.Name });
        _directives.Add(new Directive.AbandonTask(task.TaskId));
        lane.Work = null;
        return error;
    }

    private void Due(Lane lane, StateError? timedOut)
    {
        if (timedOut is { } error)
        {
            HandleError(lane, error);
            return;
        }

        var work = lane.Work;
        lane.Work = null;
        if (work is WaitWork)
        {
            Attempt(lane, () => LeaveWait(lane, (WaitState)lane.State));
        }
        else
        {
            Attempt(lane, () => Execute(lane, lane.State));
        }
    }
}
