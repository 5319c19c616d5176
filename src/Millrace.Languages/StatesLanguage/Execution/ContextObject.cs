using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>The context object of a state. Source: Developer Guide, Accessing execution data from the Context object; order as recorded.</summary>
internal static class ContextObject
{
    /// <param name="item">The innermost Map item around the state and its number; undefined outside a Map.</param>
    /// <param name="token">The token of a task that has one.</param>
    public static JsonValue Make(ExecutionState execution, Lane lane, (int Index, JsonValue Value) item, string? token)
    {
        var start = execution.Start;
        var context = new JsonObjectBuilder(5);
        context.Set(
            "Execution",
            JsonObject.Of(
                ("Id", start.ExecutionArn),
                ("Input", start.Input),
                ("Name", start.Name),
                ("RoleArn", start.RoleArn),
                ("StartTime", Timestamps.Format(execution.StartTime))
            )
        );
        context.Set("StateMachine", JsonObject.Of(("Id", start.StateMachineArn), ("Name", start.StateMachineName)));

        var state = JsonObject.Of(("Name", lane.StateName), ("EnteredTime", Timestamps.Format(lane.EnteredTime)));
        // Recorded for states that can be tried again, and not for the others.
        context.Set("State", lane.State is PassState or not ResultState ? state : state.With("RetryCount", lane.RetryCount));
        if (token is not null)
        {
            context.Set("Task", JsonObject.Of(("Token", token)));
        }

        if (!item.Value.IsUndefined)
        {
            context.Set("Map", JsonObject.Of(("Item", JsonObject.Of(("Index", item.Index), ("Value", item.Value)))));
        }

        return context.Build();
    }
}
