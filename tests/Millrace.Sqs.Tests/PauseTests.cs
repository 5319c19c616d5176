using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>A paused queue: receives get nothing, the rest goes on.</summary>
public sealed class PauseTests : SqsTest
{
    [Fact]
    public void A_paused_queue_takes_messages_and_hands_out_none()
    {
        Assert.Equal(Start, Ok(Sqs.Pause(ArnOf("orders"))).PausedAt);
        Send("hello");
        Assert.Null(ReceiveOne());
        Assert.Equal((1, 0, 0), Counts());

        Assert.Null(Ok(Sqs.Resume(ArnOf("orders"))).PausedAt);
        Assert.Equal("hello", ReceiveOne()!.Body.ToString());
    }

    [Fact]
    public void A_long_poll_waits_through_a_pause_and_is_served_when_it_ends()
    {
        Ok(Sqs.Pause(ArnOf("orders")));
        Send("hello");
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunFor(TimeSpan.FromSeconds(19));
        Assert.Null(poll.Answer);

        Ok(Sqs.Resume(ArnOf("orders")));
        Assert.Equal("hello", Ok(poll.Answer!.Value).Messages!.Single().Body.ToString());
    }

    [Fact]
    public void A_long_poll_ends_empty_when_its_time_is_over_before_the_pause_is()
    {
        Ok(Sqs.Pause(ArnOf("orders")));
        Send("hello");
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunFor(TimeSpan.FromSeconds(20));
        Assert.Null(Ok(poll.Answer!.Value).Messages);
    }

    [Fact]
    public void What_is_in_flight_can_be_deleted_and_comes_back_during_a_pause()
    {
        Send("deleted");
        Send("back");
        var messages = Receive(2, visibilitySeconds: 5);
        Ok(Sqs.Pause(ArnOf("orders")));
        Ok(Sqs.DeleteMessage(Url, messages[0].ReceiptHandle));
        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 0, 0), Counts());
        Assert.Null(ReceiveOne());
    }

    [Fact]
    public void A_receive_that_a_fifo_queue_knows_gets_nothing_either()
    {
        var fifo = CreateQueue("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = fifo,
                    MessageBody = "x",
                    MessageGroupId = "g",
                }
            )
        );
        var request = new ReceiveMessageRequest { QueueUrl = fifo, ReceiveRequestAttemptId = "again" };
        Assert.Single(Ok(Sqs.ReceiveMessage(request)).Messages!);
        Ok(Sqs.Pause(ArnOf("orders.fifo")));
        Assert.Null(Ok(Sqs.ReceiveMessage(request)).Messages);
        Ok(Sqs.Resume(ArnOf("orders.fifo")));
        Assert.Single(Ok(Sqs.ReceiveMessage(request)).Messages!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pause_survives_a_restart(bool fromCheckpoint)
    {
        Ok(Sqs.Pause(ArnOf("orders")));
        Send("hello");
        AssertSurvivesRestart();
        World.Restart(fromCheckpoint);
        Assert.Null(ReceiveOne());
        Assert.Equal(Start, Ok(Sqs.Describe(ArnOf("orders"))).PausedAt);
    }

    [Fact]
    public void Pausing_twice_and_resuming_twice_record_nothing_more()
    {
        Ok(Sqs.Pause(ArnOf("orders")));
        World.RunFor(TimeSpan.FromSeconds(1));
        var facts = World.FactCount;
        Assert.Equal(Start, Ok(Sqs.Pause(ArnOf("orders"))).PausedAt);
        Assert.Equal(facts, World.FactCount);
        Ok(Sqs.Resume(ArnOf("orders")));
        Ok(Sqs.Resume(ArnOf("orders")));
        Assert.Equal(facts + 1, World.FactCount);
    }

    [Fact]
    public void A_deleted_queue_takes_its_pause_with_it()
    {
        Ok(Sqs.Pause(ArnOf("orders")));
        Ok(Sqs.DeleteQueue(Url));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateQueue("orders");
        Assert.Null(Ok(Sqs.Describe(ArnOf("orders"))).PausedAt);
    }

    [Fact]
    public void Only_a_queue_that_is_there_can_be_paused()
    {
        Refused(Sqs.Pause(ArnOf("absent")), "QueueDoesNotExist");
        Refused(Sqs.Resume(ArnOf("absent")), "QueueDoesNotExist");
    }
}
