using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;
using Millrace.Languages.Tests.StatesLanguage.Recorded;

namespace Millrace.Languages.Tests.StatesLanguage;

public class ValidationTests
{
    private const string Prefix = "Invalid State Machine Definition: '";

    /// <summary>Definitions that AWS refused, by the start of the recorded case; the answer is in the recording.</summary>
    private static readonly Dictionary<string, (string Definition, StateMachineType Type)> _refused = new(StringComparer.Ordinal)
    {
        ["test_wait_timestamp_invalid[NO_T]"] = Standard(
            "WaitUntil",
            """ "Type": "Wait", "Timestamp": "2016-03-14 01:59:00Z", "End": true """
        ),
        ["test_wait_timestamp_invalid[INVALID_ISO]"] = Standard(
            "WaitUntil",
            """ "Type": "Wait", "Timestamp": "today", "End": true """
        ),
        ["test_wait_timestamp_invalid[JSONATA]"] = Standard(
            "WaitUntil",
            """ "QueryLanguage": "JSONata", "Type": "Wait", "Timestamp": "2016-03-14", "End": true """
        ),
        ["test_illegal_escapes[ESCAPE_SEQUENCES_ILLEGAL_INTRINSIC_FUNCTION]"] = Standard(
            "IntrinsicEscape",
            """ "Type": "Pass", "Parameters": { "parsed.$": "States.StringToJson('{\\\"a\\\": 1}')" }, "End": true """
        ),
        ["test_invalid_credentials_field[EMPTY_CREDENTIALS]"] = Standard("State0", Credentials("{}")),
        ["test_invalid_credentials_field[INVALID_CREDENTIALS_FIELD]"] = Standard(
            "State0",
            Credentials("""{ "InvalidField": "x" }""")
        ),
        ["test_invalid_integration"] = Standard(
            "Query",
            """ "Type": "Task", "Resource": "arn:<partition>:states:::dynamodb:query", "End": true """
        ),
        ["test_create_delete_invalid_sm"] = ("""{ "StartAt": "A" }""", StateMachineType.Standard),
        ["test_illegal_callbacks[SYNC]"] = (
            Machine(
                "StartExecution",
                """ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true """
            ),
            StateMachineType.Express
        ),
        ["test_state_name_invalid_state_definition"] = (
            """{ "StartAt": "ExistingButInvalidState", "States": { "ExistingButInvalidState": { "Type": "NoSuchType" } } }""",
            StateMachineType.Standard
        ),
    };

