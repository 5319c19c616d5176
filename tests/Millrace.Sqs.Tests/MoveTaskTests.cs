using System.Text;
using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Move task". Source: SQS API Reference, StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask.</summary>
public sealed class MoveTaskTests : SqsTest
{
    private const string Gone = "AWS.SimpleQueueService.NonExistentQueue";

    private readonly string _dead;
    private readonly string _target;

    public MoveTaskTests()
    {
        _dead = CreateQueue("dead");
        _target = CreateQueue("target");
        Set("RedrivePolicy", Redrive("dead", 1));
    }

    /// <summary>2c: no DestinationArn: each message to its own source.</summary>
    [Fact]
    public void Without_a_destination_each_message_goes_home()
    {
        var other = CreateQueue("other", ("RedrivePolicy", Redrive("dead", 1)));
        Kill("1", "2", "3");
        KillIn(other, "4", "5");
        Kill("6");
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(["1", "2", "3", "6"], Bodies(Url));
        Assert.Equal(["4", "5"], Bodies(other));
        Assert.Equal((0, 0, 0), Counts(_dead));
        var task = Task();
        Assert.Equal(
            ("COMPLETED", 6L, 6L),
            (task.Status, task.ApproximateNumberOfMessagesMoved, task.ApproximateNumberOfMessagesToMove)
        );
        Assert.Null(task.DestinationArn);
        AssertSurvivesRestart();
    }

    /// <summary>Issue 3: the asked rate, 50/s meaning 50 ± 5.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(91)]
    [InlineData(120)]
    [InlineData(333)]
    [InlineData(500)]
    [InlineData(null)]
    public void Messages_move_at_the_rate_that_was_asked(int? rate)
    {
        const int Seconds = 10;
        var perSecond = rate ?? 500;
        Fill(perSecond * (Seconds + 1));
        StartTask("target", rate);
        var before = 0L;
        for (var second = 1; second <= Seconds; second++)
        {
            World.RunFor(TimeSpan.FromSeconds(1));
            var moved = Task().ApproximateNumberOfMessagesMoved!.Value;
            Assert.InRange(moved - before, (long)(perSecond * 0.95) - 1, (perSecond * 1.05) + 1);
            before = moved;
        }

        Assert.InRange(before, (perSecond * Seconds * 0.99) - 1, (perSecond * Seconds * 1.01) + 1);
        Assert.Equal(before, Counts(_target).Visible);
    }

