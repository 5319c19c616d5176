using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

public class RecordedDefinitionTests(ITestOutputHelper output)
{
    private const string Lambda = "arn:aws:lambda:us-east-1:111111111111:function:name";

    /// <summary>Definitions that are wrong on purpose, and what is said of them.</summary>
    private static readonly Dictionary<string, string> _invalid = new(StringComparer.Ordinal)
    {
        ["base_invalid_state_definition"] =
            "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/ExistingButInvalidState/Type",
        ["base_map_state_catch"] =
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: HandleMockError at /States/State/Catch[0]/Next, MISSING_TRANSITION_TARGET: Missing 'Next' target: HandleThreshold at /States/State/Catch[1]/Next",
        ["invalid_base_no_startat"] = "SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /",
        ["invalid_credentials_field"] =
            "SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/State0/Credentials",
        ["invalid_downgrade_query_language"] =
            "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/Pass",
        ["lambda_list_functions"] =
            "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::lambda:listFunctions is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/Start/Resource",
        ["map_state_label_empty_fail"] =
            "INVALID_LABEL_NAME: Label must have between 1 and 40 characters at /States/MapState/Label",
        ["map_state_label_too_long_fail"] =
            "INVALID_LABEL_NAME: Label must have between 1 and 40 characters at /States/MapState/Label",
        ["task_retry_reference_exception"] =
            "SCHEMA_VALIDATION_FAILED: The resource provided $.FunctionName is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/Task/Resource, "
            + string.Join(
                ", ",
                from retrier in (int[])[0, 1]
                from field in (string[])["IntervalSeconds", "MaxAttempts", "BackoffRate"]
                select $"SCHEMA_VALIDATION_FAILED: Expected value of type {(field is "BackoffRate" ? "Number" : "Integer")} at /States/Task/Retry[{retrier}]/{field}"
            ),
    };

    [Fact]
    public void Every_recorded_definition_is_read_or_refused_with_a_reason()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var read = 0;
        foreach (var (name, template) in new Templates(RecordedHistory.Root!).All)
        {
            var result = StateMachineDefinition.Read(Fill(template));
            if (_invalid.TryGetValue(name, out var expected))
            {
                Assert.Equal($"Invalid State Machine Definition: '{expected}'", result.InvalidDefinitionMessage);
            }
            else
            {
                Assert.True(result.Definition is not null, $"{name}: {result.InvalidDefinitionMessage}");
            }

            read++;
        }

        output.WriteLine($"{read} definitions, {_invalid.Count} of them refused");
        Assert.True(read > 200, $"Only {read} definitions were found.");
    }

    [Fact]
    public void Diagnostics_are_those_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var compared = 0;
        var file = Path.Combine(RecordedHistory.Root!, "test_sfn_api_validation.snapshot.json");
        foreach (var (name, entry) in JsonValue.Parse(File.ReadAllBytes(file)).AsObject())
        {
            var answer = entry["recorded-content"]["validation_response"];
            var type = name.Contains("express") ? StateMachineType.Express : StateMachineType.Standard;
            var result = StateMachineDefinition.Read(DefinitionOf(name), type);
            Assert.Equal(answer["result"].AsString(), result.Definition is null ? "FAIL" : "OK");
            Assert.Equal(answer["truncated"].AsBoolean(), result.Truncated);
            Assert.Equal(
                answer["diagnostics"].ToJson(),
                JsonValue
                    .FromArray(
                        JsonArray.From(
                            result.Diagnostics.Select(diagnostic =>
                                JsonValue.FromObject(
                                    JsonObject.Of(
                                        ("code", diagnostic.Code),
                                        ("location", diagnostic.Location),
                                        ("message", diagnostic.Message),
                                        ("severity", diagnostic.Severity.ToString().ToUpperInvariant())
                                    )
                                )
                            )
                        )
                    )
                    .ToJson()
            );
            compared++;
        }

        Assert.Equal(6, compared);
    }

    private static string DefinitionOf(string name)
    {
        var parameter = name[(name.LastIndexOf('[') + 1)..^1];
        return parameter switch
        {
            "NOT_A_DEF" => "not a definition",
            "EMPTY_DICT" => "{}",
            "VALID_QUERY_LANGUAGE_PASS" =>
                """{ "StartAt": "S", "QueryLanguage": "JSONata", "States": { "S": { "Type": "Pass", "End": true } } }""",
            _ => Json5
                .Read(
                    Path.Combine(
                        RecordedHistory.Root!,
                        "templates/validation/statemachines",
                        parameter.ToLowerInvariant() + ".json5"
                    )
                )!
                .Value.ToJson(),
        };
    }

    /// <summary>Puts something in place of each placeholder, and a machine around a single state.</summary>
    private static string Fill(JsonValue template)
    {
        var machine = template["Type"].IsUndefined
            ? template
            : JsonObject.Of(
                ("StartAt", "State"),
                ("States", JsonObject.Of(("State", template["Next"].IsUndefined ? template : Ended(template))))
            );
        return machine
            .ToJson(JsonNumberStyle.Source)
            .Replace("\"Resource\":\"__tbd__\"", $"\"Resource\":\"{Lambda}\"")
            .Replace("\"Resource\":\"_tbd_\"", $"\"Resource\":\"{Lambda}\"")
            .Replace("%LAMBDA_FUNCTION_ARN_LITERAL_PLACEHOLDER%", Lambda)
            .Replace("%CONTEXT_OBJECT_LITERAL_PLACEHOLDER%", "$$.Execution.Input")
            .Replace("%ComparisonOperatorType%", "StringEqualsPath")
            .Replace("\"Items\":\"_tbd_\"", "\"Items\":[1]")
            .Replace("\"CSVHeaders\":\"__TBD__\"", "\"CSVHeaders\":[\"H\"]");
    }

    private static JsonValue Ended(JsonValue state) => state.AsObject().Without("Next").With("End", true);
}
