using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>History events in the shape of GetExecutionHistory: payloads as JSON text inside JSON. Shapes as recorded.</summary>
public static class HistoryJson
{
    /// <summary>One event; the timestamp in seconds since 1970, as AWS's JSON protocol writes times.</summary>
    public static JsonObject Of(HistoryEvent @event)
    {
        var json = new JsonObjectBuilder(5);
        json.Set("timestamp", @event.Timestamp.ToUnixTimeMilliseconds() / 1000.0);
        json.Set("type", @event.Type.ToString());
        json.Set("id", @event.Id);
        json.Set("previousEventId", @event.PreviousEventId);
        if (@event.Details is { } details)
        {
            json.Set(DetailsName(@event.Type), Of(details));
        }

        return json.Build();
    }

    private static string DetailsName(HistoryEventType type)
    {
        var name = type.ToString();
        if (name.EndsWith("StateEntered", StringComparison.Ordinal))
        {
            return "stateEnteredEventDetails";
        }

        return name.EndsWith("StateExited", StringComparison.Ordinal)
            ? "stateExitedEventDetails"
            : $"{char.ToLowerInvariant(name[0])}{name.AsSpan(1)}EventDetails";
    }

    private static JsonObject Of(HistoryEventDetails details)
    {
        var json = new JsonObjectBuilder(6);
        Text(json, "name", details.Name);
        Payload(json, "input", details.Input);
        Payload(json, "output", details.Output);
        Text(json, "resource", details.Resource);
        Text(json, "resourceType", details.ResourceType);
        Text(json, "region", details.Region);
        if (!details.Parameters.IsUndefined)
        {
            json.Set("parameters", Text(details.Parameters));
        }

        Text(json, "roleArn", details.RoleArn);
        if (details.TaskRoleArn is not null)
        {
            json.Set("taskCredentials", JsonObject.Of(("roleArn", details.TaskRoleArn)));
        }

        Text(json, "workerName", details.WorkerName);
        Text(json, "mapRunArn", details.MapRunArn);
        Number(json, "timeoutInSeconds", details.TimeoutInSeconds);
        Number(json, "heartbeatInSeconds", details.HeartbeatInSeconds);
        Text(json, "error", details.Error);
        Text(json, "cause", details.Cause);
        Text(json, "location", details.Location);
        Text(json, "state", details.State);
        Number(json, "length", details.Length);
        Number(json, "index", details.Index);
        if (details.AssignedVariables is { } variables)
        {
            var texts = new JsonObjectBuilder(variables.Count);
            foreach (var (name, value) in variables)
            {
                texts.Set(name, Text(value));
            }

            json.Set("assignedVariables", texts.Build());
            json.Set("assignedVariablesDetails", JsonObject.Of(("truncated", false)));
        }

        return json.Build();
    }

    private static string Text(JsonValue payload) => payload.ToJson(JsonNumberStyle.Java);

    private static void Payload(JsonObjectBuilder json, string name, JsonValue payload)
    {
        if (!payload.IsUndefined)
        {
            json.Set(name, Text(payload));
            // Nothing is cut here: a payload that is too large has failed its state before.
            json.Set(name + "Details", JsonObject.Of(("truncated", false)));
        }
    }

    private static void Text(JsonObjectBuilder json, string name, string? text)
    {
        if (text is not null)
        {
            json.Set(name, text);
        }
    }

    private static void Number(JsonObjectBuilder json, string name, long? number)
    {
        if (number is { } value)
        {
            json.Set(name, value);
        }
    }
}
