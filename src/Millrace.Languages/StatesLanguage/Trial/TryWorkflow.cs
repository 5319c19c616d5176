using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary><c>try workflow</c>: reads a definition, an input and mocks from a line, runs it, and answers with its history.</summary>
public static class TryWorkflow
{
    private const string MalformedLine = "MalformedLine";

    /// <summary>Every trial starts here, so that the same line has the same answer.</summary>
    private static readonly DateTimeOffset _start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Answers one line; what is wrong with it is the answer, never an exception.</summary>
    /// <param name="line">
    /// <c>{"definition": {…}, "input": …, "mocks": {…}, "type": "STANDARD"}</c>. The definition may also be a string, as the API
    /// takes it; the input is <c>{}</c> by default; <see cref="TrialMocks"/> has the form of the mocks; the type may be EXPRESS.
    /// </param>
    /// <returns>
    /// <c>{"status", "output" | "error", "cause", "events": […], "diagnostics"?}</c>, the events as GetExecutionHistory gives
    /// them, the diagnostics where there are warnings; or
    /// <c>{"error": code, "message", "diagnostics"?}</c> with the code MalformedLine, InvalidDefinition,
    /// InvalidExecutionInput or TrialStopped. A stopped trial also has the events so far: a mock was missing, or it became longer
    /// than a trial may be (25,000 events, 32 MiB of payloads, some ten seconds of work).
    /// </returns>
    public static string Answer(string line)
    {
        try
        {
            return ((JsonValue)AnswerObject(JsonValue.Parse(line))).ToJson(JsonNumberStyle.Source);
        }
        catch (JsonFormatException exception)
        {
            return ((JsonValue)Error(MalformedLine, exception.Message)).ToJson();
        }
    }

    private static JsonObject AnswerObject(JsonValue request)
    {
        if (!request.IsObject || !(request["definition"].IsObject || request["definition"].IsString))
        {
            return Error(MalformedLine, "The line must be an object with a \"definition\"");
        }

        var type = request["type"];
        if (!type.IsUndefined && !(type.IsString && type.AsString() is "STANDARD" or "EXPRESS"))
        {
            return Error(MalformedLine, "\"type\" must be STANDARD or EXPRESS");
        }

        var text = request["definition"].IsString
            ? request["definition"].AsString()
            : request["definition"].ToJson(JsonNumberStyle.Source);
        var read = StateMachineDefinition.Read(
            text,
            type.IsString && type.AsString() is "EXPRESS" ? StateMachineType.Express : StateMachineType.Standard
        );
        if (read.Definition is not { } definition)
        {
            return Error("InvalidDefinition", read.InvalidDefinitionMessage!).With("diagnostics", Of(read.Diagnostics));
        }

        if (PayloadSize.IsTooLarge(request["input"]))
        {
            return Error(
                "InvalidExecutionInput",
                $"The input has more than {Limits.DataBytesMax} bytes, or is nested too deeply."
            );
        }

        var run = new WorkflowTrial(new TrialMocks(request["mocks"]), _start).Run(definition, Start(request["input"]));
        var answer = Of(run);
        return read.Diagnostics.Count == 0 ? answer : answer.With("diagnostics", Of(read.Diagnostics));
    }

    private static ExecutionStart Start(JsonValue input) =>
        new()
        {
            ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:trial:trial",
            Name = "trial",
            StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:trial",
            StateMachineName = "trial",
            RoleArn = "arn:aws:iam::000000000000:role/trial",
            Input = input.IsUndefined ? JsonObject.Empty : input,
        };

    private static JsonObject Of(TrialRun run)
    {
        var answer = new JsonObjectBuilder();
        if (run.Problem is { } problem)
        {
            answer.Set("error", "TrialStopped");
            answer.Set("message", problem);
        }
        else
        {
            answer.Set(
                "status",
                run.State.Status == ExecutionStatus.TimedOut ? "TIMED_OUT" : run.State.Status.ToString().ToUpperInvariant()
            );
            answer.Set("output", run.State.Output);
            answer.Set("error", run.State.Error is { } error ? error : JsonValue.Undefined);
            answer.Set("cause", run.State.Cause is { } cause ? cause : JsonValue.Undefined);
        }

        answer.Set("events", JsonArray.From(run.Events.Select(@event => (JsonValue)HistoryJson.Of(@event))));
        return answer.Build();
    }

    private static JsonArray Of(IReadOnlyList<Diagnostic> diagnostics) =>
        JsonArray.From(
            diagnostics.Select(diagnostic =>
                (JsonValue)
                    JsonObject.Of(
                        ("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "ERROR" : "WARNING"),
                        ("code", diagnostic.Code),
                        ("message", diagnostic.Message),
                        ("location", diagnostic.Location is { } location ? location : JsonValue.Undefined)
                    )
            )
        );

    private static JsonObject Error(string code, string message) => JsonObject.Of(("error", code), ("message", message));
}
