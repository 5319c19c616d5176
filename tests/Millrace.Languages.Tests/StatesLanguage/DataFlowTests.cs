using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>What goes into a state, through it and out of it, in both query languages.</summary>
public class DataFlowTests
{
    private const string Call = """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage" """;

    [Theory]
    [InlineData(""" "InputPath": "$.a" """, """{"b":1}""")]
    [InlineData(""" "InputPath": null """, "{}")]
    [InlineData(""" "OutputPath": "$.a.b" """, "1")]
    [InlineData(""" "OutputPath": null """, "{}")]
    [InlineData(""" "Result": [1], "ResultPath": "$.r.s" """, """{"a":{"b":1},"r":{"s":[1]}}""")]
    [InlineData(""" "Result": [1], "ResultPath": null """, """{"a":{"b":1}}""")]
    [InlineData(
        """ "InputPath": "$.a", "Parameters": { "c.$": "$.b", "d": { "e.$": "$$.State.Name" } }, "ResultPath": "$.p" """,
        """{"a":{"b":1},"p":{"d":{"e":"Only"},"c":1}}"""
    )]
    public void Paths_of_a_pass_state_choose_and_place(string fields, string expected)
    {
        var run = Machines.Run(
            Machines.Single($$""" "Type": "Pass", {{fields}}, "End": true """),
            JsonValue.Parse("""{"a":{"b":1}}""")
        );
        Assert.Equal(expected, run.State.Output.ToJson());
    }

