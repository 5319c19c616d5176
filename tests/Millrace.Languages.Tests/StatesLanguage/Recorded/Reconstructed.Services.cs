using Millrace.Languages.Json;
using static Millrace.Languages.Tests.StatesLanguage.Recorded.RecordedHistory;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <content>Definitions of what calls services, and of what names alone do not tell apart: by the start of the case.</content>
internal static partial class Reconstructed
{
    private const string SameInput = """ "FunctionName.$": "$.FunctionName", "Payload.$": "$.Payload" """;

    /// <summary>A failing function that is tried twice in all, and then caught with what was known.</summary>
    private const string TriedTwice =
        """ "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 1 }], "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": { "stateInput": "{% $states.input %}", "stateError": "{% $states.errorOutput %}" }, "Next": "Fallback" }] """;

    private const string FooBar =
        $$""" "Type": "Task", "Resource": "{{Lambda}}", "Arguments": { "FunctionName": "__tbd__", "Payload": { "foo": "foobar" } } """;

    private static readonly Dictionary<string, string> _cases = new(StringComparer.Ordinal)
    {
        ["test_activities::test_activity_task_on_deleted"] = Single(
            "ActivityTask",
            $$""" "Type": "Task", "Resource": "{{Replay.Activity}}", "End": true """
        ),
        ["test_apigetway_task_service::"] = Call("ApiGatewayInvoke", "apigateway:invoke"),
        ["test_aws_sdk::test_invalid_secret_name"] = Call(
            "CreateSecret",
            "aws-sdk:secretsmanager:createSecret",
            """ "Parameters": { "Name.$": "$.Name", "SecretString.$": "$.SecretString" }, """ + CaughtIn("TaskFailedHandler"),
            """, "TaskFailedHandler": { "Type": "Pass", "End": true } """
        ),
        ["test_aws_sdk::test_no_such_bucket"] = Call(
            "CreateSecret",
            "aws-sdk:s3:listObjects",
            CaughtIn("TaskFailedHandler"),
            """, "TaskFailedHandler": { "Type": "Pass", "End": true } """
        ),
        ["test_aws_sdk::test_dynamodb_put_item_no_such_table"] = Call("PutItem", "aws-sdk:dynamodb:putItem"),
        ["test_aws_sdk::test_s3_no_such_key"] = Call(
            "StartState",
            "aws-sdk:s3:getObject",
            """ "Parameters": { "Bucket.$": "$.Bucket", "Key": "no_such_key.json" }, "Catch": [{ "ErrorEquals": ["S3.NoSuchKeyException"], "Next": "NoSuchKeyState" }], """,
            """, "NoSuchKeyState": { "Type": "Fail" } """
        ),
        ["test_aws_sdk_task_service::test_dynamodb_put_get_item"] = Table("aws-sdk:dynamodb", "GetItem"),
        ["test_aws_sdk_task_service::test_dynamodb_put_delete_item"] = Table("aws-sdk:dynamodb", "DeleteItem"),
        ["test_aws_sdk_task_service::test_dynamodb_put_update_get_item"] = Table("aws-sdk:dynamodb", "UpdateItem", "GetItem"),
        ["test_dynamodb_task_service::test_base_integrations[DYNAMODB_PUT_UPDATE_GET_ITEM]"] = Table(
            "dynamodb",
            "UpdateItem",
            "GetItem"
        ),
        ["test_aws_sdk_task_service::test_s3_get_object"] = Call("S3GetObject", "aws-sdk:s3:getObject"),
        ["test_aws_sdk_task_service::test_s3_put_object"] = Call("S3PutObject", "aws-sdk:s3:putObject"),
        ["test_ecs_task_service::"] = Call(
            "ecstask",
            "ecs:runTask",
            """
                "Parameters": { "LaunchType": "FARGATE", "PlatformVersion": "1.4.0", "TaskDefinition": "task_definition_family",
                  "Cluster": "ip_value-central-1:111111111111:cluster/cluster_name",
                  "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet_value", "subnet_value"], "SecurityGroups": ["sg_value"] } } },
            """
        ),
        ["test_events_task_service::test_put_events_base"] = Call("PutEvents", "events:putEvents"),
        ["test_sns_task_service::test_publish_message_attributes::"] = Call(
            "Publish",
            "sns:publish",
            """
                "Parameters": { "TopicArn.$": "$.TopicArn", "Message.$": "$.Message", "MessageAttributes": {
                  "my_attribute_no_1": { "DataType": "String", "StringValue.$": "$.MessageAttributeValue1" },
                  "my_attribute_no_2": { "DataType": "String", "StringValue.$": "$.MessageAttributeValue2" } } },
            """
        ),
        ["test_base_scenarios::test_map_state_lambda"] = Countdown("""[{ "body": "string body" }]"""),
        ["test_base_scenarios::test_map_state_config_distributed_reentrant_lambda"] = Countdown("""["HelloWorld"]"""),
        ["test_base_scenarios::test_map_item_batching_base_json_max_per_batch_jsonata"] = Jsonata(
            "BatchMapState",
            Batches(
                """ "BatchInput": { "BatchTimestamp": "{% $states.context.State.EnteredTime %}" }, "MaxItemsPerBatch": "{% $states.input.MaxItemsPerBatch %}", "MaxInputBytesPerBatch": "{% $states.input.MaxInputBytesPerBatch %}" """
            )
        ),
        [
            "test_assign_reference_variables::test_reference_in_map_state_max_items_path[MAP_STATE_REFERENCE_IN_MAX_PER_BATCH_PATH]"
        ] = $$"""
            { "StartAt": "Start", "States": {
              "Start": { "Type": "Pass", "Assign": { "maxItemsPerBatch": "2", "maxBytesPerBatch": "15000" }, "Next": "BatchMapState" },
              "BatchMapState": { {{Batches(
                """ "MaxItemsPerBatchPath": "$maxItemsPerBatch", "MaxInputBytesPerBatchPath": "$maxBytesPerBatch" """
            )}} } } }
            """,
        [
            "test_base_scenarios::test_map_item_reader_base_json_with_items_path[VALID_ITEMS_PATH_FROM_INPUT]"
        ] = $$"""
            { "StartAt": "LoadState", "States": {
              "LoadState": { "Type": "Pass", "Parameters": { "Bucket.$": "$.Bucket", "Key.$": "$.Key", "from_previous": ["load-state-item-0"] }, "Next": "MapState" },
              "MapState": { "Type": "Map", "MaxConcurrency": 1, {{Reader}}, {{Child(
                "Item",
                """ "Type": "Pass", "End": true """
            )}}, "End": true } } }
            """,
        ["test_error_output::test_task_catch_error_with_retry[TASK_CATCH_ERROR_OUTPUT_WITH_RETRY]"] = $$"""
            { "QueryLanguage": "JSONata", "StartAt": "Task", "States": { "Task": { {{FooBar}}, {{TriedTwice}}, "End": true },
              "Fallback": { "Type": "Pass", "Output": { "error": "{% $states.input %}" }, "End": true } } }
            """,
        ["test_error_output::test_map_catch_error[MAP_CATCH_ERROR_OUTPUT_WITH_RETRY]"] = $$"""
            { "QueryLanguage": "JSONata", "StartAt": "ProcessItems", "States": { "ProcessItems": { "Type": "Map",
              "Items": "{% $states.input.items %}", "MaxConcurrency": 1, "ItemProcessor": { "StartAt": "ProcessItem", "States": {
                "ProcessItem": { {{FooBar}}, {{TriedTwice}}, "End": true },
                "Fallback": { "Type": "Pass", "Output": { "error": "{% $stateError %}" }, "End": true } } }, "End": true } } }
            """,
        ["test_error_output::test_parallel_catch_error[PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING]"] = $$"""
            { "QueryLanguage": "JSONata", "StartAt": "ParallelState", "States": {
              "ParallelState": { "Type": "Parallel", "Branches": [{ "StartAt": "ExecuteLambdaTask", "States": { "ExecuteLambdaTask": { {{FooBar}}, "End": true } } }],
                "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "errorVar": "{% $states.errorOutput %}", "inputVar": "{% $states.input %}" }, "Next": "Fallback" }], "End": true },
              "Fallback": { "Type": "Pass", "Output": { "error": "{% $errorVar %}" }, "End": true } } }
            """,
        ["test_output::test_base_task_lambda[BASE_TASK_LAMBDA]"] = Jsonata(
            "State0",
            $$""" "Type": "Task", "Resource": "{{Lambda}}", "Output": { "ja_states_input": "{% $states.input %}", "ja_states_result": "{% $states.result %}" }, "End": true """
        ),
        ["test_task_lambda::test_raise_custom_exception"] = """
            { "StartAt": "InvokeLambda", "States": {
              "InvokeLambda": { "Type": "Task", "Resource": "__tbd__", "Catch": [{ "ErrorEquals": ["CustomException"], "Next": "ErrorMatched" }], "End": true },
              "ErrorMatched": { "Type": "Pass", "End": true } } }
            """,
        ["test_task_service_lambda::test_raise_exception_catch::"] = $$"""
            { "StartAt": "Start", "States": {
              "Start": { "Type": "Task", "Resource": "{{Lambda}}", "Parameters": { {{SameInput}} }, "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "EndWithStateTaskFailedHandler" }], "End": true },
              "EndWithStateTaskFailedHandler": { "Type": "Pass", "ResultPath": "$.task_failed_error", "End": true } } }
            """,
    };

