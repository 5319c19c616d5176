using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>
/// Definitions written from recorded histories alone, for cases whose own definition is in the half kept for measuring:
/// what AWS answered still says how the state must have behaved.
/// </summary>
internal static partial class Reconstructed
{
    private const string Lambda = "arn:aws:states:::lambda:invoke";

    /// <summary>By the name of the test case; with an open bracket, for all that start so.</summary>
    private static readonly Dictionary<string, string> _definitions = new(StringComparer.Ordinal)
    {
        ["test_activity_task_failure"] = Single("ActivityTask", """ "Type": "Task", "Resource": "__tbd__", "End": true """),
        ["test_activity_task_with_heartbeat"] = Single(
            "ActivityTask",
            """ "Type": "Task", "Resource": "__tbd__", "TimeoutSeconds": 60, "HeartbeatSeconds": 10, "End": true """
        ),
        ["test_assign_in_choice["] = Choice(
            "Assign",
            """{ "Assignment": "Condition assignment" }""",
            """{ "Assignment": "Default Assignment" }"""
        ),
        ["test_output_in_choice["] = Choice("Output", "\"Condition Output block\"", "\"Default Output block\""),
        ["test_base_cases[BASE_EMPTY]"] = Jsonata("State0", """ "Type": "Pass", "Output": {}, "End": true """),
        ["test_base_output_any_non_dict[BOOL]"] = Jsonata("State0", """ "Type": "Pass", "Output": true, "End": true """),
        ["test_base_output_any_non_dict[FLOAT]"] = Jsonata("State0", """ "Type": "Pass", "Output": 0.1, "End": true """),
        ["test_base_output_any_non_dict[LIST_EMPY]"] = Jsonata("State0", """ "Type": "Pass", "Output": [], "End": true """),
        ["test_base_output_any_non_dict[STR_LIT]"] = Jsonata(
            "State0",
            """ "Type": "Pass", "Output": "string literal", "End": true """
        ),
        ["test_undefined_reference[BASE_UNDEFINED_ARGUMENTS_FIELD]"] = Jsonata(
            "State0",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "Arguments": { "FunctionName": "{% $doesNotExist %}" }, "End": true """
        ),
        ["test_base_task[TIMEOUT_SECONDS]"] = Jsonata(
            "Start",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "TimeoutSeconds": "{% $number('1') %}", "Arguments": { "Payload": {}, "FunctionName": "__tbd__" }, "End": true """
        ),
        ["test_base_map_from_input[ITEMS]"] = Jsonata(
            "Start",
            """ "Type": "Map", "Items": "{% $states.input.input_value %}", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "Process", "States": { "Process": { "Type": "Pass", "End": true } } }, "End": true """
        ),
        ["test_base_jsonata_regular_expressions[BASE]"] = Jsonata(
            "Start",
            """ "Type": "Pass", "Output": "{% $contains('hello', /h.*o/) %}", "End": true """
        ),
        ["test_base_jsonata_regular_expressions[BASE_SINGLE_QUOTE]"] = Jsonata(
            "Start",
            """ "Type": "Pass", "Output": "{% $contains(\"it's\", /'s/) %}", "End": true """
        ),
        ["test_base_jsonata_regular_expressions[BASE_FALSE]"] = Jsonata(
            "Start",
            """ "Type": "Pass", "Output": "{% $contains('hello', /x/) %}", "End": true """
        ),
        ["test_merge_with_dynamic_args"] = Jsonata(
            "Start",
            """ "Type": "Pass", "Output": "{% $merge([$states.input.part1, $states.input.part2]) %}", "End": true """
        ),
        ["test_decl_version_1_0"] =
            """{ "Version": "1.0", "StartAt": "State_1", "States": { "State_1": { "Type": "Pass", "End": true } } }""",
        ["test_state_fail_intrinsic"] = Single(
            "FailState",
            """ "Type": "Fail", "ErrorPath": "$.Error", "CausePath": "States.Format('This is a custom error message for {}, caused by {}.', $.Error, $.Cause)" """
        ),
        ["test_fail_cause_jsonata"] = Jsonata("FailState", """ "Type": "Fail", "Cause": "{% $states.input.cause %}" """),
        ["test_state_pass_result_null_input_output_paths"] = """
            { "StartAt": "State0", "States": {
              "State0": { "Type": "Pass", "Parameters": { "Arg1": "argument1", "FromInput.$": "$" }, "Next": "State1" },
              "State1": { "Type": "Pass", "InputPath": null, "Parameters": { "Arg2": "argument2", "FromInput.$": "$" }, "Next": "State2" },
              "State2": { "Type": "Pass", "OutputPath": null, "End": true } } }
            """,
        ["test_invalid_jsonpath[INVALID_JSONPATH_IN_ERRORPATH]"] = """
            { "StartAt": "pass", "States": {
              "pass": { "Type": "Pass", "Parameters": { "Error": "error-value" }, "Next": "fail" },
              "fail": { "Type": "Fail", "ErrorPath": "$.ErrorX" } } }
            """,
        ["test_invalid_jsonpath[INVALID_JSONPATH_IN_STRING_EXPR_CONTEXTPATH]"] = Single(
            "pass",
            """ "Type": "Pass", "Parameters": { "value.$": "$$.Execution.Input.no_such_jsonpath" }, "End": true """
        ),
        ["test_map_state"] = AfterStart(
            """[1, "Hello", {}, null, 3.3, 3, 4, 5]""",
            """ "InputPath": "$.arr", "ResultPath": null, "MaxConcurrency": 1, "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE" }, "StartAt": "HandleItem", "States": { "HandleItem": { "Type": "Pass", "End": true } } }, "Next": "Final" """
        ),
        ["test_map_state_catch_empty_fail"] = AfterStart(
            "[1]",
            """ "InputPath": "$.arr", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "HandleItemFail", "States": { "HandleItemFail": { "Type": "Fail" } } }, "Catch": [{ "ErrorEquals": ["HandleItemFailError"], "Next": "Final" }], "Next": "Final" """
        ),
        ["test_map_state_no_processor_config"] = AfterStart(
            "[1, 2, 3]",
            """ "ItemsPath": "$.arr", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "HandleItem", "States": { "HandleItem": { "Type": "Pass", "End": true } } }, "End": true """,
            final: false
        ),
        ["test_map_state_retry_multiple_retriers"] = AfterStart(
            "[1]",
            """ "InputPath": "$.arr", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "HandleItemFail", "States": { "HandleItemFail": { "Type": "Fail", "Error": "HandleItemFailError", "Cause": "HandleItemFailCause" } } }, "Retry": [{ "ErrorEquals": ["Other"], "MaxAttempts": 9 }, { "ErrorEquals": ["HandleItemFailError"], "MaxAttempts": 3 }], "Next": "Final" """
        ),
        ["test_map_state_items_eval_jsonata[empty]"] = Jsonata("MapIterateState", ItemsMap("\"{% [] %}\"")),
        ["test_map_state_items_eval_jsonata_variable_sampling_fail[object]"] = SampledItems("""{ "foo": "bar" }"""),
        ["test_map_state_items_eval_jsonata_variable_sampling_fail[string]"] = SampledItems("\"string\""),
        ["test_map_state_items_variable_sampling[number]"] = SampledItems("1"),
        ["test_map_state_items_variable_sampling[object]"] = SampledItems("""{ "foo": "bar" }"""),
        ["test_map_state_tolerated_failure_count_path["] = Single(
            "MapState",
            """ "Type": "Map", "ItemsPath": "$.Items", "ToleratedFailureCountPath": "$.ToleratedFailureCount", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "HandleItem", "States": { "HandleItem": { "Type": "Pass", "End": true } } }, "End": true """
        ),
        ["test_parallel_state_retry"] = Single(
            "ParallelState",
            """ "Type": "Parallel", "Branches": [{ "StartAt": "Branch1", "States": { "Branch1": { "Type": "Fail", "Error": "FailureType", "Cause": "Cause description" } } }], "Retry": [{ "ErrorEquals": ["FailureType"], "MaxAttempts": 2 }], "End": true """
        ),
        ["test_retry_interval_features_max_attempts_zero"] = Single(
            "LambdaTask",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "Parameters": { "Payload": { "RetryAttempt.$": "$$.State.RetryCount" }, "FunctionName.$": "$.FunctionName" }, "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 0 }], "End": true """
        ),
        ["test_wait_timestamp_path["] = Single(
            "WaitUntil",
            """ "Type": "Wait", "TimestampPath": "$.TimestampValue", "End": true """
        ),
        ["test_base_wait_seconds_path"] = Single(
            "WaitState",
            """ "Type": "Wait", "SecondsPath": "$.input.waitSeconds", "End": true """
        ),
        ["test_base[wait_seconds_path"] = Single(
            "WaitState",
            """ "Type": "Wait", "SecondsPath": "$.input.waitSeconds", "End": true """
        ),
        ["test_partial_log_levels[wait_seconds_path"] = Single(
            "WaitState",
            """ "Type": "Wait", "SecondsPath": "$.input.waitSeconds", "End": true """
        ),
        ["test_sqs_wait_for_task_tok_with_heartbeat"] = SendAndWait(""" "TimeoutSeconds": 600, "HeartbeatSeconds": 60 """),
        ["test_heartbeat_no_timeout"] = SendAndWait(""" "HeartbeatSeconds": 5 """),
        ["test_sqs_wait_for_task_token_no_token_parameter"] = Single(
            "State1",
            """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "TimeoutSeconds": 5, "Parameters": { "QueueUrl.$": "$.QueueUrl", "MessageBody": { "Context.$": "$" } }, "End": true """
        ),
        ["test_start_execution_sync2"] = StartExecution("startExecution.sync:2"),
        ["test_start_execution"] = StartExecution("startExecution"),
        ["test_start_execution_input_json"] = StartExecution("startExecution"),
        ["test_cross_account_service_lambda_invoke_retry"] = Jsonata(
            "InvokeLambda",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "Arguments": { "FunctionName": "{% $states.input.FunctionName %}", "Payload": "{% $states.input.Payload %}" }, "Credentials": { "RoleArn": "{% $states.input.CredentialsRoleArn %}" }, "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 2 }], "End": true """
        ),
        ["test_fixed_timeout_lambda"] = Single(
            "Start",
            """ "Type": "Task", "Resource": "__tbd__", "TimeoutSeconds": 5, "End": true """
        ),
        ["test_fixed_timeout_service_lambda"] = Single(
            "Start",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "TimeoutSecondsPath": "$.TimeoutSecondsValue", "Parameters": { "FunctionName.$": "$.FunctionName", "Payload.$": "$.Payload" }, "End": true """
        ),
        ["test_fixed_timeout_service_lambda_with_path"] = Single(
            "Start",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "TimeoutSecondsPath": "$.TimeoutSecondsValue", "Parameters": { "FunctionName.$": "$.FunctionName", "Payload.$": "$.Payload" }, "End": true """
        ),
        ["test_service_lambda_map_timeout"] = Single(
            "MapWait",
            $$""" "Type": "Map", "ItemsPath": "$.Inputs", "ItemProcessor": { "StartAt": "LambdaInvoke", "States": { "LambdaInvoke": { "Type": "Task", "Resource": "{{Lambda}}", "TimeoutSeconds": 5, "Parameters": { "FunctionName.$": "$.FunctionName", "Payload.$": "$.Payload" }, "End": true } } }, "End": true """
        ),
        ["test_catch_states_runtime"] = """
            { "StartAt": "RaiseRuntime", "States": {
              "RaiseRuntime": { "Type": "Task", "Resource": "__tbd__", "OutputPath": "$.no.such.result.path",
                "Catch": [{ "ErrorEquals": ["States.Runtime"], "Next": "CaughtRuntime" }], "End": true },
              "CaughtRuntime": { "Type": "Pass", "End": true } } }
            """,
        ["test_catch_empty"] = """
            { "StartAt": "StartTask", "States": {
              "StartTask": { "Type": "Task", "Resource": "__tbd__", "Catch": [], "Next": "Final" },
              "Final": { "Type": "Pass", "End": true } } }
            """,
        ["test_lambda_task_filter_parameters_input"] = """
            { "StartAt": "StartCheckLoop", "States": {
              "StartCheckLoop": { "Type": "Pass", "Result": { "count": 0 }, "ResultPath": "$.loop", "Next": "CheckComplete" },
              "CheckComplete": { "Type": "Task", "Resource": "__tbd__", "ResultPath": "$.result", "End": true } } }
            """,
        ["test_items_path"] = Single(
            "TestState",
            """ "Type": "Map", "ItemsPath": "$$.Execution.Input.input-values", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "HandleItem", "States": { "HandleItem": { "Type": "Pass", "End": true } } }, "End": true """
        ),
        ["test_variable"] = """
            { "StartAt": "TestState", "States": {
              "TestState": { "Type": "Choice", "Choices": [{ "Variable": "$$.Execution.Input.input-value", "NumericEquals": 0, "Next": "QuitChoiceMatched" }] },
              "QuitChoiceMatched": { "Type": "Pass", "End": true } } }
            """,
        ["test_raise_exception_catch_output_path["] = $$"""
            { "StartAt": "InvokeLambda", "States": {
              "InvokeLambda": { "Type": "Task", "Resource": "{{Lambda}}", "OutputPath": "$.Payload",
                "Parameters": { "FunctionName.$": "$.FunctionName", "Payload.$": "$.Payload" },
                "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "HandleGeneralError" }], "End": true },
              "HandleGeneralError": { "Type": "Pass", "Parameters": { "InputValue.$": "$" }, "End": true } } }
            """,
        ["test_lambda_task_resource_data_flow[TASK_LAMBDA_SDK_RESOURCE_JSONATA_TO_JSONPATH]"] = $$"""
            { "StartAt": "JsonataState", "States": {
              "JsonataState": { "QueryLanguage": "JSONata", "Type": "Task", "Resource": "{{Lambda}}",
                "Arguments": { "Payload": { "foo": "foo-1" }, "FunctionName": "__tbd__" },
                "Assign": { "resultsVar": "{% $states.result %}" }, "Output": { "results": "{% $states.result %}" }, "Next": "JsonPathState" },
              "JsonPathState": { "Type": "Pass", "End": true } } }
            """,
        ["test_choice_singleton_composite[CHOICE_STATE_SINGLETON_COMPOSITE_JSONATA]"] = """
            { "QueryLanguage": "JSONata", "StartAt": "ChoiceState", "States": {
              "ChoiceState": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.type = 'Public' %}", "Next": "Public" }] },
              "Public": { "Type": "Pass", "End": true } } }
            """,
        ["test_string_split"] = Single(
            "State_0",
            """ "Type": "Pass", "Parameters": { "FunctionResult.$": "States.StringSplit($.FunctionInput.fst, $.FunctionInput.snd)" }, "End": true """
        ),
        ["test_array_unique"] = Single(
            "State_0",
            """ "Type": "Pass", "Parameters": { "FunctionResult.$": "States.ArrayLength($.FunctionInput)" }, "End": true """
        ),
    };

