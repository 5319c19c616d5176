using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

public class ErrorHandlingTests
{
    private const string Task = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\"";

    [Theory]
    [InlineData("States.ALL", "Any", true)]
    [InlineData("States.ALL", null, true)]
    [InlineData("States.ALL", "States.DataLimitExceeded", true)]
    [InlineData("States.ALL", "States.Runtime", false)]
    [InlineData("States.Runtime", "States.Runtime", false)]
    [InlineData("States.TaskFailed", "Any", true)]
    [InlineData("States.TaskFailed", "States.Timeout", false)]
    [InlineData("States.Timeout", "States.Timeout", true)]
    [InlineData("States.HeartbeatTimeout", "States.Timeout", false)]
    [InlineData("any", "Any", false)]
    public void A_name_stands_for_an_error(string errorEquals, string? error, bool expected)
    {
        Assert.Equal(expected, ErrorNames.Match(errorEquals, new StateError(error, null)));
    }

    [Fact]
    public void A_missed_heartbeat_is_a_timeout_that_has_a_name_of_its_own_too()
    {
        var missed = new StateError("States.Timeout", null, MissedHeartbeat: true);
        Assert.True(ErrorNames.Match("States.Timeout", missed));
        Assert.True(ErrorNames.Match("States.HeartbeatTimeout", missed));
    }

    [Fact]
    public void Intervals_grow_up_to_their_limit()
    {
        var retrier = new Retrier
        {
            ErrorEquals = ["States.ALL"],
            IntervalSeconds = 3,
            BackoffRate = 2,
            MaxDelaySeconds = 10,
        };
        Assert.Equal([3, 6, 10, 10], Enumerable.Range(0, 4).Select(made => ErrorHandling.Delay(retrier, made, 0.5).TotalSeconds));
    }

    [Fact]
    public void Full_jitter_draws_the_pause_from_the_whole_interval()
    {
        var retrier = new Retrier
        {
            ErrorEquals = ["States.ALL"],
            IntervalSeconds = 8,
            JitterStrategy = JitterStrategy.Full,
        };
        Assert.Equal(0, ErrorHandling.Delay(retrier, 0, 0).TotalSeconds);
        Assert.Equal(4, ErrorHandling.Delay(retrier, 0, 0.5).TotalSeconds);
        Assert.Equal(8, ErrorHandling.Delay(retrier, 1, 0.5).TotalSeconds);
    }

    [Fact]
    public void An_endless_growth_stays_a_time()
    {
        var retrier = new Retrier { ErrorEquals = ["States.ALL"], BackoffRate = double.MaxValue };
        Assert.Equal(Limits.SecondsMax, ErrorHandling.Delay(retrier, 1000, 0).TotalSeconds);
    }

    [Fact]
    public void The_first_retrier_that_matches_decides_alone()
    {
        Retrier[] retry =
        [
            new() { ErrorEquals = ["A"], MaxAttempts = 1 },
            new() { ErrorEquals = ["States.ALL"], MaxAttempts = 9 },
        ];
        Assert.Equal(0, ErrorHandling.Retry(retry, [0, 0], new StateError("A", null), 0)?.Retrier);
        Assert.Null(ErrorHandling.Retry(retry, [1, 0], new StateError("A", null), 0));
        Assert.Equal(1, ErrorHandling.Retry(retry, [1, 8], new StateError("B", null), 0)?.Retrier);
        Assert.Null(ErrorHandling.Retry(retry, [1, 9], new StateError("B", null), 0));
    }

