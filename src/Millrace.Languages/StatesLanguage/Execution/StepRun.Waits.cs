using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Wait states, and how long they wait. Texts as recorded.</content>
internal sealed partial class StepRun
{
    private void ExecuteWait(Lane lane, WaitState state)
    {
        var until = Until(lane, state);
        if (until > _turn.Now)
        {
            lane.Work = new WaitWork(until);
            return;
        }

        LeaveWait(lane, state);
    }

    private void LeaveWait(Lane lane, WaitState state)
    {
        var scope = ScopeFor(lane);
        var seen = state.QueryLanguage == QueryLanguage.JsonPath ? scope.At(state.InputPath.Choose(lane.Input, scope)) : scope;
        Leave(lane, OutputOf(lane, state, scope), AssignedBy(state.Assign, seen), state.Next);
    }

    private DateTimeOffset Until(Lane lane, WaitState state)
    {
        var scope = ScopeFor(lane);
        if (state.QueryLanguage == QueryLanguage.JsonPath)
        {
            scope = scope.At(state.InputPath.Choose(lane.Input, scope));
        }

        if (state.Seconds is { } seconds)
        {
            return _turn.Now.AddSeconds(NotTooLong(Seconds(seconds, scope)));
        }

        var moment = Moment(state.Timestamp!, scope);
        NotTooLong((moment - _turn.Now).TotalSeconds);
        return moment;
    }

    private static double NotTooLong(double seconds) =>
        seconds <= int.MaxValue ? seconds : throw StateFailure.Runtime("Wait state delay is too long.");

    private static long Seconds(NumberField field, QueryScope scope)
    {
        var value = Given(field, scope);
        if (field.IsJsonata && !value.IsNumber)
        {
            throw QueryFailures.WrongType(field.Query!, field.Name, "number", value);
        }

        if (!value.TryGetInt64(out var seconds))
        {
            throw Bad(field, $"cannot be parsed as a long value: {Shown(field, value)}");
        }

        return seconds >= 0 ? seconds : throw Bad(field, $"references a negative value: {Shown(field, value)}");
    }

    private static DateTimeOffset Moment(TextField field, QueryScope scope)
    {
        var value = Given(field, scope);
        if (value.IsString && Timestamps.TryParse(value.AsString(), out var moment))
        {
            return moment;
        }

        const string format = "ISO-8601 extended offset date-time format string";
        throw field.IsJsonata
            ? Bad(field, $"cannot be parsed as an {format}: {Text(value)}")
            : Bad(field, $"does not reference a valid {format}: {Shown(field, value)}");
    }

    private static JsonValue Given(ScalarField field, QueryScope scope)
    {
        if (field.Query is null || field.IsJsonata)
        {
            return field.Evaluate(scope);
        }

        try
        {
            return field.Query.Evaluate(scope);
        }
        catch (QueryException)
        {
            throw Bad(field, $"does not reference an input value: {field.Query.Text}");
        }
    }

    private static StateFailure Bad(ScalarField field, string what) =>
        field.IsJsonata
            ? new StateFailure(ErrorNames.QueryEvaluationError, $"The {field.Name} field {what}")
            {
                Field = field.Name,
                AfterEvaluation = true,
            }
            : StateFailure.Runtime($"The {field.Name} parameter {what}");

    private static string Shown(ScalarField field, JsonValue value) =>
        field.IsJsonata ? Text(value) : $"{field.Query?.Text} == {Text(value)}";

    private static string Text(JsonValue value) => value.IsString ? value.AsString() : value.ToJson(JsonNumberStyle.Java);
}
