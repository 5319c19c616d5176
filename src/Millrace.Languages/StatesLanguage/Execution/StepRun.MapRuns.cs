using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Distributed Maps: what a map run is to do, and what becomes of its end.</content>
internal sealed partial class StepRun
{
    private void StartMapRun(Lane lane, MapState state, QueryScope scope, JsonArray items, long concurrency)
    {
        var plan = new MapRunPlan
        {
            MapRunArn = NewMapRunArn(state),
            StateName = state.Name,
            Items = state.ItemReader is null ? items : null,
            MaxConcurrency = concurrency,
            ToleratedFailureCount = ToleratedCount(state, scope),
            ToleratedFailurePercentage = ToleratedPercentage(state, scope),
            MaxItemsPerBatch = PositiveOrNone(state.ItemBatcher?.MaxItemsPerBatch, scope),
            MaxInputBytesPerBatch = PositiveOrNone(state.ItemBatcher?.MaxInputBytesPerBatch, scope),
            BatchInput = state.ItemBatcher?.BatchInput?.Evaluate(scope) ?? default,
            ItemReader = state.ItemReader,
            ReaderParameters = state.ItemReader?.Parameters?.Evaluate(scope) ?? default,
            // 0 is no limit (recorded).
            MaxItems = state.ItemReader?.MaxItems?.Integer(scope) is > 0 and var most ? most : null,
            ResultWriter = state.ResultWriter,
            WriterParameters = state.ResultWriter?.Parameters?.Evaluate(scope) ?? default,
            ExecutionType = state.ItemProcessor.ExecutionType,
        };
        var started = EmitNext(lane, HistoryEventType.MapRunStarted, new HistoryEventDetails { MapRunArn = plan.MapRunArn });
        lane.Work = new MapRunWork(plan.MapRunArn, started, scope.Root);
        _directives.Add(new Directive.StartMapRun(plan));
    }

    private void EndMapRun(Lane lane, MapRunWork run, JsonValue result)
    {
        var ended = Emit(HistoryEventType.MapRunSucceeded, run.StartedEventId, null);
        Emit(HistoryEventType.MapStateSucceeded, ended, null);
        // The exit follows the start of the run, as in the newer recordings.
        lane.LastEventId = run.StartedEventId;
        Attempt(lane, () => Complete(lane, (MapState)lane.State, result));
    }

    private void FailMapRun(Lane lane, MapRunWork run, StateError error)
    {
        lane.LastEventId = Emit(HistoryEventType.MapRunFailed, run.StartedEventId, HistoryEventDetails.Failure(error));
        HandleError(lane, error);
    }

    /// <summary>The inputs of a map run's children; see <see cref="MapRunPlanner"/>.</summary>
    public IReadOnlyList<JsonValue>? ChildInputs(MapRunPlan plan, JsonArray items)
    {
        var lane = _execution.Lanes.Values.FirstOrDefault(lane =>
            lane.Work is MapRunWork run && string.Equals(run.MapRunArn, plan.MapRunArn, StringComparison.Ordinal)
        );
        if (lane is null)
        {
            return null;
        }

        var state = (MapState)lane.State;
        var effective = ((MapRunWork)lane.Work!).EffectiveInput;
        var inputs = new List<JsonValue>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (_work.Spent > Limits.MapRunWorkMax)
            {
                throw StateFailure.Runtime($"The item selector takes more than {Limits.MapRunWorkMax} units of work.");
            }

            inputs.Add(state.ItemSelector?.Evaluate(ScopeFor(lane, (i, items[i])).At(effective)) ?? items[i]);
        }

        return inputs;
    }

    private string NewMapRunArn(MapState state)
    {
        // arn:aws:states:region:account:stateMachine:name becomes arn:aws:states:region:account:mapRun:name/label:uuid.
        var label = state.Label ?? _entropy.NextUuid().ToString();
        var machine = _execution.Start.StateMachineArn.Replace(":stateMachine:", ":mapRun:", StringComparison.Ordinal);
        return $"{machine}/{label}:{_entropy.NextUuid()}";
    }

    private static long? ToleratedCount(MapState state, QueryScope scope)
    {
        if (state.ToleratedFailureCount is not { } field)
        {
            return null;
        }

        var count = field.Integer(scope);
        return count >= 0 ? count : throw Refused(field, "ToleratedFailureCount must be a non-negative integer.");
    }

    private static double? ToleratedPercentage(MapState state, QueryScope scope)
    {
        if (state.ToleratedFailurePercentage is not { } field)
        {
            return null;
        }

        var percentage = field.Number(scope);
        return percentage is >= 0 and <= 100
            ? percentage
            : throw Refused(field, "ToleratedFailurePercentage must be between 0 and 100.");
    }

    private static long? PositiveOrNone(NumberField? field, QueryScope scope)
    {
        if (field is null)
        {
            return null;
        }

        var number = field.Integer(scope);
        return number > 0 ? number : throw Refused(field, $"{field.Name} must be a positive integer.");
    }
}