    [Fact]
    public void A_retry_waits_and_schedules_anew()
    {
        var machine = Machines.Single(
            $$""" {{Task}}, "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 5, "MaxAttempts": 1 }], "End": true """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        step = Interpreter.Next(machine, step.State, new Happening.TaskFailed(3, "Busy", null), Machines.Turn(1));
        Assert.Equal(["TaskFailed"], step.Events.Types());
        Assert.Equal(Machines.Start.AddSeconds(6), step.Single<Directive.WaitUntil>().Due);
        step = Interpreter.Next(
            machine,
            ExecutionState.FromJson(step.State.ToJson()),
            new Happening.TimeCame(),
            Machines.Turn(6)
        );
        Assert.Equal(["TaskScheduled", "TaskStarted"], step.Events.Types());
        Assert.Equal(6, step.Single<CallTask>().TaskId);
        step = Interpreter.Next(machine, step.State, new Happening.TaskFailed(6, "Busy", "still"), Machines.Turn(7));
        Assert.Equal(["TaskFailed", "ExecutionFailed"], step.Events.Types());
        Assert.Equal(("Busy", "still"), (step.State.Error, step.State.Cause));
    }

    [Fact]
    public void Attempts_are_forgotten_when_the_state_is_left()
    {
        var run = Machines.Run(
            $$"""
            { "StartAt": "T", "States": {
              "T": { {{Task}}, "Retry": [{ "ErrorEquals": ["E"], "MaxAttempts": 1 }], "ResultPath": "$.done", "Next": "Again" },
              "Again": { "Type": "Choice", "Choices": [{ "Variable": "$.done", "NumericEquals": 2, "Next": "Done" }], "Default": "T" },
              "Done": { "Type": "Succeed" } } }
            """,
            mocks: """{ "T": [{ "error": "E" }, { "result": 1 }, { "error": "E" }, { "result": 2 }] }"""
        );
        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
    }

    [Fact]
    public void What_the_language_finds_wrong_in_a_JSONata_task_can_be_caught()
    {
        var run = Machines.Run(
            $$"""
            { "QueryLanguage": "JSONata", "StartAt": "T", "States": {
              "T": { {{Task}}, "Arguments": "{% $nothing %}", "Catch": [{ "ErrorEquals": ["States.QueryEvaluationError"], "Next": "Caught" }], "End": true },
              "Caught": { "Type": "Pass", "End": true } } }
            """
        );
        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
        Assert.Equal("States.QueryEvaluationError", run.State.Output["Error"]);
        Assert.Contains("EvaluationFailed", run.Events.Types());
    }

    [Fact]
    public void A_runtime_error_in_a_branch_ends_the_whole_execution_at_once()
    {
        var run = Machines.Run(
            """
            { "StartAt": "P", "States": { "P": { "Type": "Parallel", "End": true,
              "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Never" }],
              "Branches": [
                { "StartAt": "Slow", "States": { "Slow": { "Type": "Wait", "Seconds": 60, "End": true } } },
                { "StartAt": "Fast", "States": { "Fast": { "Type": "Pass", "InputPath": "$.nope", "End": true } } } ] },
              "Never": { "Type": "Succeed" } } }
            """
        );
        Assert.Equal(
            [
                "ExecutionStarted",
                "ParallelStateEntered",
                "ParallelStateStarted",
                "WaitStateEntered",
                "PassStateEntered",
                "ExecutionFailed",
            ],
            run.Events.Types()
        );
        Assert.Equal(
            "An error occurred while executing the state 'Fast' (entered at the event id #5). Invalid path '$.nope' : No results for path: $['nope']",
            run.State.Cause
        );
    }

    [Fact]
    public void A_catcher_that_fails_is_not_caught_again()
    {
        var run = Machines.Run(
            $$"""
            { "QueryLanguage": "JSONata", "StartAt": "T", "States": {
              "T": { {{Task}}, "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $nothing %}", "Next": "Caught" }], "End": true },
              "Caught": { "Type": "Pass", "End": true } } }
            """,
            mocks: """{ "T": { "error": "E" } }"""
        );
        Assert.Equal("States.QueryEvaluationError", run.State.Error);
        Assert.Equal("Catch[0]/Output", run.Events[^2].Details!.Location);
    }

    [Fact]
    public void An_intrinsic_failure_has_one_name_for_catchers_and_another_in_history()
    {
        const string pass =
            "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"x.$\": \"States.StringToJson('{')\" }";
        var caught = Machines.Run(
            $$"""
            { "StartAt": "T", "States": {
              "T": { {{pass}}, "Catch": [{ "ErrorEquals": ["States.IntrinsicFailure"], "Next": "Caught" }], "End": true },
              "Caught": { "Type": "Succeed" } } }
            """
        );
        Assert.Equal("States.IntrinsicFailure", caught.State.Output["Error"]);
        Assert.Equal("States.Runtime", Machines.Run(Machines.Single($"{pass}, \"End\": true"), JsonObject.Empty).State.Error);
    }
}