    [Fact]
    public void A_destination_takes_them_all_with_new_ids_and_a_fresh_count()
    {
        Kill("1");
        var before = ReceiveOne(0, _dead)!;
        World.RunFor(TimeSpan.FromSeconds(5));
        var movedAt = World.Now;
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0, 0), Counts());
        var moved = ReceiveOne(queueUrl: _target)!;
        Assert.Equal("1", moved.Body.ToString());
        Assert.NotEqual(before.MessageId, moved.MessageId);
        Assert.Equal("1", moved.Attributes!["ApproximateReceiveCount"]);
        Assert.Equal($"{movedAt.ToUnixTimeMilliseconds()}", moved.Attributes["SentTimestamp"]);
        Assert.False(moved.Attributes.ContainsKey("DeadLetterQueueSourceArn"));
        Assert.Equal(ArnOf("target"), Task().DestinationArn);
    }

    [Fact]
    public void A_moved_message_that_dies_again_can_be_moved_again()
    {
        Kill("1");
        for (var round = 0; round < 3; round++)
        {
            StartTask();
            World.RunFor(TimeSpan.FromSeconds(1));
            Assert.Equal("1", ReceiveOne(0)!.Attributes!["ApproximateReceiveCount"]);
            Assert.Null(ReceiveOne());
            Assert.Equal((1, 0, 0), Counts(_dead));
        }
    }

    [Fact]
    public void A_message_that_a_consumer_holds_is_passed_by()
    {
        Kill("1", "2", "3");
        var held = Receive(1, 600, _dead).Single();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(("COMPLETED", 2L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((0, 1, 0), Counts(_dead));
        Assert.DoesNotContain(held.Body.ToString()!, Bodies(_target));
        Ok(Sqs.ChangeMessageVisibility(_dead, held.ReceiptHandle, 0));
        Assert.Equal([held.Body.ToString()!], Bodies(_dead));
    }

    [Fact]
    public void Messages_that_come_while_a_task_runs_stay()
    {
        Kill("1", "2", "3");
        StartTask("target", 1);
        Kill("late");
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal(["late"], Bodies(_dead));
    }

    [Fact]
    public void Nobody_receives_or_deletes_a_message_that_is_on_its_way()
    {
        Kill("1");
        var old = ReceiveOne(0, _dead)!;
        World.HoldCalls();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Empty(Receive(10, queueUrl: _dead));
        Ok(Sqs.DeleteMessage(_dead, old.ReceiptHandle));
        Assert.Equal((0, 0, 0), Counts(_dead));
        Assert.Equal("RUNNING", Task().Status);
        World.MakeCalls();
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal("COMPLETED", Task().Status);
        Assert.Equal(["1"], Bodies(_target));
    }

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

    /// <summary>2c: deleted destination: FAILED with NonExistentQueue as reason.</summary>
    [Fact]
    public void A_task_fails_when_its_destination_goes_and_what_is_left_stays()
    {
        Fill(100);
        StartTask("target", 10);
        World.RunFor(TimeSpan.FromSeconds(3));
        var moved = Task().ApproximateNumberOfMessagesMoved!.Value;
        Ok(Sqs.DeleteQueue(_target));
        World.RunFor(TimeSpan.FromSeconds(3));
        var task = Task();
        Assert.Equal(("FAILED", Gone, moved), (task.Status, task.FailureReason, task.ApproximateNumberOfMessagesMoved));
        Assert.Null(task.TaskHandle);
        Assert.Equal((100 - moved, 0, 0), Counts(_dead));
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_task_fails_at_a_message_whose_source_is_gone()
    {
        Kill("1");
        Ok(Sqs.DeleteQueue(Url));
        CreateQueue("other", ("RedrivePolicy", Redrive("dead", 1)));
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(("FAILED", Gone), (Task().Status, Task().FailureReason));
        Assert.Equal((1, 0, 0), Counts(_dead));
    }

    [Fact]
    public void A_task_without_a_destination_fails_at_a_message_that_has_no_source()
    {
        Kill("1", "2");
        Send("direct", queueUrl: _dead);
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(1));
        var task = Task();
        Assert.Equal(
            ("FAILED", "CouldNotDetermineMessageSource", 2L),
            (task.Status, task.FailureReason, task.ApproximateNumberOfMessagesMoved)
        );
        Assert.Equal(["1", "2"], Bodies(Url));
        Assert.Equal(["direct"], Bodies(_dead));
        AssertSurvivesRestart();
    }

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
        Assert.Equal((100 - moved, moved), (Counts(_dead).Visible, Counts(_target).Visible));
        Refused(Sqs.CancelMessageMoveTask(handle), "UnsupportedOperation", "Only a running message move task can be cancelled.");
        AssertSurvivesRestart();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 100), (Counts(_dead).Visible, Counts(_target).Visible));
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
        Assert.Equal((7, 3), (Counts(_dead).Visible, Counts(_target).Visible));
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

    [Fact]
    public void A_task_ends_with_its_queue_and_a_new_queue_of_that_name_has_none()
    {
        Fill(10);
        StartTask("target", 1);
        World.RunFor(TimeSpan.FromSeconds(3));
        Ok(Sqs.DeleteQueue(_dead));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateQueue("dead");
        Assert.Null(Ok(Sqs.ListMessageMoveTasks(ArnOf("dead"))).Results);
        Fill(5);
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(("COMPLETED", 5L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_purge_leaves_a_task_nothing_to_do()
    {
        Fill(10);
        StartTask("target", 1);
        World.RunFor(TimeSpan.FromSeconds(3));
        Ok(Sqs.PurgeQueue(_dead));
        World.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(("COMPLETED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((3, 0, 0), Counts(_target));
    }

    /// <summary>Issue 3: survives a restart; a crash loses and doubles nothing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_task_goes_on_after_restarts_and_loses_and_doubles_nothing(bool fromCheckpoint)
    {
        Fill(300);
        var handle = StartTask("target", 50);
        for (var restart = 0; restart < 8; restart++)
        {
            World.RunFor(TimeSpan.FromMilliseconds(510));
            World.HoldCalls();
            World.RunFor(TimeSpan.FromMilliseconds(130));
            AssertSurvivesRestart();
            World.Restart(fromCheckpoint);
            World.MakeCalls();
            Assert.Equal(handle, Task().TaskHandle);
            Assert.Equal(300, Counts(_dead).Visible + Counts(_target).Visible);
        }

        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", 300L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"{number:D4}"), Bodies(_target).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 0), Counts(_dead));
    }

    /// <summary>A process that stood still does not make up for it all at once.</summary>
    [Fact]
    public void After_a_standstill_a_task_goes_on_at_its_pace()
    {
        Fill(200);
        StartTask("target", 50);
        World.HoldCalls();
        World.Skip(TimeSpan.FromMinutes(1));
        World.MakeCalls();
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.InRange(Task().ApproximateNumberOfMessagesMoved!.Value, 50, 65);
    }

    private ListMessageMoveTasksResultEntry Task() => Ok(Sqs.ListMessageMoveTasks(ArnOf("dead"))).Results!.Single();

    private string StartTask(string? destination = null, int? rate = null) =>
        Ok(
            Sqs.StartMessageMoveTask(
                new()
                {
                    SourceArn = ArnOf("dead"),
                    DestinationArn = destination is null ? null : ArnOf(destination),
                    MaxNumberOfMessagesPerSecond = rate,
                }
            )
        ).TaskHandle!;

    private void Kill(params string[] bodies) => KillIn(Url, bodies);

    /// <summary>Sends messages and receives them until the dead-letter queue has them.</summary>
    private void KillIn(string queueUrl, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            Send(body, queueUrl: queueUrl);
        }

        Receive(10, 0, queueUrl);
        Assert.Empty(Receive(10, queueUrl: queueUrl));
    }

    /// <summary>Sends numbered messages to the dead-letter queue itself.</summary>
    private void Fill(int count)
    {
        for (var first = 0; first < count; first += 10)
        {
            List<SendMessageBatchRequestEntry> entries =
            [
                .. Enumerable
                    .Range(first, Math.Min(10, count - first))
                    .Select(number => new SendMessageBatchRequestEntry { Id = $"{number}", MessageBody = $"{number:D4}" }),
            ];
            Ok(Sqs.SendMessageBatch(_dead, entries));
        }
    }

    private List<string> Bodies(string queueUrl)
    {
        var bodies = new List<string>();
        while (Receive(10, 3600, queueUrl) is { Count: > 0 } messages)
        {
            bodies.AddRange(messages.Select(message => message.Body.ToString()!));
        }

        return bodies;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void AssertSurvivesRestart()
    {
        Assert.Equal(World.Describe(), World.DescribeReplayed());
        Assert.Equal(World.Describe(), World.DescribeRestored());
    }
}
