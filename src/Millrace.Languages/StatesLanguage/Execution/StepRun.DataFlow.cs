using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>How data goes through a state, in both languages.</content>
internal sealed partial class StepRun
{
    /// <summary>What the expressions of a lane's state can see.</summary>
    private QueryScope ScopeFor(Lane lane, string? token = null) => ScopeFor(lane, ItemAround(lane), token);

    private QueryScope ScopeFor(Lane lane, (int Index, JsonValue Value) item, string? token = null)
    {
        _work.Refill();
        var variables = VariablesOf(lane);
        return new(lane.Input, variables, () => ContextObject.Make(_execution, lane, item, token), _entropy, _work, _turn.Now);
    }

    private Variables VariablesOf(Lane lane) =>
        lane.Id == Lane.Root
            ? new Variables(lane.Variables, null)
            : new Variables(lane.Variables, VariablesOf(_execution.Lanes[lane.Parent]));

    /// <summary>The innermost Map item a lane stands in.</summary>
    private (int Index, JsonValue Value) ItemAround(Lane lane)
    {
        for (var at = lane; ; at = _execution.Lanes[at.Parent])
        {
            if (!at.Item.IsUndefined)
            {
                return (at.Index, at.Item);
            }

            if (at.Id == Lane.Root)
            {
                return default;
            }
        }
    }

    private void ExecutePass(Lane lane, PassState state)
    {
        var scope = ScopeFor(lane);
        if (state.QueryLanguage == QueryLanguage.Jsonata)
        {
            Leave(lane, OutputOf(lane, state, scope), AssignedBy(state.Assign, scope), state.Next);
            return;
        }

        var effective = state.InputPath.Choose(lane.Input, scope);
        var result = state.Parameters?.Evaluate(scope.At(effective)) ?? effective;
        if (!state.Result.IsUndefined)
        {
            result = state.Result;
        }

        var output = state.OutputPath.Choose(state.ResultPath.Place(lane.Input, result), scope);
        Leave(lane, output, AssignedBy(state.Assign, scope.At(result)), state.Next);
    }

    private void ExecuteChoice(Lane lane, ChoiceState state)
    {
        var scope = ScopeFor(lane);
        var jsonPath = state.QueryLanguage == QueryLanguage.JsonPath;
        var effective = jsonPath ? state.InputPath.Choose(lane.Input, scope) : lane.Input;
        scope = scope.At(effective);
        var rule = state.Choices.FirstOrDefault(rule => rule.Condition.Holds(scope));
        var next =
            rule?.Next
            ?? state.Default
            ?? throw new StateFailure(
                ErrorNames.NoChoiceMatched,
                "Failed to transition out of the state. The state does not point to a next state."
            );
        // What the state itself sets and gives is for the case that no rule matched (recorded).
        var assigned = AssignedBy(rule is null ? state.Assign : rule.Assign, scope);
        var output =
            jsonPath ? state.OutputPath.Choose(effective, scope)
            : (rule is null ? state.Output : rule.Output) is { } template ? template.Evaluate(scope)
            : lane.Input;
        Leave(lane, output, assigned, next);
    }

    private void ExecuteFail(Lane lane, FailState state)
    {
        var scope = ScopeFor(lane);
        FailLane(lane, new StateError(state.Error?.Text(scope), state.Cause?.Text(scope)));
    }

    /// <summary>What leaves a state that makes no result: the input as its paths or its Output make it.</summary>
    private static JsonValue OutputOf(Lane lane, State state, QueryScope scope) =>
        state.QueryLanguage == QueryLanguage.Jsonata
            ? state.Output?.Evaluate(scope) ?? lane.Input
            : state.OutputPath.Choose(state.InputPath.Choose(lane.Input, scope), scope);

    /// <summary>The request of a state: what its paths and parameters, or its arguments, make of the input.</summary>
    private static (JsonValue Effective, JsonValue Request) RequestOf(ResultState state, QueryScope scope)
    {
        if (state.QueryLanguage == QueryLanguage.Jsonata)
        {
            return (scope.Input, state.Arguments?.Evaluate(scope) ?? scope.Input);
        }

        var effective = state.InputPath.Choose(scope.Input, scope);
        return (effective, state.Parameters?.Evaluate(scope.At(effective)) ?? effective);
    }

    /// <summary>Leaves a state with its result.</summary>
    private void Complete(Lane lane, ResultState state, JsonValue result)
    {
        var scope = ScopeFor(lane);
        if (state.QueryLanguage == QueryLanguage.Jsonata)
        {
            var seen = scope.WithResult(result);
            Leave(lane, state.Output?.Evaluate(seen) ?? result, AssignedBy(state.Assign, seen), state.Next);
            return;
        }

        var selected = state.ResultSelector?.Evaluate(scope.At(result)) ?? result;
        var output = state.OutputPath.Choose(state.ResultPath.Place(lane.Input, selected), scope);
        Leave(lane, output, AssignedBy(state.Assign, scope.At(selected)), state.Next);
    }

    /// <summary>Leaves a state by one of its catchers.</summary>
    private void CompleteCaught(Lane lane, ResultState state, Catcher catcher, StateError error)
    {
        // What was not given is null (recorded).
        JsonValue caught = JsonObject.Of(("Error", error.Name), ("Cause", error.Cause));
        var scope = ScopeFor(lane).WithError(caught);
        var output =
            state.QueryLanguage == QueryLanguage.Jsonata
                ? catcher.Output?.Evaluate(scope) ?? caught
                : catcher.ResultPath.Place(lane.Input, caught);
        Leave(lane, output, AssignedBy(catcher.Assign, scope), catcher.Next);
    }

    private static JsonObject? AssignedBy(PayloadTemplate? assign, QueryScope scope) => assign?.Evaluate(scope).AsObject();

    /// <summary>The variables of a lane with some set anew.</summary>
    private static JsonObject Assign(Lane lane, JsonObject assigned)
    {
        var variables = new JsonObjectBuilder(lane.Variables);
        foreach (var (name, value) in assigned)
        {
            if (PayloadSize.IsTooLarge(value))
            {
                throw StateFailure.TooLarge(lane.StateName);
            }

            variables.Set(name, value);
        }

        var all = variables.Build();
        return PayloadSize.Measure(all, 0, Limits.VariablesBytesMax) > Limits.VariablesBytesMax
            ? throw StateFailure.TooLarge(lane.StateName)
            : all;
    }
}