    /// <summary>The definition written for a case; undefined when there is none.</summary>
    public static JsonValue For(RecordedHistory history) =>
        _definitions.Keys.FirstOrDefault(name => Fits(name, history.Test)) is { } named ? JsonValue.Parse(_definitions[named])
        : _cases.Keys.FirstOrDefault(start => history.Case.StartsWith(start, StringComparison.Ordinal)) is { } found
            ? JsonValue.Parse(_cases[found])
        : Echo(history);

    private static bool Fits(string name, string test) =>
        name.Contains('[') && !name.Contains(']')
            ? test.StartsWith(name, StringComparison.Ordinal)
            : test == name || test.StartsWith(name + "[", StringComparison.Ordinal);

    private static string Single(string name, string fields) =>
        $$"""{ "StartAt": "{{name}}", "States": { "{{name}}": { {{fields}} } } }""";

    private static string Jsonata(string name, string fields) =>
        $$"""{ "QueryLanguage": "JSONata", "StartAt": "{{name}}", "States": { "{{name}}": { {{fields}} } } }""";

    private static string Choice(string field, string matched, string otherwise) =>
        $$"""
            { "QueryLanguage": "JSONata", "StartAt": "ChoiceState", "States": {
              "ChoiceState": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.condition %}", "{{field}}": {{matched}}, "Next": "ConditionTrue" }],
                "{{field}}": {{otherwise}}, "Default": "DefaultState" },
              "ConditionTrue": { "Type": "Pass", "End": true },
              "DefaultState": { "Type": "Fail", "Cause": "Condition is false" } } }
            """;

