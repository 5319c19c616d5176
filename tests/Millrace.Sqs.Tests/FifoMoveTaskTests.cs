using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Move tasks of FIFO dead-letter queues: the order within a group survives the way home.</summary>
public sealed class FifoMoveTaskTests : FifoTest
{
    private readonly string _dead;

    public FifoMoveTaskTests()
    {
        _dead = CreateFifo("dead.fifo");
        Set("RedrivePolicy", Redrive("dead.fifo", 1), Fifo);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public void Groups_go_home_in_their_order(int rate)
    {
        Kill(30, 3);
        StartTask(null, rate);
        World.RunFor(TimeSpan.FromSeconds(40));
        Assert.Equal(("COMPLETED", 30L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        AssertSurvivesRestart();
        Set("RedrivePolicy", "", Fifo);
        var home = Drain();
        Assert.Equal(30, home.Count);
        Assert.All(home.GroupBy(body => body[..2]), group => Assert.Equal(group.Order(StringComparer.Ordinal), group));
    }

    [Fact]
    public void A_message_comes_home_even_within_five_minutes_of_its_send()
    {
        SendTo("a", "1", "id");
        Take(visibilitySeconds: 0);
        Assert.Empty(Take());
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(1));
        var home = ReceiveOne(queueUrl: Fifo)!;
        Assert.Equal(("1", "1"), (home.Body.ToString(), home.Attributes!["ApproximateReceiveCount"]));
        Assert.Equal(("a", "id"), (home.Attributes["MessageGroupId"], home.Attributes["MessageDeduplicationId"]));
    }

    [Fact]
    public void A_group_whose_first_is_held_stays_behind_it_and_others_go()
    {
        Kill(4, 2);
        var held = ReceiveOne(600, _dead)!;
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(("COMPLETED", 2L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal((1, 1, 0), Counts(_dead));
        Ok(Sqs.ChangeMessageVisibility(_dead, held.ReceiptHandle, 0));
        StartTask();
        World.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(["g0-00", "g0-02"], Drain().Where(body => body.StartsWith("g0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Messages_that_come_while_a_task_runs_stay()
    {
        Kill(3, 1);
        StartTask(null, 1);
        for (var late = 0; late < 20; late++)
        {
            SendTo("g0", $"late-{late:D2}", queueUrl: _dead);
        }

        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("COMPLETED", 3L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        Assert.Equal(20, Drain(_dead).Count);
        Assert.Equal(["g0-00", "g0-01", "g0-02"], Drain());
    }

    [Fact]
    public void What_is_refused_goes_back_before_those_that_did_not_leave()
    {
        CreateFifo("target.fifo");
        Kill(6, 1);
        World.HoldCalls();
        StartTask("target.fifo", 100);
        World.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.Empty(Take(queueUrl: _dead));
        Ok(Sqs.DeleteQueue(BaseUrl + "/000000000000/target.fifo"));
        AssertSurvivesRestart();
        World.Restart(fromCheckpoint: true);
        World.MakeCalls();
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(("FAILED", "AWS.SimpleQueueService.NonExistentQueue"), (Task().Status, Task().FailureReason));
        Assert.Equal(Enumerable.Range(0, 6).Select(number => $"g0-{number:D2}"), Drain(_dead));
    }

    /// <summary>README, "Where it differs": were the first ten refused, others must not have gone ahead of them.</summary>
    [Fact]
    public void The_next_messages_of_a_group_move_once_those_before_them_have_arrived()
    {
        Kill(25, 1);
        World.HoldCalls();
        StartTask(null, 500);
        World.RunFor(TimeSpan.FromMilliseconds(200));
        Assert.Equal((15, 0, 0), Counts(_dead));
        World.MakeCalls();
        World.RunFor(TimeSpan.FromMilliseconds(40));
        Assert.Equal(("COMPLETED", 25L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
    }

    [Fact]
    public void Source_and_destination_are_of_one_kind() =>
        Refused(
            Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead.fifo"), DestinationArn = ArnOf("orders") }),
            "InvalidParameterValueException",
            "Source queue and destination queue must be of the same type."
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Order_survives_restarts_in_the_middle_of_a_task(bool fromCheckpoint)
    {
        Kill(60, 4);
        StartTask(null, 50);
        for (var restart = 0; restart < 5; restart++)
        {
            World.RunFor(TimeSpan.FromMilliseconds(110));
            World.HoldCalls();
            World.RunFor(TimeSpan.FromMilliseconds(70));
            AssertSurvivesRestart();
            World.Restart(fromCheckpoint);
            World.MakeCalls();
        }

        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(("COMPLETED", 60L), (Task().Status, Task().ApproximateNumberOfMessagesMoved));
        var home = Drain();
        Assert.Equal(60, home.Distinct().Count());
        Assert.Equal(60, home.Count);
        Assert.All(home.GroupBy(body => body[..2]), group => Assert.Equal(group.Order(StringComparer.Ordinal), group));
    }

    private ListMessageMoveTasksResultEntry Task() => Ok(Sqs.ListMessageMoveTasks(ArnOf("dead.fifo"))).Results!.Single();

    private void StartTask(string? destination = null, int? rate = null) =>
        Ok(
            Sqs.StartMessageMoveTask(
                new()
                {
                    SourceArn = ArnOf("dead.fifo"),
                    DestinationArn = destination is null ? null : ArnOf(destination),
                    MaxNumberOfMessagesPerSecond = rate,
                }
            )
        );

    /// <summary>Sends messages to several groups in turn and receives until the dead-letter queue has them all.</summary>
    private void Kill(int count, int groups)
    {
        for (var number = 0; number < count; number++)
        {
            SendTo($"g{number % groups}", $"g{number % groups}-{number:D2}");
        }

        while (Counts(Fifo).Visible > 0)
        {
            Receive(10, 0, Fifo);
        }

        Assert.Equal((count, 0, 0), Counts(_dead));
    }
}
