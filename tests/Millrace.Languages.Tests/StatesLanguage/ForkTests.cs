using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>Parallel and inline Map: lanes, scopes of variables, concurrency, what ends what.</summary>
public class ForkTests
{
    private const string Call = """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage" """;

    [Fact]
    public void Outputs_of_branches_are_in_the_order_of_the_branches()
    {
        var run = Machines.Run(
            $$"""
            { "StartAt": "P", "States": { "P": { "Type": "Parallel", "ResultPath": "$.both", "End": true, "Branches": [
              { "StartAt": "Slow", "States": { "Slow": { {{Call}}, "End": true } } },
              { "StartAt": "Fast", "States": { "Fast": { {{Call}}, "End": true } } }] } } }
            """,
            """{"in":1}""",
            """{"Slow":{"result":"slow","after":9},"Fast":{"result":"fast"}}"""
        );
        Assert.Equal("""{"in":1,"both":["slow","fast"]}""", run.State.Output.ToJson());
    }

    [Fact]
    public void A_branch_that_fails_ends_the_others_and_their_answers_find_nobody()
    {
        var machine = Machines.Parse(
            $$"""
            { "StartAt": "P", "States": { "P": { "Type": "Parallel", "Catch": [{ "ErrorEquals": ["Bad"], "ResultPath": "$.error", "Next": "C" }], "End": true, "Branches": [
              { "StartAt": "A", "States": { "A": { {{Call}}, "End": true } } },
              { "StartAt": "B", "States": { "B": { {{Call}}, "End": true } } }] }, "C": { "Type": "Pass", "End": true } } }
            """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Of(("in", 1))), Machines.Turn());
        var (first, second) = (step.State.OpenTasks.First(), step.State.OpenTasks.Last());
        step = Interpreter.Next(machine, step.State, new Happening.TaskFailed(second, "Bad", "why"), Machines.Turn());
        Assert.Equal(first, step.Single<Directive.AbandonTask>().TaskId);
        Assert.Equal("""{"in":1,"error":{"Error":"Bad","Cause":"why"}}""", step.State.Output.ToJson());
        Assert.False(Interpreter.Next(machine, step.State, new Happening.TaskSucceeded(first, 1), Machines.Turn()).Accepted);
    }

    [Fact]
    public void A_map_keeps_to_its_concurrency_and_to_forty_at_most()
    {
        foreach (
            var (concurrency, expected) in ((string, int)[])
                [("", 40), ("\"MaxConcurrency\": 3,", 3), ("\"MaxConcurrency\": 100,", 40)]
        )
        {
            var machine = Machines.Single(
                $$""" "Type": "Map", {{concurrency}} "ItemProcessor": { "StartAt": "T", "States": { "T": { {{Call}}, "End": true } } }, "End": true """
            );
            var items = JsonArray.From(Enumerable.Range(0, 50).Select(i => (JsonValue)i));
            var step = Interpreter.Start(machine, Machines.StartOf(items), Machines.Turn());
            Assert.Equal(expected, step.State.OpenTasks.Count());
            step = Interpreter.Next(
                machine,
                step.State,
                new Happening.TaskSucceeded(step.State.OpenTasks.First(), 1),
                Machines.Turn()
            );
            Assert.Equal(expected, step.State.OpenTasks.Count());
        }
    }

    [Fact]
    public void An_item_selector_sees_the_input_of_the_map_and_the_item()
    {
        var run = Machines.Run(
            """
            { "StartAt": "M", "States": { "M": { "Type": "Map", "ItemsPath": "$.list",
              "ItemSelector": { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "of.$": "$.name" },
              "ItemProcessor": { "StartAt": "X", "States": { "X": { "Type": "Pass", "End": true } } }, "End": true } } }
            """,
            """{"name":"n","list":["a","b"]}"""
        );
        Assert.Equal("""[{"v":"a","of":"n","i":0},{"v":"b","of":"n","i":1}]""", run.State.Output.ToJson());
    }

    [Fact]
    public void Variables_of_outer_scopes_are_seen_within_and_those_within_are_not_seen_outside()
    {
        var run = Machines.Run(
            """
            { "QueryLanguage": "JSONata", "StartAt": "S", "States": {
              "S": { "Type": "Pass", "Assign": { "outer": 1, "both": "out" }, "Next": "M" },
              "M": { "Type": "Map", "Items": [10, 20], "Next": "E",
                "ItemProcessor": { "StartAt": "A", "States": {
                  "A": { "Type": "Pass", "Assign": { "inner": "{% $states.input + $outer %}", "both": "in" }, "Next": "B" },
                  "B": { "Type": "Pass", "Output": "{% [$inner, $both] %}", "End": true } } } },
              "E": { "Type": "Pass", "Output": { "map": "{% $states.input %}", "both": "{% $both %}", "inner": "{% $exists($inner) %}" }, "End": true } } }
            """
        );
        Assert.Equal("""{"map":[[11,"in"],[21,"in"]],"both":"out","inner":false}""", run.State.Output.ToJson());
    }

    [Fact]
    public void All_of_an_assign_sees_the_variables_as_they_were_before()
    {
        var run = Machines.Run(
            """
            { "QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": { "Type": "Pass", "Assign": { "x": 1, "y": 2 }, "Next": "B" },
              "B": { "Type": "Pass", "Assign": { "x": "{% $y %}", "y": "{% $x %}" }, "Next": "C" },
              "C": { "Type": "Pass", "Output": "{% [$x, $y] %}", "End": true } } }
            """
        );
        Assert.Equal("[2,1]", run.State.Output.ToJson());
    }

    [Fact]
    public void A_retried_map_begins_again_with_all_its_items()
    {
        var run = Machines.Run(
            $$"""
            { "StartAt": "M", "States": { "M": { "Type": "Map", "MaxConcurrency": 1, "Retry": [{ "ErrorEquals": ["Busy"] }],
              "ItemProcessor": { "StartAt": "T", "States": { "T": { {{Call}}, "End": true } } }, "End": true } } }
            """,
            "[1,2]",
            """{"T":[{"result":"a"},{"error":"Busy"},{"result":"b"},{"result":"c"}]}"""
        );
        Assert.Equal("""["b","c"]""", run.State.Output.ToJson());
        Assert.Equal(2, run.Events.Count(@event => @event.Type == HistoryEventType.MapStateStarted));
    }

    [Fact]
    public void Maps_within_branches_within_maps_come_to_an_end()
    {
        var run = Machines.Run(
            """
            { "QueryLanguage": "JSONata", "StartAt": "M", "States": { "M": { "Type": "Map", "Items": [1, 2], "End": true,
              "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Parallel", "End": true, "Branches": [
                { "StartAt": "N", "States": { "N": { "Type": "Map", "Items": "{% [$states.input, 9] %}", "End": true,
                  "ItemProcessor": { "StartAt": "X", "States": { "X": { "Type": "Pass", "Output": "{% $states.input * 2 %}", "End": true } } } } } },
                { "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": 1, "End": true } } }] } } } } } }
            """
        );
        Assert.Equal("[[[2,18],1],[[4,18],2]]", run.State.Output.ToJson());
    }

    [Fact]
    public void A_map_of_very_many_items_takes_many_steps_and_little_time()
    {
        var machine = Machines.Parse(
            """
            { "StartAt": "M", "States": { "M": { "Type": "Map", "ResultSelector": { "n.$": "States.ArrayLength($)" }, "End": true,
              "ItemProcessor": { "StartAt": "X", "States": { "X": { "Type": "Pass", "End": true } } } } } }
            """,
            StateMachineType.Express
        );
        var step = Interpreter.Start(
            machine,
            Machines.StartOf(JsonArray.From(Enumerable.Repeat<JsonValue>(0, 100_000))),
            Machines.Turn()
        );
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var steps = 1;
        for (; step.State.HasMore; steps++)
        {
            step = Interpreter.Next(machine, step.State, new Happening.Continued(), Machines.Turn());
        }

        Assert.Equal("""{"n":100000}""", step.State.Output.ToJson());
        Assert.InRange(steps, 200, 201);
        // The outputs so far are copied once a step, not once an item.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1024L * 1024 * 1024);
    }
}
