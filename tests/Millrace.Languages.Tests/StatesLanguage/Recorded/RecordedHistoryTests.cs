namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

public class RecordedHistoryTests(ITestOutputHelper output)
{
    /// <summary>Every history that is not equal, by its whole name, and why.</summary>
    private static readonly Dictionary<string, string> _exceptions = new(StringComparer.Ordinal)
    {
        ["test_base_scenarios::test_max_concurrency_path_negative::get_execution_history"] =
            "only the start of the execution was recorded",
        ["test_ecs_task_service::test_run_task_sync_raise_failure::get_execution_history"] =
            "AWS adds StartedBy to requests of ecs, which this house does not offer",
        ["test_sfn_api::test_stop_execution::exec_hist_resp"] = "somebody stopped it; see A_stop_request_aborts_the_execution",
        ["test_states_errors::test_start_large_input::get_execution_history"] =
            "the large input was not recorded; see Too_large_an_output_fails_the_state",
    };

    [Fact]
    public void Definitions_run_to_the_histories_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var templates = new Templates(RecordedHistory.Root!);
        var (all, equal) = (0, 0);
        var (different, equalByNow) = (new List<string>(), new List<string>());
        var unseen = _exceptions.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var history in RecordedHistory.All())
        {
            all++;
            var problems = templates
                .For(history)
                .Select(template => (template.Name, Problem: Replay.Problem(history, template.Definition)))
                .ToList();
            var isEqual = problems.Exists(tried => tried.Problem is null);
            equal += isEqual ? 1 : 0;
            if (unseen.Remove(history.Case))
            {
                if (isEqual)
                {
                    equalByNow.Add(history.Case);
                }
            }
            else if (!isEqual)
            {
                different.Add(
                    $"{history.Case}\n  {string.Join("\n  ", problems.Select(tried => $"{tried.Name}: {tried.Problem}"))}"
                );
            }
        }

        output.WriteLine($"{equal} of {all} recorded histories are equal, event for event; all but:");
        foreach (var (name, reason) in _exceptions)
        {
            output.WriteLine($"  {name}: {reason}");
        }

        Assert.True(different.Count == 0, string.Join("\n", different));
        Assert.True(equalByNow.Count == 0, $"These are equal by now: {string.Join(", ", equalByNow)}");
        Assert.True(unseen.Count == 0, $"There are no such histories: {string.Join(", ", unseen)}");
    }
}
