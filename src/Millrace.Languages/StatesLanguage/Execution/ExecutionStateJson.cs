using System.Globalization;
using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>An execution's state as JSON and back: version 1 of the form. Later versions may add members, never change these.</summary>
internal static class ExecutionStateJson
{
    private const int Version = 1;

    // A state may hold a payload of the greatest depth a few levels down.
    private static readonly JsonLimits _limits = new() { DepthMax = JsonLimits.Default.DepthMax + 50 };

    public static byte[] Write(ExecutionState state)
    {
        var start = state.Start;
        var json = JsonObject.Of(
            ("version", Version),
            (
                "start",
                JsonObject.Of(
                    ("executionArn", start.ExecutionArn),
                    ("name", start.Name),
                    ("stateMachineArn", start.StateMachineArn),
                    ("stateMachineName", start.StateMachineName),
                    ("roleArn", start.RoleArn),
                    ("input", start.Input)
                )
            ),
            ("startTime", Time(state.StartTime)),
            ("status", state.Status.ToString()),
            ("output", state.Output),
            ("error", Text(state.Error)),
            ("cause", Text(state.Cause)),
            ("deadline", Time(state.Deadline)),
            ("lastEventId", state.LastEventId),
            ("lastLaneId", state.LastLaneId),
            ("lanes", JsonArray.From(state.Lanes.Values.Select(lane => (JsonValue)Lane(lane))))
        );
        return Encoding.UTF8.GetBytes(((JsonValue)json).ToJson(JsonNumberStyle.Source, _limits));
    }

    public static ExecutionState Read(ReadOnlySpan<byte> utf8)
    {
        var json = JsonValue.Parse(utf8, _limits);
        try
        {
            if (!json["version"].TryGetInt64(out var version) || version != Version)
            {
                throw new JsonFormatException($"This is not the state of an execution in version {Version} of its form.");
            }

            return Read(json);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonFormatException("This is not the state of an execution.", exception);
        }
    }

    private static ExecutionState Read(JsonValue json)
    {
        var start = json["start"];
        var state = new ExecutionState(
            new ExecutionStart
            {
                ExecutionArn = start["executionArn"].AsString(),
                Name = start["name"].AsString(),
                StateMachineArn = start["stateMachineArn"].AsString(),
                StateMachineName = start["stateMachineName"].AsString(),
                RoleArn = start["roleArn"].AsString(),
                Input = start["input"],
            },
            ReadTime(json["startTime"]) ?? throw new JsonFormatException("The state has no startTime.")
        )
        {
            Status = Enum.TryParse<ExecutionStatus>(json["status"].AsString(), out var status)
                ? status
                : throw new JsonFormatException("The status of the state is unknown."),
            Output = json["output"],
            Error = ReadText(json["error"]),
            Cause = ReadText(json["cause"]),
            Deadline = ReadTime(json["deadline"]) ?? throw new JsonFormatException("The state has no deadline."),
            LastEventId = Integer(json["lastEventId"]),
            LastLaneId = (int)Integer(json["lastLaneId"]),
        };
        foreach (var lane in json["lanes"].AsArray())
        {
            var read = ReadLane(lane);
            state.Lanes[read.Id] = read;
        }

        if (
            state.Lanes.Values.Any(lane =>
                lane.Id != StatesLanguage.Lane.Root && (lane.Parent >= lane.Id || !state.Lanes.ContainsKey(lane.Parent))
            )
        )
        {
            throw new JsonFormatException("A lane of the state has no parent.");
        }

        return state;
    }

    private static JsonObject Lane(Lane lane) =>
        JsonObject.Of(
            ("id", lane.Id),
            ("parent", lane.Parent),
            ("index", lane.Index),
            ("item", lane.Item),
            ("state", lane.StateName),
            ("input", lane.Input),
            ("variables", lane.Variables),
            ("lastEventId", lane.LastEventId),
            ("enteredEventId", lane.EnteredEventId),
            ("eventBeforeEntry", lane.EventBeforeEntry),
            ("enteredTime", Time(lane.EnteredTime)),
            ("retryCount", lane.RetryCount),
            ("attempts", JsonArray.From(lane.Attempts.Select(count => (JsonValue)count))),
            ("work", Work(lane.Work))
        );

