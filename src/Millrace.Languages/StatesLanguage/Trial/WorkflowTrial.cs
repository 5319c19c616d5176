using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Runs a definition to its end without a server: tasks answer from mocks, and the clock is only counted.</summary>
/// <remarks>The smallest engine there is around <see cref="Interpreter"/>; it also shows how to use it.</remarks>
public sealed class WorkflowTrial
{
    private const int MapRunDepthMax = 8;

    private readonly TrialMocks _mocks;
    private readonly TrialBudget _budget;
    private readonly int _depth;
    private readonly PriorityQueue<Happening, (DateTimeOffset At, int Order)> _answers = new();
    private readonly List<HistoryEvent> _events = [];
    private DateTimeOffset _now;
    private ulong _seed;
    private int _order;
    private string? _problem;

    /// <param name="mocks">What the tasks answer.</param>
    /// <param name="now">The time the trial starts at.</param>
    /// <param name="seed">Where its randomness starts.</param>
    public WorkflowTrial(TrialMocks mocks, DateTimeOffset now, ulong seed = 1)
        : this(mocks, new TrialBudget(), now, seed, 0) { }

    private WorkflowTrial(TrialMocks mocks, TrialBudget budget, DateTimeOffset now, ulong seed, int depth)
    {
        (_mocks, _budget, _now, _seed, _depth) = (mocks, budget, now, seed, depth);
    }

    /// <summary>What is done to the state between two steps, such as writing it down and reading it again; nothing by default.</summary>
    public Func<ExecutionState, ExecutionState> Carry { get; init; } = state => state;

    /// <summary>What refuses a task before it is scheduled, as <see cref="StepTurn.RefuseTask"/>; nothing by default.</summary>
    public Func<CallTask, string?>? RefuseTask { get; init; }

    /// <summary>Runs one execution.</summary>
    public TrialRun Run(StateMachineDefinition definition, ExecutionStart start)
    {
        var step = Interpreter.Start(definition, start, Turn());
        while (true)
        {
            _events.AddRange(step.Events);
            _budget.Spend(step);
            _problem ??= _budget.Problem;
            var state = Carry(step.State);
            foreach (var directive in step.Directives)
            {
                Follow(definition, state, directive);
            }

            if (state.Status != ExecutionStatus.Running || _problem is not null)
            {
                return new TrialRun(state, _events, _problem);
            }

            step = Interpreter.Next(definition, state, NextHappening(state), Turn());
        }
    }

    /// <summary>What happens next: more to decide, an answer, or the time of something due. The clock goes there at once.</summary>
    private Happening NextHappening(ExecutionState state)
    {
        if (state.HasMore)
        {
            return new Happening.Continued();
        }

        // Something is always due: the end of the longest time an execution may take.
        var due = state.NextDue!.Value;
        if (_answers.TryPeek(out _, out var first) && first.At <= due)
        {
            _now = first.At;
            return _answers.Dequeue();
        }

        _now = due > _now ? due : _now;
        return new Happening.TimeCame();
    }

    private StepTurn Turn() =>
        new()
        {
            Now = _now,
            Seed = _seed++,
            RefuseTask = RefuseTask,
        };

    private void Follow(StateMachineDefinition definition, ExecutionState state, Directive directive)
    {
        switch (directive)
        {
            case CallTask call:
                Call(call);
                break;
            case Directive.StartMapRun run:
                StartMapRun(definition, state, run.Plan);
                break;
            default:
                // Waiting and continuing follow from the state; an abandoned task's answer will find nobody.
                break;
        }
    }

    private void Call(CallTask call)
    {
        var mock = _mocks.Take(call.StateName, call.Resource.Arn);
        if (mock.IsUndefined)
        {
            _problem = $"There is no mock left for the task '{call.StateName}' ({call.Resource.Arn}).";
            return;
        }

        if (call.Resource.Kind == TaskKind.Activity)
        {
            Answer(
                _now,
                new Happening.ActivityStarted(call.TaskId, mock["workerName"] is { IsString: true } name ? name.AsString() : null)
            );
        }
        else if (call.Resource.Pattern != IntegrationPattern.RequestResponse && !(mock["submitted"].IsNull))
        {
            Answer(
                _now,
                new Happening.TaskSubmitted(call.TaskId, mock["submitted"].IsUndefined ? JsonObject.Empty : mock["submitted"])
            );
        }

        if (!mock["never"].IsUndefined)
        {
            return;
        }

        var at = mock["after"] is { IsNumber: true } after ? _now.AddSeconds(after.AsNumber()) : _now;
        Answer(
            at,
            mock["result"] is { IsUndefined: false } result
                ? new Happening.TaskSucceeded(call.TaskId, result)
                : new Happening.TaskFailed(call.TaskId, Text(mock["error"]), Text(mock["cause"]))
        );
    }