    [Fact]
    public void Definitions_are_refused_with_the_texts_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var compared = 0;
        foreach (var file in Directory.GetFiles(RecordedHistory.Root!, "*.snapshot.json"))
        {
            foreach (var (name, entry) in JsonValue.Parse(File.ReadAllBytes(file)).AsObject())
            {
                foreach (var text in Texts(entry["recorded-content"]))
                {
                    var test = name[(name.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
                    var (definition, type) = _refused[test];
                    Assert.Equal(
                        text[text.IndexOf(Prefix, StringComparison.Ordinal)..],
                        StateMachineDefinition.Read(definition, type).InvalidDefinitionMessage
                    );
                    compared++;
                }
            }
        }

        Assert.True(compared >= _refused.Count, $"Only {compared} refusals were found.");
    }

    [Theory]
    // JSONata: the codes, and the place of the very expression. Source: answers of AWS told in public issues.
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% 1 + %}", "End": true """,
        "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/A/Output"
    )]
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Pass", "Output": { "v": "{% phone %}" }, "End": true """,
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v"
    )]
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Pass", "Assign": { "v": [1, "{% $$ %}"] }, "End": true """,
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' at the top level is not supported. at /States/A/Assign/v[1]"
    )]
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Choice", "Choices": [{ "Condition": "{% ] %}", "Next": "A" }] """,
        "INVALID_JSONATA_EXPRESSION: The symbol \"]\" cannot be used as a unary operator at /States/A/Choices[0]/Condition, MISSING_END_STATE: Workflow has no terminal state at null"
    )]
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Wait", "Seconds": "{% n %}", "End": true """,
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'n' at the top level is not supported. at /States/A/Seconds"
    )]
    [InlineData(
        """ "Type": "Pass", "Output": 1, "End": true """,
        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A"
    )]
    [InlineData(
        """ "QueryLanguage": "JSONata", "Type": "Pass", "ResultPath": "$.a", "End": true """,
        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage at /States/A"
    )]
    [InlineData(
        """ "Type": "Pass", "Catch": [], "End": true """,
        "SCHEMA_VALIDATION_FAILED: Field 'Catch' is not supported at /States/A"
    )]
    [InlineData(
        """ "Type": "Pass", "Next": "NOPE" """,
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null"
    )]
    // Ours in their words, where AWS's are not known.
    [InlineData(""" "Type": "Pass" """, "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/A")]
    [InlineData(
        """ "Type": "Pass", "Next": "A", "End": true """,
        "SCHEMA_VALIDATION_FAILED: You cannot specify more than one of these fields: [Next, End] at /States/A, MISSING_END_STATE: Workflow has no terminal state at null"
    )]
    [InlineData(
        """ "Type": "Pass", "ResultPath": "$..a", "End": true """,
        "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/A/ResultPath"
    )]
    [InlineData(
        """ "Type": "Wait", "End": true """,
        "SCHEMA_VALIDATION_FAILED: Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath] at /States/A"
    )]
    [InlineData(
        """ "Type": "Choice", "Choices": [] """,
        "SCHEMA_VALIDATION_FAILED: The list must not be empty at /States/A/Choices, MISSING_END_STATE: Workflow has no terminal state at null"
    )]
    [InlineData(
        """ "Type": "Pass", "Assign": { "1a": 1 }, "End": true """,
        "SCHEMA_VALIDATION_FAILED: '1a' is not a valid variable name at /States/A/Assign"
    )]
    [InlineData(
        """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSeconds": 0, "End": true """,
        "SCHEMA_VALIDATION_FAILED: The value of the field 'TimeoutSeconds' must be between 1 and 99999999 at /States/A/TimeoutSeconds"
    )]
    [InlineData(
        """ "Type": "Map", "ItemProcessor": { "QueryLanguage": "JSONata", "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true """,
        "SCHEMA_VALIDATION_FAILED: Field 'QueryLanguage' is not supported at /States/A/ItemProcessor"
    )]
    public void A_diagnostic_says_what_is_wrong_and_where(string state, string expected)
    {
        Assert.Equal($"{Prefix}{expected}'", StateMachineDefinition.Read(Machine("A", state)).InvalidDefinitionMessage);
    }

    [Theory]
    [InlineData("$states.input.(a + b)")]
    [InlineData("$states.input.items[n > 1].{ 'k': price }")]
    [InlineData("$states.input.items{ sku: $sum(n) }")]
    [InlineData("$states.input.items^(>price).sku")]
    [InlineData("$states.input ~> |items|{ 'x': n }|")]
    [InlineData("$map($states.input, function($v) { $v.a })")]
    public void Names_within_a_path_are_no_references_at_the_top_level(string expression)
    {
        Machines.Single($$""" "Type": "Pass", "Output": "{% {{expression}} %}", "End": true """, "JSONata");
    }

    [Theory]
    [InlineData("a + $x")]
    [InlineData("[1, a]")]
    [InlineData("{ 'k': a.b }")]
    [InlineData("($x := 1; a)")]
    [InlineData("$sum(a)")]
    [InlineData("$x ? 1 : a")]
    [InlineData("function() { a }")]
    [InlineData("a[0]")]
    [InlineData("$.a")]
    public void Names_at_the_top_level_are_refused_wherever_they_stand(string expression)
    {
        var read = StateMachineDefinition.Read(
            Machine("A", $$""" "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% {{expression}} %}", "End": true """)
        );
        Assert.Equal("UNSUPPORTED_JSONATA_EXPRESSION", Assert.Single(read.Diagnostics).Code);
    }

    [Fact]
    public void Texts_that_look_like_paths_are_warned_of_and_run_as_they_are()
    {
        var read = StateMachineDefinition.Read(
            """
            { "StartAt": "A", "States": {
              "A": { "Type": "Pass", "Parameters": { "a": "$.x", "list": [{ "b": "States.UUID()" }], "c": "$5" }, "Next": "B" },
              "B": { "Type": "Pass", "Result": { "a.$": "$.x" }, "Next": "C" },
              "C": { "Type": "Fail", "Error": "$.error" } } }
            """
        );
        Assert.NotNull(read.Definition);
        Assert.Equal(
            [
                "NO_DOLLAR /States/A/Parameters/a",
                "NO_DOLLAR /States/A/Parameters/list[0]/b",
                "PASS_RESULT_IS_STATIC /States/B/Result/a.$",
                "NO_PATH /States/C/Error",
            ],
            read.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Location}")
        );
        Assert.All(read.Diagnostics, diagnostic => Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity));
    }

    [Fact]
    public void More_than_a_hundred_diagnostics_are_cut_and_no_warning_hides_an_error()
    {
        var fields = string.Concat(Enumerable.Range(0, 200).Select(i => $"\"f{i}\": \"$.x\", "));
        var warned = StateMachineDefinition.Read(
            Machine("A", $$""" "Type": "Pass", "Parameters": { {{fields}} "z": 1 }, "Nope": 1, "End": true """)
        );
        Assert.True(warned.Truncated);
        Assert.Equal(Limits.DiagnosticsMax, warned.Diagnostics.Count);
        Assert.Equal(
            $"{Prefix}SCHEMA_VALIDATION_FAILED: Field 'Nope' is not supported at /States/A'",
            warned.InvalidDefinitionMessage
        );
    }

    [Fact]
    public void Names_of_states_are_unique_and_short_and_those_of_labels_too()
    {
        var map =
            """{ "Type": "Map", "Label": "L", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }, NEXT }""";
        var read = StateMachineDefinition.Read(
            $$"""
            { "StartAt": "A", "States": {
              "A": {{map.Replace("NEXT", "\"Next\": \"B\"")}}, "B": {{map.Replace(
                "NEXT",
                $"\"Next\": \"{new string('y', 81)}\""
            )}},
              "{{new string('y', 81)}}": { "Type": "Succeed" } } }
            """
        );
        Assert.Equal(
            ["DUPLICATE_STATE_NAME", "DUPLICATE_LABEL_NAME", "INVALID_STATE_NAME"],
            read.Diagnostics.Select(diagnostic => diagnostic.Code)
        );
    }

    private static IEnumerable<string> Texts(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.String => value.AsString().Contains(Prefix, StringComparison.Ordinal) ? [value.AsString()] : [],
            JsonKind.Array => value.AsArray().SelectMany(Texts),
            JsonKind.Object => value.AsObject().Values.ToArray().SelectMany(Texts),
            _ => [],
        };

    private static (string Definition, StateMachineType Type) Standard(string name, string state) =>
        (Machine(name, state), StateMachineType.Standard);

    private static string Machine(string name, string state) =>
        $$"""{ "StartAt": "{{name}}", "States": { "{{name}}": { {{state}} } } }""";

    private static string Credentials(string credentials) =>
        $$""" "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Credentials": {{credentials}}, "End": true """;
}
