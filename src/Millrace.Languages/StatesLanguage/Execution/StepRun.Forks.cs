using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Parallel and inline Map: opening lanes, and what becomes of their ends.</content>
internal sealed partial class StepRun
{
    private void ForkBranches(Lane lane, ParallelState state)
    {
        var (_, input) = RequestOf(state, ScopeFor(lane));
        CheckRoom(state.Branches.Count);
        EmitNext(lane, HistoryEventType.ParallelStateStarted, null);
        lane.Work = new ForkWork(
            new JsonValue[state.Branches.Count],
            state.Branches.Count,
            state.Branches.Count,
            JsonArray.Empty,
            default
        );
        for (var i = 0; i < state.Branches.Count; i++)
        {
            OpenLane(lane, i, state.Branches[i], input, default, lane.LastEventId);
        }

        EndForkWhenDone(lane);
    }

    private void StartMap(Lane lane, MapState state)
    {
        var scope = ScopeFor(lane);
        var effective = state.QueryLanguage == QueryLanguage.JsonPath ? state.InputPath.Choose(lane.Input, scope) : lane.Input;
        scope = scope.At(effective);
        // With a reader the items are not known yet, and their number is given as 0 (recorded).
        var items = state.ItemReader is null ? ItemsOf(state, scope) : JsonArray.Empty;
        EmitNext(lane, HistoryEventType.MapStateStarted, new HistoryEventDetails { Length = items.Count });
        var concurrency = Concurrency(state, scope);
        if (state.ItemProcessor.Distributed)
        {
            StartMapRun(lane, state, scope, items, concurrency);
            return;
        }

        lane.Work = new ForkWork(new JsonValue[items.Count], items.Count, 0, items, effective);
        var limit = concurrency is 0 ? Limits.InlineConcurrencyMax : Math.Min(concurrency, Limits.InlineConcurrencyMax);
        // At least one, so that maps within maps always come to an end.
        limit = Math.Max(1, Math.Min(limit, Limits.LanesMax - _execution.Lanes.Count));
        for (var i = 0; i < limit && i < items.Count; i++)
        {
            OpenNextIteration(lane, state, lane.LastEventId);
        }

        EndForkWhenDone(lane);
    }

    private static JsonArray ItemsOf(MapState state, QueryScope scope)
    {
        if (state.QueryLanguage == QueryLanguage.JsonPath)
        {
            var found = state.ItemsPath is { } path ? QueryFailures.Evaluate(path, "ItemsPath", scope) : scope.Root;
            return found.IsArray
                ? found.AsArray()
                : throw StateFailure.Runtime($"Reference path \"{state.ItemsPath?.Text ?? "$"}\" must point to array.");
        }

        if (state.Items is null)
        {
            return scope.Input.IsArray
                ? scope.Input.AsArray()
                : throw new StateFailure(
                    ErrorNames.QueryEvaluationError,
                    $"Map state input must be an array but was: {scope.Input.ToJson(JsonNumberStyle.Java)}"
                );
        }

        var items = state.Items.Evaluate(scope);
        return items.IsArray ? items.AsArray() : throw QueryFailures.WrongType(state.Items.Expression!, "Items", "array", items);
    }

    private static long Concurrency(MapState state, QueryScope scope)
    {
        var concurrency = state.MaxConcurrency?.Integer(scope) ?? 0;
        return concurrency >= 0
            ? concurrency
            : throw Refused(state.MaxConcurrency!, "MaxConcurrency must be a non-negative integer.");
    }

    private static StateFailure Refused(NumberField field, string message) =>
        field.IsJsonata ? StateFailure.Evaluation(field.Name, message) : StateFailure.Runtime(message);

    /// <summary>Starts the next iteration of a Map.</summary>
    /// <param name="parent">The lane of the Map.</param>
    /// <param name="state">The Map.</param>
    /// <param name="follows">The event the iteration follows.</param>
    private void OpenIteration(Lane parent, MapState state, long follows)
    {
        var fork = (ForkWork)parent.Work!;
        var (index, item) = (fork.Next, fork.Items[fork.Next]);
        var scope = ScopeFor(parent, (index, item)).At(fork.EffectiveInput);
        var input = state.ItemSelector?.Evaluate(scope) ?? item;
        if (PayloadSize.IsTooLarge(input))
        {
            throw StateFailure.TooLarge(state.Name);
        }

        parent.Work = fork with { Next = index + 1 };
        var started = Emit(
            HistoryEventType.MapIterationStarted,
            follows,
            new HistoryEventDetails { Name = state.Name, Index = index }
        );
        OpenLane(parent, index, state.ItemProcessor.Scope, input, item, started);
    }

    private void OpenLane(Lane parent, int index, StateScope scope, JsonValue input, JsonValue item, long lastEventId)
    {
        var lane = new Lane
        {
            Id = ++_execution.LastLaneId,
            Parent = parent.Id,
            Index = index,
            Item = item,
            StateName = scope.StartAt,
            Input = input,
            Scope = scope,
            LastEventId = lastEventId,
        };
        _execution.Lanes.Add(lane.Id, lane);
        Ready(lane);
    }

    /// <summary>A branch or an iteration has ended well.</summary>
    private void EndChild(Lane parent, Lane child, JsonValue output)
    {
        parent.Work = ((ForkWork)parent.Work!).Ended(child.Index, output, parent.OwnsResults);
        parent.OwnsResults = true;
        parent.LastEventId = child.LastEventId;
        Attempt(
            parent,
            () =>
            {
                if (parent.State is MapState map)
                {
                    parent.LastEventId = Emit(
                        HistoryEventType.MapIterationSucceeded,
                        child.LastEventId,
                        new HistoryEventDetails { Name = map.Name, Index = child.Index }
                    );
                    if (parent.Work is ForkWork fork && fork.Next < fork.Items.Count)
                    {
                        // The next one follows what the ended one did, not that it ended (recorded).
                        OpenNextIteration(parent, map, child.LastEventId);
                    }
                }

                EndForkWhenDone(parent);
            }
        );
    }

    private void OpenNextIteration(Lane parent, MapState map, long follows)
    {
        try
        {
            OpenIteration(parent, map, follows);
        }
        catch (StateFailure)
        {
            // The Map fails as a whole: what runs beside ends before its own failure is told.
            AbortChildren(parent, parent.LastEventId);
            throw;
        }
    }

    /// <summary>Leaves a Parallel or Map once all its lanes have ended.</summary>
    private void EndForkWhenDone(Lane lane)
    {
        if (lane.Work is not ForkWork { Open: 0 } fork)
        {
            return;
        }

        var state = (ResultState)lane.State;
        // What comes next follows the last lane, not the word that all have succeeded (recorded).
        Emit(
            state is MapState ? HistoryEventType.MapStateSucceeded : HistoryEventType.ParallelStateSucceeded,
            lane.LastEventId,
            null
        );
        Complete(lane, state, JsonArray.Of(fork.Results));
    }

    private void CheckRoom(int lanes)
    {
        if (_execution.Lanes.Count + lanes > Limits.LanesMax)
        {
            throw StateFailure.Runtime($"More than {Limits.LanesMax} branches and iterations would be open at once.");
        }
    }
}