    private void StartMapRun(StateMachineDefinition definition, ExecutionState state, MapRunPlan plan)
    {
        if (_depth == MapRunDepthMax)
        {
            _problem = $"A trial runs distributed maps at most {MapRunDepthMax} deep.";
            return;
        }

        if (plan.ResultWriter is { Resource: null, Transformation: "NONE" })
        {
            _problem = $"A trial knows nothing of its children that the transformation NONE of '{plan.StateName}' could show.";
            return;
        }

        var items = plan.Items;
        if (items is null)
        {
            var mock = _mocks.Take(plan.StateName, plan.ItemReader?.Resource ?? "");
            if (mock["error"] is { IsUndefined: false } error)
            {
                Answer(_now, new Happening.MapRunFailed(plan.MapRunArn, Text(error), Text(mock["cause"])));
                return;
            }

            if (!mock["result"].IsArray)
            {
                _problem = $"There is no list of items among the mocks for the item reader of '{plan.StateName}'.";
                return;
            }

            items = mock["result"].AsArray();
        }

        _budget.Items(items.Count);
        if (_budget.Problem is null)
        {
            RunChildren(definition, state, plan, items);
        }

        _problem ??= _budget.Problem;
    }

    /// <summary>Runs the children one after the other, as if side by side: the run ends when the last of them does.</summary>
    private void RunChildren(StateMachineDefinition definition, ExecutionState state, MapRunPlan plan, JsonArray items)
    {
        var inputs = MapRunPlanner.Plan(definition, state, plan, items, Turn());
        _budget.Work(inputs.Work);
        if (inputs.Error is { } error)
        {
            Answer(_now, new Happening.MapRunFailed(plan.MapRunArn, error.Name, error.Cause));
            return;
        }

        var end = _now;

        var run = new MapRun(plan, inputs);
        var children = definition.ForChildrenOf((MapState)definition.Find(plan.StateName)!);
        while (run.Status == ExecutionStatus.Running && _budget.Problem is null)
        {
            foreach (var child in run.StartNext())
            {
                if (_budget.Problem is not null)
                {
                    break;
                }

                var trial = new WorkflowTrial(_mocks, _budget, _now, _seed++, _depth + 1)
                {
                    Carry = Carry,
                    RefuseTask = RefuseTask,
                };
                var ended = trial.Run(children, ChildStart(state.Start, child, inputs.Inputs[child]));
                _problem ??= ended.Problem;
                end = trial._now > end ? trial._now : end;
                if (ended.State.Status == ExecutionStatus.Succeeded)
                {
                    run.Succeed(child, ended.State.Output);
                }
                else
                {
                    run.Fail(child, ended.State.Error, ended.State.Cause);
                }
            }
        }

        Answer(
            end,
            run.Status == ExecutionStatus.Failed
                ? new Happening.MapRunFailed(plan.MapRunArn, MapRun.ToleranceExceeded.Name, MapRun.ToleranceExceeded.Cause)
                : new Happening.MapRunSucceeded(
                    plan.MapRunArn,
                    plan.ResultWriter?.Resource is null ? run.Results() : Written(plan)
                )
        );
    }

    private static JsonObject Written(MapRunPlan plan)
    {
        var prefix = plan.WriterParameters["Prefix"] is { IsString: true } text ? text.AsString() + "/" : "";
        var run = plan.MapRunArn[(plan.MapRunArn.LastIndexOf(':') + 1)..];
        return JsonObject.Of(
            ("MapRunArn", plan.MapRunArn),
            (
                "ResultWriterDetails",
                JsonObject.Of(("Bucket", plan.WriterParameters["Bucket"]), ("Key", $"{prefix}{run}/manifest.json"))
            )
        );
    }

    private static ExecutionStart ChildStart(ExecutionStart parent, int child, JsonValue input) =>
        parent with
        {
            Name = $"{parent.Name}-{child}",
            ExecutionArn = $"{parent.ExecutionArn}-{child}",
            Input = input,
        };

    private void Answer(DateTimeOffset at, Happening happening) => _answers.Enqueue(happening, (at, _order++));

    private static string? Text(JsonValue value) => value.IsString ? value.AsString() : null;
}
