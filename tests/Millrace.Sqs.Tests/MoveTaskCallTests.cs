using System.Text;

namespace Millrace.Sqs.Tests;

/// <summary>
/// Facts 2c, "Move task": what the calls take and answer. Source: SQS API Reference, StartMessageMoveTask, ListMessageMoveTasks,
/// CancelMessageMoveTask.
/// </summary>
public sealed class MoveTaskCallTests : MoveTaskTest
{
    [Fact]
    public void A_source_has_one_task_at_a_time()
    {
        Kill("1", "2", "3");
        StartTask("target", 1);
        Refused(
            Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead") }),
            "InvalidParameterValueException",
            "There is already a task running. Only one active task is allowed for a source queue arn at a given time."
        );
        World.RunFor(TimeSpan.FromSeconds(10));
        StartTask("target");
    }

    /// <summary>2c: source must be some queue's DLQ.</summary>
    [Fact]
    public void Only_a_dead_letter_queue_can_be_a_source()
    {
        Refused(
            Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("target") }),
            "InvalidParameterValueException",
            "Source queue must be configured as a Dead Letter Queue."
        );
        Set("RedrivePolicy", "");
        Refused(Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead") }), "InvalidParameterValueException");
    }

    [Theory]
    [InlineData("absent", null, "SourceArn")]
    [InlineData("dead", "absent", "DestinationArn")]
    public void A_queue_that_is_not_there_is_not_found(string source, string? destination, string parameter) =>
        Refused(
            Sqs.StartMessageMoveTask(
                new() { SourceArn = ArnOf(source), DestinationArn = destination is null ? null : ArnOf(destination) }
            ),
            "ResourceNotFoundException",
            $"The resource that you specified for the {parameter} parameter doesn't exist."
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(501)]
    public void A_rate_outside_1_to_500_is_refused(int rate) =>
        Refused(
            Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead"), MaxNumberOfMessagesPerSecond = rate }),
            "InvalidParameterValueException",
            $"Value {rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided."
        );

    [Fact]
    public void A_cancelled_task_moves_nothing_more()
    {
        Fill(100);
        var handle = StartTask("target", 10);
        World.RunFor(TimeSpan.FromSeconds(3));
        var moved = Task().ApproximateNumberOfMessagesMoved!.Value;
        Assert.InRange(moved, 29, 31);
        Assert.Equal(moved, Ok(Sqs.CancelMessageMoveTask(handle)).ApproximateNumberOfMessagesMoved);
        World.RunFor(TimeSpan.FromSeconds(10));
        var task = Task();
        Assert.Equal(("CANCELLED", moved), (task.Status, task.ApproximateNumberOfMessagesMoved));
        Assert.Equal((100 - moved, moved), (Counts(DeadUrl).Visible, Counts(TargetUrl).Visible));
        Refused(Sqs.CancelMessageMoveTask(handle), "UnsupportedOperation", "Only a running message move task can be cancelled.");
        AssertSurvivesRestart();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 100), (Counts(DeadUrl).Visible, Counts(TargetUrl).Visible));
    }

    [Fact]
    public void A_cancelled_task_is_cancelling_until_what_is_on_its_way_has_arrived()
    {
        Fill(10);
        World.HoldCalls();
        var handle = StartTask("target", 1);
        World.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(0, Ok(Sqs.CancelMessageMoveTask(handle)).ApproximateNumberOfMessagesMoved);
        Assert.Equal("CANCELLING", Task().Status);
        Refused(Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead") }), "InvalidParameterValueException");
        AssertSurvivesRestart();
        World.MakeCalls();
        Assert.Equal(("CANCELLED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((7, 3), (Counts(DeadUrl).Visible, Counts(TargetUrl).Visible));
    }

    [Fact]
    public void A_queue_that_is_purged_while_fresh_messages_leave_it_is_the_same_after_a_restart()
    {
        Fill(3);
        World.HoldCalls();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Ok(Sqs.PurgeQueue(DeadUrl));
        AssertSurvivesRestart();
        World.MakeCalls();
        Assert.Equal((0, 3), (Counts(DeadUrl).Visible, Counts(TargetUrl).Visible));
        AssertSurvivesRestart();
    }

    /// <summary>2c: TaskHandle is base64 JSON of task id and source ARN; bad handle → InvalidParameterValue, unknown → 404.</summary>
    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"taskId":"x","sourceArn":"arn:aws:sqs:us-east-1:000000000000:dead"}""")]
    [InlineData("""{"taskId":1,"sourceArn":"arn:aws:sqs:us-east-1:000000000000:dead"}""")]
    [InlineData("""{"taskId":"6e8f2bd4-9b3d-4c1d-8d56-1a4ff6f1d3d7","sourceArn":null}""")]
    [InlineData("""{"taskId":"6e8f2bd4-9b3d-4c1d-8d56-1a4ff6f1d3d7","sourceArn":1}""")]
    public void A_handle_that_never_was_one_is_an_invalid_parameter(string json)
    {
        const string Text = "Value for parameter TaskHandle is invalid.";
        Refused(Sqs.CancelMessageMoveTask(Base64(json)), "InvalidParameterValueException", Text);
        Refused(Sqs.CancelMessageMoveTask(json), "InvalidParameterValueException", Text);
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("absent")]
    public void A_handle_of_no_task_is_not_found(string source) =>
        Refused(
            Sqs.CancelMessageMoveTask(
                Base64($$"""{"taskId":"6e8f2bd4-9b3d-4c1d-8d56-1a4ff6f1d3d7","sourceArn":"{{ArnOf(source)}}"}""")
            ),
            "ResourceNotFoundException",
            "Task does not exist."
        );

    /// <summary>2c: TaskHandle only while RUNNING.</summary>
    [Fact]
    public void A_task_shows_its_handle_while_it_runs()
    {
        Kill("1", "2");
        var handle = StartTask("target", 1);
        Assert.Equal(("RUNNING", handle), (Task().Status, Task().TaskHandle));
        Assert.Equal(
            (ArnOf("dead"), 1, World.Now.ToUnixTimeMilliseconds()),
            (Task().SourceArn, Task().MaxNumberOfMessagesPerSecond, Task().StartedTimestamp)
        );
        Assert.Contains(ArnOf("dead"), Encoding.UTF8.GetString(Convert.FromBase64String(handle)));
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", null), (Task().Status, Task().TaskHandle));
        Assert.Null(Task().FailureReason);
    }

    /// <summary>2c: ListMessageMoveTasks default 1, max 10.</summary>
    [Fact]
    public void The_last_ten_tasks_are_listed_the_latest_first_and_one_unless_asked()
    {
        Assert.Null(Ok(Sqs.ListMessageMoveTasks(ArnOf("dead"))).Results);
        var starts = new List<long>();
        for (var task = 0; task < 12; task++)
        {
            World.RunFor(TimeSpan.FromSeconds(1));
            starts.Insert(0, World.Now.ToUnixTimeMilliseconds());
            StartTask("target");
            World.RunFor(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(starts.Take(1), Listed(null));
        Assert.Equal(starts.Take(3), Listed(3));
        Assert.Equal(starts.Take(10), Listed(10));
        AssertSurvivesRestart();
        World.Restart(fromCheckpoint: true);
        Assert.Equal(starts.Take(10), Listed(10));

        IEnumerable<long> Listed(int? most) =>
            Ok(Sqs.ListMessageMoveTasks(ArnOf("dead"), most)).Results!.Select(task => task.StartedTimestamp!.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_listing_of_fewer_than_one_or_more_than_ten_is_refused(int most) =>
        Refused(
            Sqs.ListMessageMoveTasks(ArnOf("dead"), most),
            "InvalidParameterValueException",
            $"Value {most} for parameter MaxResults is invalid. Reason: Must be between 1 and 10, if provided."
        );

    [Fact]
    public void The_tasks_of_a_queue_that_is_not_there_are_not_found() =>
        Refused(Sqs.ListMessageMoveTasks(ArnOf("absent")), "ResourceNotFoundException");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
