using System.Diagnostics;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>One step being decided. Works on a copy of the state; what it adds up to is a <see cref="Step"/>.</summary>
internal sealed partial class StepRun
{
    private readonly StateMachineDefinition _definition;
    private readonly ExecutionState _execution;
    private readonly StepTurn _turn;
    private readonly Entropy _entropy;
    private readonly List<HistoryEvent> _events = [];
    private readonly List<Directive> _directives = [];

    // Lanes that can go on, first come, first served.
    private readonly Queue<Lane> _ready = new();

    // Tasks start once every lane has come to rest: with many branches AWS schedules all of them before the first starts.
    private readonly List<(Lane Lane, long TaskId)> _starting = [];
    private readonly WorkBudget _work = new();
    private int _transitions;

    public StepRun(StateMachineDefinition definition, ExecutionState execution, StepTurn turn)
    {
        _definition = definition;
        _execution = execution;
        _turn = turn;
        _entropy = new Entropy(turn.Seed);
        foreach (var lane in execution.Lanes.Values)
        {
            lane.Scope = ScopeOf(lane);
        }
    }

    /// <summary>What its expressions took so far, in units of <see cref="Limits.StateWorkMax"/>.</summary>
    public long Work => _work.Spent;

    public Step Start()
    {
        Emit(
            HistoryEventType.ExecutionStarted,
            0,
            new HistoryEventDetails { Input = _execution.Start.Input, RoleArn = _execution.Start.RoleArn }
        );
        var root = new Lane
        {
            Id = Lane.Root,
            Parent = 0,
            Index = 0,
            StateName = _definition.Scope.StartAt,
            Input = _execution.Start.Input,
            Scope = _definition.Scope,
        };
        _execution.LastLaneId = root.Id;
        _execution.Lanes.Add(root.Id, root);
        return Decide(() => { });
    }

    /// <param name="happening">What happened.</param>
    /// <param name="before">The state as it was handed in, to be handed back when nothing comes of it.</param>
    public Step Next(Happening happening, ExecutionState before)
    {
        var accepted = true;
        var step = Decide(() => accepted = Receive(happening));
        return accepted ? step : new Step(before, [], [], Accepted: false);
    }

    private Step Decide(Action begin)
    {
        try
        {
            begin();
            foreach (var lane in _execution.Lanes.Values)
            {
                Ready(lane);
            }

            while (HasTime && _ready.TryDequeue(out var lane))
            {
                Walk(lane);
            }

            EmitStarts();
        }
        catch (HistoryFullException)
        {
            EndExecution(
                ExecutionStatus.Failed,
                0,
                new StateError(
                    ErrorNames.Runtime,
                    $"The execution reached the maximum number of history events ({Limits.HistoryEventsMax})."
                )
            );
        }

        if (_execution.Status == ExecutionStatus.Running)
        {
            if (_execution.HasMore)
            {
                _directives.Add(new Directive.Continue());
            }
            else if (_execution.NextDue is { } due)
            {
                _directives.Add(new Directive.WaitUntil(due));
            }
        }

        return new Step(_execution, _events, _directives) { Work = _work.Spent };
    }

    /// <summary>Whether this step may go on: it is short of the most in transitions, work and memory.</summary>
    private bool HasTime =>
        _transitions < Limits.TransitionsPerStepMax && _work.Spent < Limits.StateWorkMax && _work.Kept < Limits.StateBytesMax;

    private void Ready(Lane lane)
    {
        // A lane may come twice: walking one that has come to rest does nothing.
        if (lane.Work is null)
        {
            _ready.Enqueue(lane);
        }
    }

    /// <summary>Goes on with one lane until it has to wait, has ended, or the step is long enough.</summary>
    private void Walk(Lane lane)
    {
        while (HasTime && lane.Work is null && IsOpen(lane))
        {
            _transitions++;
            Enter(lane);
        }
    }

    private bool IsOpen(Lane lane) => _execution.Lanes.TryGetValue(lane.Id, out var open) && ReferenceEquals(open, lane);

    private void Enter(Lane lane)
    {
        var state = lane.State;
        lane.EventBeforeEntry = lane.LastEventId;
        lane.EnteredTime = _turn.Now;
        lane.RetryCount = 0;
        lane.Attempts = [];
        lane.IsInside = true;
        lane.EnteredEventId = EmitNext(
            lane,
            EnteredType(state.Type),
            new HistoryEventDetails { Name = state.Name, Input = lane.Input }
        );
        Attempt(lane, () => Execute(lane, state));
    }

