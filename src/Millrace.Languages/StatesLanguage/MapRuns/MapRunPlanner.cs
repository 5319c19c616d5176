using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Makes the inputs of a map run's child executions from its items.</summary>
public static class MapRunPlanner
{
    /// <summary>The inputs, one for each child: the item selector's answer for each item, in batches where the plan asks for them.</summary>
    /// <param name="definition">The definition of the execution that started the run.</param>
    /// <param name="execution">That execution, while it waits for the run.</param>
    /// <param name="plan">The plan the interpreter gave.</param>
    /// <param name="items">The items: those of the plan, or what its reader has read.</param>
    /// <param name="turn">Time and randomness for the expressions of the item selector.</param>
    /// <returns>The inputs and how many items each holds; or the error the run fails with.</returns>
    public static MapRunInputs Plan(
        StateMachineDefinition definition,
        ExecutionState execution,
        MapRunPlan plan,
        JsonArray items,
        StepTurn turn
    )
    {
        if (plan.MaxItems is { } most && items.Count > most)
        {
            items = JsonArray.Of(items.Items[..(int)most]);
        }

        try
        {
            var run = new StepRun(definition, execution.Clone(), turn);
            var inputs = run.ChildInputs(plan, items);
            return inputs is null
                    ? MapRunInputs.Failed(
                        new StateError(ErrorNames.Runtime, $"The execution does not wait for {plan.MapRunArn}.")
                    )
                : plan.IsBatched ? Batch(plan, inputs, run.Work)
                : MapRunInputs.Of(inputs, [.. Enumerable.Repeat(1, inputs.Count)], run.Work);
        }
        catch (StateFailure failure)
        {
            return MapRunInputs.Failed(new StateError(failure.Error, failure.Message));
        }
    }

    private static MapRunInputs Batch(MapRunPlan plan, IReadOnlyList<JsonValue> inputs, long work)
    {
        var most = plan.MaxInputBytesPerBatch ?? Limits.DataBytesMax;
        // Every batch has the same frame around its items, which counts too.
        var frame = PayloadSize.Measure(Frame(plan, JsonArray.Empty), 0, Limits.DataBytesMax);
        var (batches, counts) = (new List<JsonValue>(), new List<int>());
        for (var i = 0; i < inputs.Count; )
        {
            var items = new JsonArrayBuilder();
            var size = frame;
            do
            {
                size += PayloadSize.Measure(inputs[i], 0, Limits.DataBytesMax) + 1;
                items.Add(inputs[i++]);
            } while (
                i < inputs.Count
                && !(items.Count >= plan.MaxItemsPerBatch)
                && size + PayloadSize.Measure(inputs[i], 0, Limits.DataBytesMax) <= most
            );

            counts.Add(items.Count);
            batches.Add(Frame(plan, items.Build()));
        }

        return MapRunInputs.Of(batches, counts, work);
    }

    // The order of the members is recorded.
    private static JsonObject Frame(MapRunPlan plan, JsonArray items) =>
        JsonObject.Of(("BatchInput", plan.BatchInput), ("Items", items));
}