    private static string Reader =>
        """ "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON" } } """;

    /// <summary>What gives back constants that look like expressions: the recorded values are the definition.</summary>
    private static JsonValue Echo(RecordedHistory history)
    {
        var exits = history.Events.Where(recorded => Type(recorded) is "PassStateExited").Select(Details).ToList();
        if (history.Case.StartsWith("test_output::test_base_cases[BASE_LITERALS]", StringComparison.Ordinal))
        {
            return JsonValue.Parse(
                Jsonata("State0", $$""" "Type": "Pass", "Output": {{exits[0]["output"].ToJson()}}, "End": true """)
            );
        }

        if (!history.Case.StartsWith("test_assign_base::test_base_cases[BASE_VAR]", StringComparison.Ordinal))
        {
            return JsonValue.Undefined;
        }

        var assigned = exits[0]["assignedVariables"].AsObject();
        var constants = assigned
            .Names.ToArray()
            .Where(name => name is not "varname")
            .Select(name => (name, Unfold(assigned[name])));
        JsonValue first = JsonObject.Of([.. constants, ("varname.$", "$.input_value")]);
        var copies = exits[1]["assignedVariables"].AsObject().Names.ToArray();
        JsonValue second = JsonObject.Of([.. copies.Select(name => (name is "varname2" ? name : name + ".$", Copy(name)))]);
        return JsonValue.Parse(
            $$"""
            { "StartAt": "State0", "States": {
              "State0": { "Type": "Pass", "Assign": {{first.ToJson()}}, "Next": "State1" },
              "State1": { "Type": "Pass", "Assign": {{second.ToJson()}}, "End": true } } }
            """
        );
    }