    private void Execute(Lane lane, State state)
    {
        switch (state)
        {
            case PassState pass:
                ExecutePass(lane, pass);
                break;
            case ChoiceState choice:
                ExecuteChoice(lane, choice);
                break;
            case WaitState wait:
                ExecuteWait(lane, wait);
                break;
            case SucceedState succeed:
                Leave(lane, OutputOf(lane, succeed, ScopeFor(lane)), null, null);
                break;
            case FailState fail:
                ExecuteFail(lane, fail);
                break;
            case TaskState task:
                Schedule(lane, task);
                break;
            case ParallelState parallel:
                ForkBranches(lane, parallel);
                break;
            case MapState map:
                StartMap(lane, map);
                break;
            default:
                throw new UnreachableException(state.GetType().Name);
        }
    }

    /// <summary>Does something for the state of a lane; a failure on the way becomes the failure of the state.</summary>
    private void Attempt(Lane lane, Action work)
    {
        try
        {
            work();
        }
        catch (StateFailure failure)
        {
            Fail(lane, failure);
        }
    }

    /// <summary>Leaves a state for the next one, or ends its lane.</summary>
    private void Leave(Lane lane, JsonValue output, JsonObject? assigned, string? next)
    {
        var state = lane.State;
        if (!PayloadSize.IsSame(output, lane.Input) && PayloadSize.IsTooLarge(output))
        {
            throw StateFailure.TooLarge(state.Name);
        }

        if (assigned is not null)
        {
            lane.Variables = Assign(lane, assigned);
        }

        lane.Work = null;
        lane.IsInside = false;
        EmitNext(
            lane,
            ExitedType(state.Type),
            new HistoryEventDetails
            {
                Name = state.Name,
                Output = output,
                AssignedVariables = assigned is { Count: > 0 } ? assigned : null,
            }
        );
        if (next is null)
        {
            EndLane(lane, output);
            return;
        }

        lane.StateName = next;
        lane.Input = output;
        Ready(lane);
    }

    private void EndLane(Lane lane, JsonValue output)
    {
        if (lane.Id != Lane.Root)
        {
            _execution.Lanes.Remove(lane.Id);
            EndChild(_execution.Lanes[lane.Parent], lane, output);
            return;
        }

        Emit(HistoryEventType.ExecutionSucceeded, lane.LastEventId, new HistoryEventDetails { Output = output });
        _execution.Output = output;
        Close(ExecutionStatus.Succeeded, default);
    }

    /// <summary>Ends the execution without success, from whatever it was doing.</summary>
    private void EndExecution(ExecutionStatus status, long previousEventId, StateError error)
    {
        var type = status switch
        {
            ExecutionStatus.Aborted => HistoryEventType.ExecutionAborted,
            ExecutionStatus.TimedOut => HistoryEventType.ExecutionTimedOut,
            _ => HistoryEventType.ExecutionFailed,
        };
        // Retry and Catch know it by the name the documentation gives; nobody's handling it shows on AWS as this one.
        if (string.Equals(error.Name, ErrorNames.IntrinsicFailure, StringComparison.Ordinal))
        {
            error = error with { Name = ErrorNames.Runtime };
        }

        Emit(type, previousEventId, HistoryEventDetails.Failure(error));
        // That it timed out, the history calls an error; the execution itself has none then.
        Close(status, status == ExecutionStatus.TimedOut ? default : error);
    }

    private void Close(ExecutionStatus status, StateError error)
    {
        foreach (var lane in _execution.Lanes.Values)
        {
            Abandon(lane);
        }

        _execution.Lanes.Clear();
        _ready.Clear();
        _starting.Clear();
        _execution.Status = status;
        _execution.Error = error.Name;
        _execution.Cause = error.Cause;
        _directives.Add(new Directive.EndExecution(status, _execution.Output, error.Name, error.Cause));
    }

    private void Abandon(Lane lane)
    {
        switch (lane.Work)
        {
            case TaskWork task:
                _directives.Add(new Directive.AbandonTask(task.TaskId));
                break;
            case MapRunWork run:
                _directives.Add(new Directive.AbandonMapRun(run.MapRunArn));
                break;
            default:
                break;
        }
    }

    private StateScope ScopeOf(Lane lane)
    {
        if (lane.Id == Lane.Root)
        {
            return _definition.Scope;
        }

        var parent = _execution.Lanes[lane.Parent];
        return (parent.Scope ?? ScopeOf(parent))[parent.StateName] switch
        {
            ParallelState parallel => parallel.Branches[lane.Index],
            MapState map => map.ItemProcessor.Scope,
            var other => throw new UnreachableException($"The state {other.Name} opens no lanes."),
        };
    }
}
