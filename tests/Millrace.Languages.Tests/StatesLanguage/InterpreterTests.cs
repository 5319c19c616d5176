using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

public class InterpreterTests
{
    private const string Activity = "arn:aws:states:eu-west-1:111111111111:activity:work";
    private const string Callback = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";

    [Fact]
    public void A_step_runs_on_to_the_task_that_has_to_be_called()
    {
        var machine = Machines.Parse(
            """
            { "StartAt": "First", "States": {
              "First": { "Type": "Pass", "Result": { "a": 1 }, "Next": "Call" },
              "Call": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "MessageBody.$": "$.a" }, "End": true } } }
            """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());

        Assert.Equal(
            ["ExecutionStarted", "PassStateEntered", "PassStateExited", "TaskStateEntered", "TaskScheduled", "TaskStarted"],
            step.Events.Types()
        );
        var call = step.Single<CallTask>();
        Assert.Equal(5, call.TaskId);
        Assert.Equal("""{"MessageBody":1}""", call.Parameters.ToJson());
        Assert.Equal([5L], step.State.OpenTasks);

        var done = Interpreter.Next(machine, step.State, new Happening.TaskSucceeded(5, "sent"), Machines.Turn());
        Assert.Equal(["TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"], done.Events.Types());
        Assert.Equal("sent", done.Single<Directive.EndExecution>().Output);
        Assert.Equal(ExecutionStatus.Succeeded, done.State.Status);
    }