    private static Lane ReadLane(JsonValue json) =>
        new()
        {
            Id = (int)Integer(json["id"]),
            Parent = (int)Integer(json["parent"]),
            Index = (int)Integer(json["index"]),
            Item = json["item"],
            StateName = json["state"].AsString(),
            Input = json["input"],
            Variables = json["variables"].AsObject(),
            LastEventId = Integer(json["lastEventId"]),
            EnteredEventId = Integer(json["enteredEventId"]),
            EventBeforeEntry = Integer(json["eventBeforeEntry"]),
            EnteredTime = ReadTime(json["enteredTime"]) ?? default,
            RetryCount = (int)Integer(json["retryCount"]),
            Attempts = [.. json["attempts"].AsArray().Select(count => (int)Integer(count))],
            Work = ReadWork(json["work"]),
            // Between two steps, a lane that waits for nothing is about to enter its state.
            IsInside = !json["work"].IsUndefined,
        };

    private static JsonValue Work(Work? work) =>
        work switch
        {
            null => JsonValue.Undefined,
            WaitWork wait => JsonObject.Of(("kind", "wait"), ("until", Time(wait.Until))),
            RetryWork retry => JsonObject.Of(("kind", "retry"), ("until", Time(retry.Until))),
            TaskWork task => JsonObject.Of(
                ("kind", "task"),
                ("taskId", task.TaskId),
                ("token", Text(task.Token)),
                ("deadline", Time(task.Deadline)),
                ("heartbeatSeconds", task.HeartbeatSeconds is { } seconds ? seconds : JsonValue.Undefined),
                ("heartbeatDue", Time(task.HeartbeatDue))
            ),
            MapRunWork run => JsonObject.Of(
                ("kind", "mapRun"),
                ("mapRunArn", run.MapRunArn),
                ("startedEventId", run.StartedEventId),
                ("effectiveInput", run.EffectiveInput)
            ),
            ForkWork fork => JsonObject.Of(
                ("kind", "fork"),
                ("open", fork.Open),
                ("next", fork.Next),
                ("items", fork.Items),
                ("effectiveInput", fork.EffectiveInput),
                ("count", fork.Results.Length),
                ("results", Results(fork.Results))
            ),
            _ => throw new NotSupportedException(work.GetType().Name),
        };

    private static Work? ReadWork(JsonValue json)
    {
        if (json.IsUndefined)
        {
            return null;
        }

        return json["kind"].AsString() switch
        {
            "wait" => new WaitWork(ReadTime(json["until"]) ?? default),
            "retry" => new RetryWork(ReadTime(json["until"]) ?? default),
            "task" => new TaskWork(
                Integer(json["taskId"]),
                ReadText(json["token"]),
                ReadTime(json["deadline"]),
                json["heartbeatSeconds"].TryGetInt64(out var seconds) ? seconds : null,
                ReadTime(json["heartbeatDue"])
            ),
            "mapRun" => new MapRunWork(json["mapRunArn"].AsString(), Integer(json["startedEventId"]), json["effectiveInput"]),
            "fork" => ReadFork(json),
            var kind => throw new JsonFormatException($"A lane of the state waits for an unknown thing: {kind}."),
        };
    }

    // The outputs that are there, by their number: an output may be null, so absence cannot be a null.
    private static JsonObject Results(JsonValue[] results)
    {
        var there = new JsonObjectBuilder();
        for (var i = 0; i < results.Length; i++)
        {
            there.Set(i.ToString(CultureInfo.InvariantCulture), results[i]);
        }

        return there.Build();
    }

    private static ForkWork ReadFork(JsonValue json)
    {
        var count = Integer(json["count"]);
        var items = json["items"].AsArray();
        var results = new JsonValue[
            count is >= 0 and <= Limits.DataBytesMax
                ? count
                : throw new JsonFormatException("A lane of the state has too many results.")
        ];
        foreach (var (name, value) in json["results"].AsObject())
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= results.Length)
            {
                throw new JsonFormatException("A result in the state has no place.");
            }

            results[index] = value;
        }

        return new ForkWork(results, (int)Integer(json["open"]), (int)Integer(json["next"]), items, json["effectiveInput"]);
    }

    private static JsonValue Text(string? text) => text is null ? JsonValue.Undefined : JsonValue.FromString(text);

    private static string? ReadText(JsonValue json) => json.IsUndefined ? null : json.AsString();

    // Ticks, so that a due time is the same to the last digit after a restart; as text, because they outgrow a double.
    private static JsonValue Time(DateTimeOffset? time) =>
        time is { } at ? at.UtcTicks.ToString(CultureInfo.InvariantCulture) : JsonValue.Undefined;

    private static DateTimeOffset? ReadTime(JsonValue json) =>
        json.IsUndefined ? null
        : long.TryParse(json.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : throw new JsonFormatException("A time in the state is out of range.");

    private static long Integer(JsonValue json) =>
        json.TryGetInt64(out var integer) ? integer : throw new JsonFormatException("A number is missing in the state.");
}