    private static JsonValue Copy(string name) =>
        name switch
        {
            "varname2" => "varname2",
            "varnameconstant_obj_access" => "$constant_obj.in_obj_constant_lst",
            _ => "$" + name["varname".Length..],
        };

    /// <summary>One call of a service, with the input as it is unless parameters are among the fields.</summary>
    private static string Call(string state, string service, string fields = "", string more = "") =>
        $$"""{ "StartAt": "{{state}}", "States": { "{{state}}": { "Type": "Task", "Resource": "arn:aws:states:::{{service}}", {{fields}} "End": true }{{more}} } }""";

    private static string CaughtIn(string handler) =>
        $$""" "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.TaskFailedError", "Next": "{{handler}}" }], """;

    /// <summary>Puts an item, then does something else with it, in order.</summary>
    private static string Table(string service, params string[] then)
    {
        string[] actions = ["PutItem", .. then];
        var states = actions.Select(
            (action, i) =>
                $$"""
                    "{{action}}": { "Type": "Task", "Resource": "arn:aws:states:::{{service}}:{{char.ToLowerInvariant(
                        action[0]
                    )}}{{action[1..]}}",
                      "Parameters": { {{Request(action)}} }, "ResultPath": "$.{{char.ToLowerInvariant(action[0])}}{{action[
                        1..
                    ]}}Output",
                      {{(i + 1 < actions.Length ? $"\"Next\": \"{actions[i + 1]}\"" : "\"End\": true")}} }
                    """
        );
        return $$"""{ "StartAt": "PutItem", "States": { {{string.Join(",", states)}} } }""";
    }

    private static string Request(string action) =>
        "\"TableName.$\": \"$.TableName\", "
        + action switch
        {
            "PutItem" => "\"Item.$\": \"$.Item\"",
            "UpdateItem" =>
                """ "Key.$": "$.Key", "UpdateExpression.$": "$.UpdateExpression", "ExpressionAttributeValues.$": "$.ExpressionAttributeValues", "ReturnValues": "UPDATED_NEW" """,
            _ => "\"Key.$\": \"$.Key\"",
        };

    private static string Child(string name, string fields) =>
        $$""" "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "{{name}}", "States": { "{{name}}": { {{fields}} } } } """;

    private static string Batches(string batcher) =>
        $$""" "Type": "Map", "MaxConcurrency": 1, {{Reader}}, "ItemBatcher": { {{batcher}} }, {{Child("Process", """ "Type": "Pass", "End": true """)}}, "End": true """;

    /// <summary>A loop around a distributed Map that calls a function.</summary>
    private static string Countdown(string values) =>
        $$"""
            { "StartAt": "StartState", "States": {
              "StartState": { "Type": "Pass", "Result": { "Iterations": 2, "Values": {{values}} }, "Next": "BeforeIteration" },
              "BeforeIteration": { "Type": "Pass", "Parameters": { "Values.$": "$.Values", "Iterations.$": "States.MathAdd($.Iterations, -1)" }, "Next": "IterationBody" },
              "IterationBody": { "Type": "Map", "ItemsPath": "$.Values", "ResultPath": null, {{Child(
                "Call",
                $$""" "Type": "Task", "Resource": "{{Lambda}}", "End": true """
            )}}, "Next": "CheckIteration" },
              "CheckIteration": { "Type": "Choice", "Choices": [{ "Variable": "$.Iterations", "NumericGreaterThan": 0, "Next": "BeforeIteration" }], "Default": "Terminate" },
              "Terminate": { "Type": "Succeed" } } }
            """;
}