    [Fact]
    public void A_task_asks_with_its_parameters_and_places_what_it_selects_of_the_result()
    {
        var machine = Machines.Single(
            $$""" {{Call}}, "InputPath": "$.in", "Parameters": { "q.$": "$.q" }, "ResultSelector": { "n.$": "$.list[0]" }, "ResultPath": "$.out", "OutputPath": "$.out", "TimeoutSecondsPath": "$.t", "End": true """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonValue.Parse("""{"in":{"q":"?","t":7}}""")), Machines.Turn());
        var call = step.Single<CallTask>();
        Assert.Equal(("""{"q":"?"}""", 7L), (call.Parameters.ToJson(), call.TimeoutSeconds));
        step = Interpreter.Next(
            machine,
            step.State,
            new Happening.TaskSucceeded(call.TaskId, JsonObject.Of(("list", JsonArray.Of(4)))),
            Machines.Turn()
        );
        Assert.Equal("""{"n":4}""", step.State.Output.ToJson());
    }

    [Fact]
    public void A_JSONata_task_asks_with_its_arguments_and_gives_its_output()
    {
        var machine = Machines.Single(
            $$""" {{Call}}, "Arguments": { "q": "{% $states.input.in & '!' %}", "at": ["{% $states.context.State.Name %}"] }, "TimeoutSeconds": "{% 3 + 4 %}", "Output": { "r": "{% $states.result.x * 2 %}", "i": "{% $states.input.in %}" }, "Assign": { "v": "{% $states.result %}" }, "End": true """,
            "JSONata"
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonValue.Parse("""{"in":"a"}""")), Machines.Turn());
        var call = step.Single<CallTask>();
        Assert.Equal(("""{"q":"a!","at":["Only"]}""", 7L), (call.Parameters.ToJson(), call.TimeoutSeconds));
        step = Interpreter.Next(
            machine,
            step.State,
            new Happening.TaskSucceeded(call.TaskId, JsonObject.Of(("x", 21))),
            Machines.Turn()
        );
        Assert.Equal("""{"r":42,"i":"a"}""", step.State.Output.ToJson());
        Assert.Equal("""{"v":{"x":21}}""", ((JsonValue)step.Events[1].Details!.AssignedVariables!).ToJson());
    }

    [Fact]
    public void A_JSONata_catcher_has_an_output_and_variables_of_its_own()
    {
        var run = Machines.Run(
            $$"""
            { "QueryLanguage": "JSONata", "StartAt": "T", "States": {
              "T": { {{Call}}, "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "why": "{% $states.errorOutput.Cause %}" }, "Output": { "in": "{% $states.input %}" }, "Next": "C" }], "End": true },
              "C": { "Type": "Pass", "Output": { "was": "{% $states.input.in %}", "why": "{% $why %}" }, "End": true } } }
            """,
            "5",
            """{"T":{"error":"E","cause":"because"}}"""
        );
        Assert.Equal("""{"was":5,"why":"because"}""", run.State.Output.ToJson());
    }

    [Fact]
    public void One_state_may_speak_JSONata_among_others_that_do_not()
    {
        var run = Machines.Run(
            """
            { "StartAt": "A", "States": {
              "A": { "Type": "Pass", "Assign": { "x.$": "$.n" }, "Next": "B" },
              "B": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": { "y": "{% $x + 1 %}" }, "Next": "C" },
              "C": { "Type": "Pass", "Parameters": { "sum.$": "States.MathAdd($x, $.y)" }, "End": true } } }
            """,
            """{"n":2}"""
        );
        Assert.Equal("""{"sum":5}""", run.State.Output.ToJson());
    }

    [Theory]
    [InlineData(
        "JSONPath",
        """ "Type": "Pass", "Parameters": { "a.$": "$.no" }, "End": true """,
        "States.Runtime",
        "The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{\"n\":0}'"
    )]
    [InlineData(
        "JSONPath",
        """ "Type": "Pass", "Result": 1, "ResultPath": "$.n.m", "End": true """,
        "States.ResultPathMatchFailure",
        null
    )]
    [InlineData(
        "JSONPath",
        """ "Type": "Pass", "Parameters": { "a.$": "States.ArrayGetItem($.n, 1)" }, "End": true """,
        "States.Runtime",
        null
    )]
    [InlineData("JSONPath", """ "Type": "Pass", "Assign": { "a.$": "$nowhere" }, "End": true """, "States.Runtime", null)]
    [InlineData(
        "JSONPath",
        """ "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericEquals": 9, "Next": "Only" }, { "Variable": "$.n", "NumericEquals": 8, "Next": "E" }] """,
        "States.NoChoiceMatched",
        null
    )]
    [InlineData(
        "JSONata",
        """ "Type": "Pass", "Output": "{% $states.input.no %}", "End": true """,
        "States.QueryEvaluationError",
        "The JSONata expression '$states.input.no' specified for the field 'Output' returned nothing (undefined)."
    )]
    [InlineData(
        "JSONata",
        """ "Type": "Pass", "Output": { "f": ["{% function($x) { $x } %}"] }, "End": true """,
        "States.QueryEvaluationError",
        "The JSONata expression 'function($x) { $x }' specified for the field 'Output/f[0]' returned an unsupported result type."
    )]
    [InlineData(
        "JSONata",
        """ "Type": "Pass", "Output": "{% $eval('1') %}", "End": true """,
        "States.QueryEvaluationError",
        null
    )]
    [InlineData(
        "JSONata",
        """ "Type": "Pass", "Output": "{% ($f := function() { $f() }; $f()) %}", "End": true """,
        "States.QueryEvaluationError",
        null
    )]
    [InlineData(
        "JSONata",
        """ "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.n %}", "Next": "E" }], "Default": "E" """,
        "States.QueryEvaluationError",
        "The JSONata expression '$states.input.n' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 0"
    )]
    [InlineData("JSONata", """ "Type": "Wait", "Seconds": "{% 'x' %}", "End": true """, "States.QueryEvaluationError", null)]
    public void What_goes_wrong_in_a_state_has_AWSs_name_and_words(string language, string state, string error, string? cause)
    {
        var end = state.Contains("\"E\"", StringComparison.Ordinal) ? """, "E": { "Type": "Succeed" } """ : "";
        var run = Machines.Run(
            $$"""{ "QueryLanguage": "{{language}}", "StartAt": "Only", "States": { "Only": { {{state}} }{{end}} } }""",
            """{"n":0}"""
        );
        Assert.Equal((ExecutionStatus.Failed, error), (run.State.Status, run.State.Error));
        var prefix = "An error occurred while executing the state 'Only' (entered at the event id #2). ";
        Assert.StartsWith(prefix + cause, run.State.Cause!, StringComparison.Ordinal);
    }

    [Fact]
    public void Randomness_and_time_of_expressions_are_those_of_the_turn()
    {
        var run = Machines.Run(
            """{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": ["{% $now() %}", "{% $millis() %}", "{% $random() < 1 %}", "{% $length($uuid()) %}"], "End": true } } }"""
        );
        Assert.Equal("""["2024-03-02T01:00:00.000Z",1709341200000,true,36]""", run.State.Output.ToJson());
    }
}
