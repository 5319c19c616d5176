using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;
using static Millrace.Languages.Tests.StatesLanguage.Recorded.RecordedHistory;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>Runs a definition again under the conditions of a recorded history.</summary>
internal static partial class Replay
{
    private const string PastTimestamp = "2016-03-14T01:59:00Z";
    public const string Activity = "arn:aws:states:us-east-1:111111111111:activity:activity_arn";

    private static DateTimeOffset Now => Machines.Start;

    public static string? Problem(RecordedHistory history, JsonValue template)
    {
        var concurrent =
            history.Events.Any(recorded => !recorded["id"].IsNumber)
            || history.Events.Count(recorded => Type(recorded) is "TaskTimedOut") > 1;
        var text = Fill(history, template.ToJson(JsonNumberStyle.Source));
        var read = StateMachineDefinition.Read(text);
        if (read.Definition is not { } definition)
        {
            return read.InvalidDefinitionMessage;
        }

        TrialRun run;
        try
        {
            var trial = new WorkflowTrial(new TrialMocks(Mocks(history)), Now)
            {
                // Every step goes through bytes: what they lose, the history shows.
                Carry = state => ExecutionState.FromJson(state.ToJson()),
                RefuseTask = _ => Refusal().Match(Causes(history)) is { Success: true } refused ? refused.Groups[1].Value : null,
            };
            run = trial.Run(
                definition,
                new ExecutionStart
                {
                    ExecutionArn = "arn:<partition>:states:<region>:111111111111:execution:<ArnPart_0idx>:<ExecArnPart_0idx>",
                    Name = "<ExecArnPart_0idx>",
                    StateMachineArn = "arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>",
                    StateMachineName = "<ArnPart_0idx>",
                    RoleArn = history.RoleArn,
                    Input = JsonValue.Parse(Fill(history, history.Input.ToJson(JsonNumberStyle.Source))),
                }
            );
        }
        catch (JsonFormatException exception)
        {
            return exception.Message;
        }

        return run.Problem ?? HistoryComparison.Difference(history.Events, run.Events, concurrent);
    }

