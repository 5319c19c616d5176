using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Bench.States;

/// <summary>
/// Floor: transitions a second of processor time and bytes allocated for each, beside a loop that only makes the history
/// events of the same execution: without them there is no transition.
/// </summary>
/// <remarks>Neither history nor payloads become text here: that is the caller's, once, when it writes the events down.</remarks>
internal static class TransitionReport
{
    private const int Rounds = 7;

    // So many transitions make one round last some tenths of a second.
    private const int Executions = 500;

    private static readonly DateTimeOffset _now = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly StepTurn _turn = new() { Now = _now, Seed = 1 };

    private static readonly JsonValue _order = JsonValue.Parse(
        """{"id":"o-1831","customer":{"name":"Ada","premium":true},"total":118.4,"items":[{"sku":"a-1","n":2,"price":19.9},{"sku":"b-7","n":1,"price":78.6}],"address":{"street":"Long Lane 1","city":"Leeds","zip":"LS1"},"notes":"leave at the door, ring twice, mind the dog"}"""
    );

    private static readonly ExecutionStart _start = new()
    {
        ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:bench:1",
        Name = "1",
        StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:bench",
        StateMachineName = "bench",
        RoleArn = "arn:aws:iam::000000000000:role/bench",
        Input = _order,
    };

    public static void Run(Workload workload)
    {
        var read = StateMachineDefinition.Read(workload.Definition);
        var definition = read.Definition ?? throw new InvalidOperationException(read.InvalidDefinitionMessage);
        var events = new List<HistoryEvent>();
        if (Walk(workload, definition, events).Status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"The execution of '{workload.Name}' has not succeeded.");
        }

        // The first round of each lets the runtime compile; of the others the best counts, taken in turn.
        double walking = double.MaxValue,
            making = double.MaxValue;
        long walked = 0,
            made = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            var (seconds, bytes) = Measure(() => Walk(workload, definition, []));
            (walking, walked) = round == 0 ? (walking, walked) : (Math.Min(walking, seconds), bytes);
            (seconds, bytes) = Measure(() => Make(events));
            (making, made) = round == 0 ? (making, made) : (Math.Min(making, seconds), bytes);
        }

        const double transitions = (double)Executions * Workload.States;
        Console.WriteLine(
            $"{workload.Name, -32}{transitions / walking, 15:N0}{transitions / making, 13:N0}{making / walking, 8:F3}{walked / transitions, 8:F0}{made / transitions, 8:F0}"
        );
    }

    /// <summary>Seconds of processor time and bytes allocated by many executions.</summary>
    private static (double Seconds, long Bytes) Measure(Func<object> execution)
    {
        var (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < Executions; i++)
        {
            GC.KeepAlive(execution());
        }

        return ((Environment.CpuUsage.TotalTime - time).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>Runs one execution to its end; every task answers at once.</summary>
    private static ExecutionState Walk(Workload workload, StateMachineDefinition definition, List<HistoryEvent> events)
    {
        var step = Interpreter.Start(definition, _start, _turn);
        while (true)
        {
            events.AddRange(step.Events);
            var state = workload.ThroughBytes ? ExecutionState.FromJson(step.State.ToJson()) : step.State;
            if (state.Status != ExecutionStatus.Running)
            {
                return state;
            }

            var call = step.Directives.OfType<CallTask>().FirstOrDefault();
            Happening happening = call is null
                ? new Happening.Continued()
                : new Happening.TaskSucceeded(call.TaskId, JsonObject.Empty);
            step = Interpreter.Next(definition, state, happening, _turn);
        }
    }

    /// <summary>The floor: the same events, copied into a list.</summary>
    private static List<HistoryEvent> Make(List<HistoryEvent> from)
    {
        var events = new List<HistoryEvent>();
        foreach (var @event in from)
        {
            events.Add(@event with { Details = @event.Details is { } details ? details with { } : null });
        }

        return events;
    }
}