    [Fact]
    public void The_state_that_was_handed_in_stays_as_it_was()
    {
        var machine = Machines.Single($$""" "Type": "Task", "Resource": "{{Callback}}", "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        var before = step.State.ToJson();
        Interpreter.Next(machine, step.State, new Happening.TaskSucceeded(3, 1), Machines.Turn());
        Assert.Equal(before, step.State.ToJson());
    }

    [Fact]
    public void The_same_seed_decides_the_same()
    {
        var machine = Machines.Single(
            """ "Type": "Pass", "Parameters": { "id.$": "States.UUID()", "n.$": "States.MathRandom(1, 1000000)" }, "End": true """
        );
        string Output(ulong seed) =>
            Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn(seed: seed)).State.Output.ToJson();
        Assert.Equal(Output(7), Output(7));
        Assert.NotEqual(Output(7), Output(8));
    }

    [Fact]
    public void An_answer_to_a_task_that_is_no_longer_open_changes_nothing()
    {
        var machine = Machines.Single($$""" "Type": "Task", "Resource": "{{Callback}}", "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        var late = Interpreter.Next(machine, step.State, new Happening.TaskSucceeded(99, 1), Machines.Turn());
        Assert.False(late.Accepted);
        Assert.Empty(late.Events);
        Assert.Same(step.State, late.State);

        var ended = Interpreter.Next(machine, step.State, new Happening.TaskFailed(3, "E", null), Machines.Turn()).State;
        Assert.False(Interpreter.Next(machine, ended, new Happening.TaskSucceeded(3, 1), Machines.Turn()).Accepted);
    }

    [Fact]
    public void A_stop_request_aborts_the_execution_and_abandons_its_task()
    {
        var machine = Machines.Single($$""" "Type": "Task", "Resource": "{{Callback}}", "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        var stopped = Interpreter.Next(machine, step.State, new Happening.StopRequested("Why", "Because"), Machines.Turn());
        var aborted = Assert.Single(stopped.Events);
        Assert.Equal((HistoryEventType.ExecutionAborted, 0L), (aborted.Type, aborted.PreviousEventId));
        Assert.Equal(("Why", "Because"), (aborted.Details!.Error, aborted.Details.Cause));
        Assert.Equal(3, stopped.Single<Directive.AbandonTask>().TaskId);
        Assert.Equal(ExecutionStatus.Aborted, stopped.State.Status);
    }

    [Fact]
    public void An_execution_times_out_as_a_whole()
    {
        var machine = Machines.Parse(
            """{ "TimeoutSeconds": 30, "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": 60, "End": true } } }"""
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal(Machines.Start.AddSeconds(30), step.Single<Directive.WaitUntil>().Due);
        Assert.False(Interpreter.Next(machine, step.State, new Happening.TimeCame(), Machines.Turn(29.999)).Accepted);
        var timedOut = Interpreter.Next(machine, step.State, new Happening.TimeCame(), Machines.Turn(30));
        Assert.Equal(["ExecutionTimedOut"], timedOut.Events.Types());
        Assert.Equal(ExecutionStatus.TimedOut, timedOut.State.Status);
    }

    [Theory]
    [InlineData(StateMachineType.Standard, 31_536_000, "")]
    [InlineData(StateMachineType.Express, 300, "")]
    [InlineData(StateMachineType.Express, 300, "\"TimeoutSeconds\": 301,")]
    public void Every_type_of_state_machine_has_a_longest_time(StateMachineType type, int seconds, string timeout)
    {
        var machine = Machines.Parse(
            $$"""{ {{timeout}} "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": 99999999, "End": true } } }""",
            type
        );
        var run = Machines.Run(machine, JsonObject.Empty);
        Assert.Equal(["ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut"], run.Events.Types());
        Assert.Equal(Machines.Start.AddSeconds(seconds), run.Events[^1].Timestamp);
    }

    [Fact]
    public void A_wait_ends_at_its_second()
    {
        var machine = Machines.Single(""" "Type": "Wait", "Seconds": 10, "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal(Machines.Start.AddSeconds(10), step.State.NextDue);
        var done = Interpreter.Next(machine, step.State, new Happening.TimeCame(), Machines.Turn(10));
        Assert.Equal(["WaitStateExited", "ExecutionSucceeded"], done.Events.Types());
    }

    [Fact]
    public void A_heartbeat_moves_the_timeout_of_a_task()
    {
        var machine = Machines.Single(
            $$""" "Type": "Task", "Resource": "{{Callback}}", "HeartbeatSeconds": 10, "TimeoutSeconds": 25, "End": true """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal(Machines.Start.AddSeconds(10), step.State.NextDue);
        step = Interpreter.Next(machine, step.State, new Happening.TaskHeartbeat(3), Machines.Turn(9));
        Assert.Empty(step.Events);
        Assert.Equal(Machines.Start.AddSeconds(19), step.State.NextDue);
        step = Interpreter.Next(machine, step.State, new Happening.TaskHeartbeat(3), Machines.Turn(18));
        Assert.Equal(Machines.Start.AddSeconds(25), step.State.NextDue);
        step = Interpreter.Next(machine, step.State, new Happening.TimeCame(), Machines.Turn(25));
        Assert.Equal(["TaskTimedOut", "ExecutionFailed"], step.Events.Types());
        Assert.Equal("States.Timeout", step.State.Error);
    }

    [Fact]
    public void An_activity_owes_its_first_heartbeat_only_once_a_worker_has_it()
    {
        var machine = Machines.Single($$""" "Type": "Task", "Resource": "{{Activity}}", "HeartbeatSeconds": 10, "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal("ActivityScheduled", step.Events.Types()[^1]);
        Assert.Equal(Machines.Start.AddSeconds(Limits.StandardSecondsMax), step.State.NextDue);
        Assert.NotNull(step.Single<CallTask>().Token);
        step = Interpreter.Next(machine, step.State, new Happening.ActivityStarted(3, "worker"), Machines.Turn(100));
        Assert.Equal("worker", Assert.Single(step.Events).Details!.WorkerName);
        Assert.Equal(Machines.Start.AddSeconds(110), step.State.NextDue);
    }

    [Fact]
    public void A_token_can_be_made_by_the_engine_and_is_in_the_context_object()
    {
        var machine = Machines.Single(
            $$""" "Type": "Task", "Resource": "{{Callback}}", "Parameters": { "t.$": "$$.Task.Token" }, "End": true """
        );
        var turn = Machines.Turn() with { TaskToken = taskId => $"token-{taskId}" };
        var call = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), turn).Single<CallTask>();
        Assert.Equal(("token-3", """{"t":"token-3"}"""), (call.Token, call.Parameters.ToJson()));
    }

    [Fact]
    public void A_refused_task_fails_the_execution_before_it_is_scheduled()
    {
        var machine = Machines.Single($$""" "Type": "Task", "Resource": "{{Activity}}", "End": true """);
        var turn = Machines.Turn() with { RefuseTask = call => $"The activity {call.Resource.Arn} does not exist." };
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), turn);
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"], step.Events.Types());
        Assert.Equal("States.Runtime", step.State.Error);
        Assert.Equal(
            $"An error occurred while executing the state 'Only' (entered at the event id #2). The activity {Activity} does not exist.",
            step.State.Cause
        );
    }

    [Fact]
    public void A_long_run_gives_the_engine_a_turn_now_and_then()
    {
        var machine = Machines.Parse(
            """{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsPresent": true, "Next": "C" }], "Default": "A" }, "C": { "Type": "Succeed" } } }"""
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal(1 + (2 * Limits.TransitionsPerStepMax), step.Events.Count);
        Assert.IsType<Directive.Continue>(Assert.Single(step.Directives));
        Assert.True(step.State.HasMore);

        var state = ExecutionState.FromJson(step.State.ToJson());
        var next = Interpreter.Next(machine, state, new Happening.Continued(), Machines.Turn());
        Assert.Equal(step.State.LastEventId + 1, next.Events[0].Id);
    }

    [Fact]
    public void A_history_that_is_full_ends_the_execution_with_its_last_event()
    {
        var loop =
            """{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsPresent": true, "Next": "C" }], "Default": "A" }, "C": { "Type": "Succeed" } } }""";
        var run = Machines.Run(loop);
        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
        Assert.Equal(Limits.HistoryEventsMax, run.Events[^1].Id);
        Assert.Equal(HistoryEventType.ExecutionFailed, run.Events[^1].Type);
        Assert.Equal("The execution reached the maximum number of history events (25000).", run.State.Cause);
        Assert.Equal(Enumerable.Range(1, Limits.HistoryEventsMax).Select(id => (long)id), run.Events.Select(@event => @event.Id));
    }

    [Fact]
    public void Too_large_an_output_fails_the_state()
    {
        var machine = Machines.Single(""" "Type": "Pass", "Parameters": { "one.$": "$", "two.$": "$" }, "End": true """);
        var input = JsonValue.FromString(new string('x', Limits.DataBytesMax / 2));
        var run = Machines.Run(machine, input);
        Assert.Equal(("States.DataLimitExceeded", "ExecutionFailed"), (run.State.Error, run.Events[^1].Type.ToString()));
        Assert.Equal(
            "The state/task 'Only' returned a result with a size exceeding the maximum number of bytes service limit.",
            run.State.Cause
        );
    }

    [Fact]
    public void Too_large_a_result_fails_the_task_and_can_be_caught()
    {
        var machine = Machines.Parse(
            $$"""
            { "StartAt": "T", "States": {
              "T": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.DataLimitExceeded"], "Next": "Caught" }], "End": true },
              "Caught": { "Type": "Pass", "End": true } } }
            """
        );
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        var done = Interpreter.Next(
            machine,
            step.State,
            new Happening.TaskSucceeded(3, new string('é', Limits.DataBytesMax / 2)),
            Machines.Turn()
        );
        Assert.Equal(
            ["TaskFailed", "TaskStateExited", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"],
            done.Events.Types()
        );
        Assert.Equal("States.DataLimitExceeded", done.State.Output["Error"]);
    }

    [Fact]
    public void A_due_time_is_the_same_to_the_last_digit_after_a_restart()
    {
        var machine = Machines.Single(""" "Type": "Wait", "Seconds": 1, "End": true """);
        var odd = Machines.Turn() with { Now = Machines.Start.AddTicks(1) };
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), odd);
        var restored = ExecutionState.FromJson(step.State.ToJson());
        Assert.Equal(Machines.Start.AddSeconds(1).AddTicks(1), restored.NextDue);
        Assert.Equal((step.State.StartTime, step.State.Deadline), (restored.StartTime, restored.Deadline));
    }

    [Fact]
    public void The_region_in_history_is_that_of_the_execution()
    {
        var machine = Machines.Single(""" "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true """);
        var step = Interpreter.Start(machine, Machines.StartOf(JsonObject.Empty), Machines.Turn());
        Assert.Equal("eu-west-1", step.Events[2].Details!.Region);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":1,"start":{}}""")]
    [InlineData(
        """{"version":1,"start":{"executionArn":"a","name":"b","stateMachineArn":"c","stateMachineName":"d","roleArn":"e","input":1},"startTime":"-1"}"""
    )]
    public void Bytes_that_are_no_state_are_refused(string text)
    {
        Assert.Throws<JsonFormatException>(() => ExecutionState.FromJson(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
