using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

public class TryWorkflowTests
{
    private const string Pay =
        """{"StartAt":"Pay","States":{"Pay":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":60}],"End":true}}}""";

    [Fact]
    public void A_run_is_answered_with_its_history_as_AWS_shows_it()
    {
        var answer = Answer(
            """{"definition":{"StartAt":"P","States":{"P":{"Type":"Pass","Result":{"b":2},"ResultPath":"$.r","End":true}}},"input":{"a":1.0}}"""
        );
        Assert.Equal("SUCCEEDED", answer["status"]);
        Assert.Equal("""{"a":1.0,"r":{"b":2}}""", answer["output"].ToJson(JsonNumberStyle.Source));
        Assert.Equal(
            """{"timestamp":946684800,"type":"PassStateExited","id":3,"previousEventId":2,"stateExitedEventDetails":{"name":"P","output":"{\"a\":1.0,\"r\":{\"b\":2}}","outputDetails":{"truncated":false}}}""",
            answer["events"][2].ToJson(JsonNumberStyle.Source)
        );
    }

    [Fact]
    public void Mocks_are_used_up_in_order_and_the_clock_goes_to_the_retry_at_once()
    {
        var answer = Answer("""{"definition":PAY,"mocks":{"Pay":[{"error":"Busy","cause":"later"},{"result":{"paid":true}}]}}""");
        Assert.Equal("""{"paid":true}""", answer["output"].ToJson());
        Assert.Equal(
            [
                "0 ExecutionStarted",
                "0 TaskStateEntered",
                "0 TaskScheduled",
                "0 TaskStarted",
                "0 TaskFailed",
                "60 TaskScheduled",
                "60 TaskStarted",
                "60 TaskSucceeded",
                "60 TaskStateExited",
                "60 ExecutionSucceeded",
            ],
            answer["events"].AsArray().Select(e => $"{e["timestamp"].AsNumber() - 946684800} {e["type"].AsString()}")
        );
    }

    [Fact]
    public void A_failed_run_tells_its_error_and_cause()
    {
        var answer = Answer("""{"definition":PAY,"mocks":{"Pay":{"error":"Gone","cause":"far away"}}}""");
        Assert.Equal(("FAILED", "Gone", "far away"), (Text(answer, "status"), Text(answer, "error"), Text(answer, "cause")));
        Assert.True(answer["output"].IsUndefined);
    }

    [Fact]
    public void A_task_that_never_answers_times_out_with_the_execution()
    {
        var answer = Answer("""{"definition":PAY,"mocks":{"Pay":{"never":true}}}""");
        Assert.Equal("TIMED_OUT", answer["status"]);
        Assert.Equal("ExecutionTimedOut", answer["events"].AsArray()[^1]["type"]);
    }

    [Fact]
    public void A_definition_may_be_a_string_and_its_diagnostics_are_answered()
    {
        var answer = Answer("""{"definition":"{\"StartAt\":\"X\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}"}""");
        Assert.Equal("InvalidDefinition", answer["error"]);
        Assert.Equal(
            """{"severity":"ERROR","code":"MISSING_TRANSITION_TARGET","message":"Missing 'Next' target: X","location":"/StartAt"}""",
            answer["diagnostics"][0].ToJson()
        );
    }

    [Fact]
    public void The_type_decides_what_a_definition_may_hold()
    {
        const string job =
            """{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync","End":true}}}""";
        Assert.Equal(
            "SUCCEEDED",
            Answer(
                """{"definition":JOB,"mocks":{"S":{"result":1}},"type":"STANDARD"}""".Replace(
                    "JOB",
                    job,
                    StringComparison.Ordinal
                )
            )["status"]
        );
        Assert.Equal(
            "InvalidDefinition",
            Answer(
                """{"definition":JOB,"mocks":{"S":{"result":1}},"type":"EXPRESS"}""".Replace("JOB", job, StringComparison.Ordinal)
            )["error"]
        );
    }

    [Fact]
    public void Children_of_a_distributed_map_answer_from_the_same_mocks()
    {
        var answer = Answer(
            """
            {"definition":{"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON"},"Parameters":{"Bucket":"b","Key":"k"}},
             "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","End":true}}},"End":true}}},
             "mocks":{"M":{"result":[1,2]},"T":[{"result":"one","after":5},{"result":"two"}]}}
            """.ReplaceLineEndings(" ")
        );
        Assert.Equal("""["one","two"]""", answer["output"].ToJson());
        // The run ends with its last child.
        Assert.Equal(946684805, answer["events"].AsArray()[^1]["timestamp"].AsNumber());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"definition":1}""")]
    [InlineData("""{"definition":{},"type":"FAST"}""")]
    [InlineData("""{"definition":PAY,"mocks":[]}""")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":1}}""")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":[]}}""", "TrialStopped")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":{"result":1,"error":"E"}}}""")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":{"error":1}}}""")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":{"result":1,"after":-1}}}""")]
    [InlineData("""{"definition":PAY,"mocks":{"Pay":{"result":1,"after":1e300}}}""")]
    [InlineData("""{"definition":PAY}""", "TrialStopped")]
    public void What_is_wrong_with_a_line_is_its_answer(string line, string error = "MalformedLine")
    {
        var answer = Answer(line);
        Assert.Equal(error, answer["error"]);
        Assert.NotEmpty(answer["message"].AsString());
    }

    [Fact]
    public void An_input_beyond_the_limit_is_refused()
    {
        var answer = Answer(
            """{"definition":PAY,"input":"LONG"}""".Replace(
                "LONG",
                new string('x', Limits.DataBytesMax),
                StringComparison.Ordinal
            )
        );
        Assert.Equal("InvalidExecutionInput", answer["error"]);
    }

    /// <summary>Definitions that would go on, or grow, for as long as they are let.</summary>
    [Theory]
    [InlineData("events", """ "A": { "Type": "Pass", "Next": "B" } """)]
    [InlineData(
        "payloads",
        """ "A": { "Type": "Pass", "Parameters": { "x.$": "$.x", "y.$": "$.x" }, "ResultPath": null, "Next": "B" } """
    )]
    [InlineData(
        "work",
        """ "A": { "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% ($n := $sum([1..200000]); {}) %}", "Next": "B" } """
    )]
    public void A_run_without_end_is_stopped(string what, string state)
    {
        const string machine = """
            {"StartAt":"A","States":{ STATE,"B":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"End"}],"Default":"A"},"End":{"Type":"Succeed"}}}
            """;
        var input = JsonObject.Of(("x", new string('x', what is "payloads" ? 100_000 : 1)));
        var definition = machine.Replace("STATE", state, StringComparison.Ordinal);
        JsonValue line = JsonObject.Of(("type", "EXPRESS"), ("definition", definition), ("input", input));
        var answer = Answer(line.ToJson());
        Assert.Equal("TrialStopped", answer["error"]);
        Assert.Contains(what, answer["message"].AsString(), StringComparison.Ordinal);
        Assert.True(answer["events"].AsArray().Count is > 10 and < 27_000);
    }

    private static JsonValue Answer(string line) =>
        JsonValue.Parse(TryWorkflow.Answer(line.Replace("PAY", Pay, StringComparison.Ordinal)));

    private static string Text(JsonValue answer, string name) => answer[name].AsString();
}