    /// <summary>Puts back what the recorder replaced, as far as the history tells.</summary>
    private static string Fill(RecordedHistory history, string text)
    {
        if (
            history.Events.Select(recorded => Details(recorded)["resource"]).FirstOrDefault(resource => resource.IsString) is
            { IsString: true } resource
        )
        {
            var arn = resource.AsString() is "activity_arn" ? Activity : resource.AsString();
            text = TaskPlaceholder().Replace(text, $"\"Resource\":{((JsonValue)arn).ToJson()}");
        }

        if (
            history
                .Events.Select(recorded => Unfold(Details(recorded)["parameters"])["FunctionName"])
                .FirstOrDefault(name => name.IsString) is
            { IsString: true } function
        )
        {
            text = FunctionPlaceholder().Replace(text, $"\"FunctionName\":{function.ToJson()}");
        }

        if (
            history
                .Events.Select(recorded => Unfold(Details(recorded)["parameters"])["StateMachineArn"])
                .FirstOrDefault(arn => arn.IsString) is
            { IsString: true } machine
        )
        {
            text = text.Replace("\"StateMachineArn\":\"__tbd__\"", $"\"StateMachineArn\":{machine.ToJson()}");
        }

        if (Parameter().Match(history.Test) is { Success: true } parameter)
        {
            text = text.Replace("%CONTEXT_OBJECT_LITERAL_PLACEHOLDER%", parameter.Groups[1].Value)
                .Replace("$.items[0]", parameter.Groups[1].Value);
        }

        if (Expression().Match(Causes(history)) is { Success: true } expression)
        {
            text = text.Replace("\"_tbd_\"", ((JsonValue)$"{{% {expression.Groups[1].Value} %}}").ToJson());
        }

        if (
            history.Events.Select(recorded => Details(recorded)["error"]).FirstOrDefault(name => name.IsString) is
            { IsString: true } error
        )
        {
            text = text.Replace("\"ErrorEquals\":[]", $"\"ErrorEquals\":[{error.ToJson()}]")
                .Replace("\"<%WaitForTaskTokenFailureErrorName%>\"", error.ToJson());
        }

        if (Causes(history).Contains("delay is too long"))
        {
            return TimestampPlaceholder()
                .Replace(text, ((JsonValue)Now.AddDays(24856).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")).ToJson());
        }

        var timestamp = Timestamp().Match(Causes(history)) is { Success: true } given ? given.Groups[1].Value : PastTimestamp;
        return TimestampPlaceholder().Replace(text, ((JsonValue)timestamp).ToJson());
    }

    private static string Causes(RecordedHistory history) =>
        string.Join(
            '\n',
            history
                .Events.Select(recorded => Details(recorded)["cause"])
                .Where(cause => cause.IsString)
                .Select(cause => cause.AsString())
        );

    /// <summary>What the tasks answered, by state and in order.</summary>
    private static JsonObject Mocks(RecordedHistory history)
    {
        var answers = new Dictionary<string, List<JsonValue>>(StringComparer.Ordinal);
        foreach (var recorded in history.Events)
        {
            var (type, details) = (Type(recorded), Details(recorded));
            var answer =
                Regex.IsMatch(type, "^(Task|LambdaFunction|Activity)Succeeded$")
                    ? JsonObject.Of(("result", Unfold(details["output"])))
                : Regex.IsMatch(type, "^(Task|LambdaFunction|Activity)TimedOut$") ? JsonObject.Of(("never", true))
                : Regex.IsMatch(type, "^(Task|LambdaFunction|Activity)Failed$")
                    ? JsonObject.Of(("error", Or(details["error"], JsonValue.Null)), ("cause", Text(details["cause"])))
                : null;
            if (answer is null)
            {
                if (type is "MapStateExited" && Unfold(details["output"]) is { IsArray: true } items)
                {
                    answers.TryAdd(details["name"].AsString(), [JsonObject.Of(("result", Unbatched(items.AsArray())))]);
                }

                continue;
            }

            var (state, chain) = Chain(history, recorded);
            foreach (var link in chain)
            {
                answer = Type(link) switch
                {
                    "TaskSubmitted" => answer.With("submitted", Unfold(Details(link)["output"])),
                    "ActivityStarted" => answer.With("workerName", Details(link)["workerName"]),
                    _ => answer,
                };
            }

            // Where AWS tells no submission, ours has none either.
            answers.TryAdd(state, []);
            answers[state].Add(answer["submitted"].IsUndefined ? answer.With("submitted", JsonValue.Null) : answer);
        }

        // What goes on in child executions is in histories of their own.
        answers.TryAdd(
            "arn:aws:states:::lambda:invoke",
            [.. Enumerable.Repeat<JsonValue>(JsonObject.Of(("result", JsonObject.Empty)), 100)]
        );
        return JsonObject.Of([.. answers.Select(pair => (pair.Key, JsonValue.FromArray(JsonArray.From(pair.Value))))]);
    }

    /// <summary>What was read before it was put into batches.</summary>
    private static JsonArray Unbatched(JsonArray results) =>
        results.All(result => result["Items"].IsArray)
            ? JsonArray.From(results.SelectMany(result => result["Items"].AsArray()))
            : results;

    /// <summary>The state an answer belongs to, and the events between.</summary>
    private static (string State, List<JsonValue> Chain) Chain(RecordedHistory history, JsonValue recorded)
    {
        var chain = new List<JsonValue>();
        for (var at = recorded; ; )
        {
            var previous = at["previousEventId"];
            var next = history.Events.FirstOrDefault(candidate =>
                candidate["id"].IsNumber && previous.IsNumber && candidate["id"] == previous
            );
            if (next.IsUndefined)
            {
                // Side by side, the recorder took away what follows what: there is only one task state then.
                return (
                    history
                        .Events.Where(entered => Type(entered) is "TaskStateEntered")
                        .Select(entered => Details(entered)["name"].AsString())
                        .First(),
                    chain
                );
            }

            if (Type(next) is "TaskStateEntered")
            {
                return (Details(next)["name"].AsString(), chain);
            }

            chain.Add(next);
            at = next;
        }
    }

    private static JsonValue Or(JsonValue value, JsonValue otherwise) => value.IsUndefined ? otherwise : value;

    // A cause that is JSON was recorded as JSON.
    private static JsonValue Text(JsonValue cause) =>
        cause.IsString || cause.IsUndefined ? cause : cause.ToJson(JsonNumberStyle.Source);

    [GeneratedRegex("\"Resource\":\\s*\"(_+tbd_+|%LAMBDA_FUNCTION_ARN_LITERAL_PLACEHOLDER%)\"")]
    private static partial Regex TaskPlaceholder();

    [GeneratedRegex("\"FunctionName\":\\s*\"(_+tbd_+|%LAMBDA_FUNCTION_ARN_LITERAL_PLACEHOLDER%)\"")]
    private static partial Regex FunctionPlaceholder();

    [GeneratedRegex(@"\[(\$[^\s]*)\]$")]
    private static partial Regex Parameter();

    [GeneratedRegex("The JSONata expression '(.*)' specified for the field 'Items'")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\)\. (The activity .* does not exist\.|The Parameters .* could not be used to start the Task: .*)")]
    private static partial Regex Refusal();

    [GeneratedRegex("format string: (?:.* == )?(.*)")]
    private static partial Regex Timestamp();

    [GeneratedRegex("\"(timestamp|date|<timestamp>)\"")]
    private static partial Regex TimestampPlaceholder();
}
