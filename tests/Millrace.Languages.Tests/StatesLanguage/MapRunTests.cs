using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>Distributed Maps: what is planned, and when a run is over.</summary>
public class MapRunTests
{
    [Fact]
    public void The_plan_says_all_that_the_definition_and_the_input_decide()
    {
        var (_, step) = Start(
            """ "MaxConcurrency": 7, "ToleratedFailurePercentagePath": "$.p", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"], "MaxItemsPath": "$.most" }, "Parameters": { "Bucket.$": "$.b" } }, "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "out" } }, "Label": "L" """,
            """{"p":12.5,"b":"in","most":3}"""
        );
        var plan = step.Single<Directive.StartMapRun>().Plan;
        Assert.StartsWith("arn:aws:states:eu-west-1:111111111111:mapRun:machine/L:", plan.MapRunArn, StringComparison.Ordinal);
        Assert.Null(plan.Items);
        Assert.Equal(
            (7, 12.5, 3, StateMachineType.Express),
            (plan.MaxConcurrency, plan.ToleratedFailurePercentage, plan.MaxItems, plan.ExecutionType)
        );
        Assert.Equal(
            ("""{"Bucket":"in"}""", """{"Bucket":"out"}"""),
            (plan.ReaderParameters.ToJson(), plan.WriterParameters.ToJson())
        );
        Assert.Equal(
            ("CSV", "GIVEN", "a"),
            (plan.ItemReader!.InputType, plan.ItemReader.CsvHeaderLocation, plan.ItemReader.CsvHeaders![0])
        );
    }

    [Fact]
    public void Items_are_selected_and_put_into_batches_by_number()
    {
        var inputs = Inputs(
            """ "ItemSelector": { "v.$": "$$.Map.Item.Value" }, "ItemBatcher": { "MaxItemsPerBatch": 2, "BatchInput": { "b": 1 } } """,
            "[1,2,3]"
        );
        Assert.Equal(
            ["""{"BatchInput":{"b":1},"Items":[{"v":1},{"v":2}]}""", """{"BatchInput":{"b":1},"Items":[{"v":3}]}"""],
            inputs.Inputs.Select(input => input.ToJson())
        );
        Assert.Equal([2, 1], inputs.ItemCounts);
    }

    [Fact]
    public void Batches_keep_to_their_bytes_and_an_item_that_is_larger_is_alone()
    {
        var inputs = Inputs(
            """ "ItemBatcher": { "MaxInputBytesPerBatch": 40 } """,
            """["aaaaaaaaaa","bbbbbbbbbb","cccccccccccccccccccccccccccccccccccccccccccccccccc","d"]"""
        );
        Assert.Equal([2, 1, 1], inputs.ItemCounts);
        Assert.True(inputs.Inputs[0].ToJson().Length <= 40);
    }

    [Fact]
    public void A_selector_that_fails_fails_the_run()
    {
        var inputs = Inputs(""" "ItemSelector": { "v.$": "$.nope" } """, "[1]");
        Assert.Equal("States.Runtime", inputs.Error?.Name);
    }

    [Theory]
    [InlineData("", 1, true)]
    [InlineData(""" "ToleratedFailureCount": 2, """, 2, false)]
    [InlineData(""" "ToleratedFailureCount": 2, """, 3, true)]
    [InlineData(""" "ToleratedFailurePercentage": 30, """, 3, false)]
    [InlineData(""" "ToleratedFailurePercentage": 30, """, 4, true)]
    [InlineData(""" "ToleratedFailureCount": 5, "ToleratedFailurePercentage": 10, """, 2, true)]
    public void A_run_fails_as_soon_as_more_has_failed_than_is_tolerated(string tolerated, int failures, bool fails)
    {
        var (definition, step) = Start(tolerated + """ "MaxConcurrency": 4 """, "[0,1,2,3,4,5,6,7,8,9]");
        var plan = step.Single<Directive.StartMapRun>().Plan;
        var run = new MapRun(plan, MapRunPlanner.Plan(definition, step.State, plan, plan.Items!, Machines.Turn()));
        var ended = 0;
        while (run.Status == ExecutionStatus.Running)
        {
            Assert.InRange(run.StartNext().Count, 1, 4);
            Assert.True(run.Running <= 4);
            for (; run.Running > 0 && run.Status == ExecutionStatus.Running; ended++)
            {
                if (ended < failures)
                {
                    run.Fail(ended, "E", "c");
                }
                else
                {
                    run.Succeed(ended, ended);
                }
            }
        }

        Assert.Equal(fails ? ExecutionStatus.Failed : ExecutionStatus.Succeeded, run.Status);
        if (!fails)
        {
            Assert.Equal("""{"Error":"E","Cause":"c"}""", run.Results()[0].ToJson());
            Assert.Equal(9, run.Results()[9]);
        }
    }

    [Fact]
    public void A_run_that_fails_can_be_caught_by_its_name()
    {
        var (definition, step) = Start(
            """ "Catch": [{ "ErrorEquals": ["States.ItemReaderFailed"], "Next": "End" }], "ItemReader": { "Resource": "arn:aws:states:::s3:getObject" } """,
            "{}"
        );
        var arn = step.Single<Directive.StartMapRun>().Plan.MapRunArn;
        var done = Interpreter.Next(
            definition,
            step.State,
            new Happening.MapRunFailed(arn, "States.ItemReaderFailed", "no such key"),
            Machines.Turn()
        );
        Assert.Equal("""{"Error":"States.ItemReaderFailed","Cause":"no such key"}""", done.State.Output.ToJson());
    }

    [Fact]
    public void Outputs_that_are_lists_are_flattened_where_the_writer_says_so()
    {
        var (definition, step) = Start(
            """ "ResultWriter": { "WriterConfig": { "Transformation": "FLATTEN", "OutputType": "JSON" } } """,
            "[0,1]"
        );
        var plan = step.Single<Directive.StartMapRun>().Plan;
        var run = new MapRun(plan, MapRunPlanner.Plan(definition, step.State, plan, plan.Items!, Machines.Turn()));
        run.StartNext();
        run.Succeed(1, JsonArray.Of(1, 2));
        run.Succeed(0, "a");
        Assert.Equal("""["a",1,2]""", ((JsonValue)run.Results()).ToJson());
        Assert.Throws<ArgumentException>(() => run.Succeed(0, 1));
    }

    private static MapRunInputs Inputs(string fields, string input)
    {
        var (definition, step) = Start(fields, input);
        var plan = step.Single<Directive.StartMapRun>().Plan;
        return MapRunPlanner.Plan(definition, step.State, plan, plan.Items!, Machines.Turn());
    }

    private static (StateMachineDefinition Definition, Step Step) Start(string fields, string input)
    {
        var definition = Machines.Parse(
            $$"""
            { "StartAt": "M", "States": { "M": { "Type": "Map", {{fields}}, "Next": "End",
              "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "X", "States": { "X": { "Type": "Pass", "End": true } } } },
              "End": { "Type": "Succeed" } } }
            """
        );
        return (definition, Interpreter.Start(definition, Machines.StartOf(JsonValue.Parse(input)), Machines.Turn()));
    }
}