    private static string AfterStart(string items, string map, bool final = true) =>
        $$"""
            { "StartAt": "StartState", "States": {
              "StartState": { "Type": "Pass", "Result": {{items}}, "ResultPath": "$.arr", "Next": "MapState" },
              "MapState": { "Type": "Map", {{map}} }{{(final ? """, "Final": { "Type": "Pass", "End": true }""" : "")}} } }
            """;

    private static string ItemsMap(string items) =>
        $$""" "Type": "Map", "Items": {{items}}, "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "Pass", "States": { "Pass": { "Type": "Pass", "End": true } } }, "End": true """;

    private static string SampledItems(string items) =>
        $$"""
            { "QueryLanguage": "JSONata", "StartAt": "Start", "States": {
              "Start": { "Type": "Pass", "Assign": { "ItemsVar": {{items}} }, "Next": "MapIterateState" },
              "MapIterateState": { {{ItemsMap("\"{% $ItemsVar %}\"")}} } } }
            """;

    private static string SendAndWait(string timeouts) =>
        Single(
            "SendMessageWithWait",
            $$""" "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", {{timeouts}}, "Parameters": { "QueueUrl.$": "$.QueueUrl", "MessageBody": { "Message.$": "$.Message", "TaskToken.$": "$$.Task.Token" } }, "End": true """
        );

    private static string StartExecution(string action) =>
        Single(
            "StartExecution",
            $$""" "Type": "Task", "Resource": "arn:aws:states:::states:{{action}}", "Parameters": { "StateMachineArn.$": "$.StateMachineArn", "Input.$": "$.Input", "Name.$": "$.Name" }, "End": true """
        );
}
