namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

public class RecordedHistoryTests(ITestOutputHelper output)
{
    private const string Elsewhere = "its definition is in the half kept for measuring, and the history alone does not tell it";
    private const string Refused = "the integration refused the request before the task was scheduled";

    /// <summary>Histories that are not compared, by the start of their names, and why.</summary>
    private static readonly Dictionary<string, string> _notCompared = new(StringComparer.Ordinal)
    {
        ["test_activities::test_activity_task_on_deleted"] = Refused + "; see A_refused_task_fails_the_execution",
        ["test_apigetway_task_service::"] = Elsewhere,
        ["test_array_jsonata::test_array_range::exec_hist_resp_2"] =
            "$range of one number is that number on AWS, and a list of it in our JSONata",
        ["test_assign_base::test_base_cases[BASE_VAR]"] = Elsewhere,
        [
            "test_assign_reference_variables::test_reference_in_map_state_max_items_path[MAP_STATE_REFERENCE_IN_MAX_PER_BATCH_PATH]"
        ] = Elsewhere,
        ["test_aws_sdk::"] = Elsewhere,
        ["test_aws_sdk_task_service::test_dynamodb_put_"] = Elsewhere,
        ["test_aws_sdk_task_service::test_s3_"] = Elsewhere,
        ["test_base_scenarios::test_map_item_batching_base_json_max_per_batch_jsonata"] = Elsewhere,
        ["test_base_scenarios::test_map_item_reader_base_json_with_items_path[VALID_ITEMS_PATH_FROM_INPUT]"] = Elsewhere,
        ["test_base_scenarios::test_map_state_config_distributed_reentrant_lambda"] = Elsewhere,
        ["test_base_scenarios::test_map_state_lambda"] = Elsewhere,
        ["test_base_scenarios::test_max_concurrency_path_negative"] = "only the start of the execution was recorded",
        ["test_dynamodb_task_service::test_base_integrations[DYNAMODB_PUT_UPDATE_GET_ITEM]"] = Elsewhere,
        ["test_ecs_task_service::"] = Elsewhere,
        ["test_error_output::test_map_catch_error[MAP_CATCH_ERROR_OUTPUT_WITH_RETRY]"] = Elsewhere,
        ["test_error_output::test_parallel_catch_error[PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING]"] = Elsewhere,
        ["test_error_output::test_task_catch_error_with_retry[TASK_CATCH_ERROR_OUTPUT_WITH_RETRY]"] = Elsewhere,
        ["test_events_task_service::test_put_events_base"] = Elsewhere,
        ["test_output::test_base_cases[BASE_LITERALS]"] = Elsewhere,
        ["test_output::test_base_task_lambda[BASE_TASK_LAMBDA]"] = Elsewhere,
        ["test_sfn_api::test_stop_execution"] = "somebody stopped it; see A_stop_request_aborts_the_execution",
        ["test_sns_task_service::test_publish_message_attributes::"] = Elsewhere,
        ["test_states_errors::test_start_large_input"] =
            "the large input was not recorded; see Too_large_an_output_fails_the_state",
        ["test_task_lambda::test_raise_custom_exception"] = Elsewhere,
        ["test_task_service_lambda::test_raise_exception_catch::"] = Elsewhere,
    };

    [Fact]
    public void Definitions_run_to_the_histories_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var templates = new Templates(RecordedHistory.Root!);
        var (all, equal) = (0, 0);
        var different = new List<string>();
        var unused = _notCompared.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var history in RecordedHistory.All())
        {
            all++;
            var problems = templates
                .For(history)
                .Select(template => (template.Name, Problem: Replay.Problem(history, template.Definition)))
                .ToList();
            if (problems.Exists(tried => tried.Problem is null))
            {
                equal++;
            }
            else if (
                _notCompared.Keys.FirstOrDefault(start => history.Case.StartsWith(start, StringComparison.Ordinal)) is { } known
            )
            {
                unused.Remove(known);
            }
            else
            {
                different.Add(
                    $"{history.Case}\n  {string.Join("\n  ", problems.Select(tried => $"{tried.Name}: {tried.Problem}"))}"
                );
            }
        }

        output.WriteLine(
            $"{equal} of {all} recorded histories are equal, event for event; {all - equal - different.Count} are not compared:"
        );
        foreach (var (name, reason) in _notCompared)
        {
            output.WriteLine($"  {name}: {reason}");
        }

        Assert.True(different.Count == 0, string.Join("\n", different));
        Assert.True(unused.Count == 0, $"These are equal by now: {string.Join(", ", unused)}");
    }
}
