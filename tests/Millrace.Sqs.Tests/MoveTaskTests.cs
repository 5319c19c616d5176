namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Move task": what a task does to the messages. Source: SQS API Reference, StartMessageMoveTask.</summary>
public sealed class MoveTaskTests : MoveTaskTest
{
    private const string Gone = "AWS.SimpleQueueService.NonExistentQueue";

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
        Assert.Equal((0, 0, 0), Counts(DeadUrl));
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
        Assert.Equal(before, Counts(TargetUrl).Visible);
    }

    [Fact]
    public void A_destination_takes_them_all_with_new_ids_and_a_fresh_count()
    {
        Kill("1");
        var before = ReceiveOne(0, DeadUrl)!;
        World.RunFor(TimeSpan.FromSeconds(5));
        var movedAt = World.Now;
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0, 0), Counts());
        var moved = ReceiveOne(queueUrl: TargetUrl)!;
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
            Assert.Equal((1, 0, 0), Counts(DeadUrl));
        }
    }

    [Fact]
    public void A_message_that_a_consumer_holds_is_passed_by()
    {
        Kill("1", "2", "3");
        var held = Receive(1, 600, DeadUrl).Single();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(("COMPLETED", 2L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((0, 1, 0), Counts(DeadUrl));
        Assert.DoesNotContain(held.Body.ToString()!, Bodies(TargetUrl));
        Ok(Sqs.ChangeMessageVisibility(DeadUrl, held.ReceiptHandle, 0));
        Assert.Equal([held.Body.ToString()!], Bodies(DeadUrl));
    }

    [Fact]
    public void Messages_that_come_while_a_task_runs_stay()
    {
        Kill("1", "2", "3");
        StartTask("target", 1);
        Kill("late");
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal(["late"], Bodies(DeadUrl));
    }

    [Fact]
    public void Nobody_receives_or_deletes_a_message_that_is_on_its_way()
    {
        Kill("1");
        var old = ReceiveOne(0, DeadUrl)!;
        World.HoldCalls();
        StartTask("target");
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Empty(Receive(10, queueUrl: DeadUrl));
        Ok(Sqs.DeleteMessage(DeadUrl, old.ReceiptHandle));
        Assert.Equal((0, 0, 0), Counts(DeadUrl));
        Assert.Equal("RUNNING", Task().Status);
        World.MakeCalls();
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal("COMPLETED", Task().Status);
        Assert.Equal(["1"], Bodies(TargetUrl));
    }

    /// <summary>2c: deleted destination: FAILED with NonExistentQueue as reason.</summary>
    [Fact]
    public void A_task_fails_when_its_destination_goes_and_what_is_left_stays()
    {
        Fill(100);
        StartTask("target", 10);
        World.RunFor(TimeSpan.FromSeconds(3));
        var moved = Task().ApproximateNumberOfMessagesMoved!.Value;
        Ok(Sqs.DeleteQueue(TargetUrl));
        World.RunFor(TimeSpan.FromSeconds(3));
        var task = Task();
        Assert.Equal(("FAILED", Gone, moved), (task.Status, task.FailureReason, task.ApproximateNumberOfMessagesMoved));
        Assert.Null(task.TaskHandle);
        Assert.Equal((100 - moved, 0, 0), Counts(DeadUrl));
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
        Assert.Equal((1, 0, 0), Counts(DeadUrl));
    }

    [Fact]
    public void A_task_without_a_destination_fails_at_a_message_that_has_no_source()
    {
        Kill("1", "2");
        Send("direct", queueUrl: DeadUrl);
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(1));
        var task = Task();
        Assert.Equal(
            ("FAILED", "CouldNotDetermineMessageSource", 2L),
            (task.Status, task.FailureReason, task.ApproximateNumberOfMessagesMoved)
        );
        Assert.Equal(["1", "2"], Bodies(Url));
        Assert.Equal(["direct"], Bodies(DeadUrl));
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_task_ends_with_its_queue_and_a_new_queue_of_that_name_has_none()
    {
        Fill(10);
        StartTask("target", 1);
        World.RunFor(TimeSpan.FromSeconds(3));
        Ok(Sqs.DeleteQueue(DeadUrl));
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
        Ok(Sqs.PurgeQueue(DeadUrl));
        World.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(("COMPLETED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((3, 0, 0), Counts(TargetUrl));
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
            Assert.Equal(300, Counts(DeadUrl).Visible + Counts(TargetUrl).Visible);
        }

        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", 300L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"{number:D4}"), Bodies(TargetUrl).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 0), Counts(DeadUrl));
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
}
