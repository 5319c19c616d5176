using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Messages on their way to their dead-letter queue: how many go at once, and what becomes of those deleted on the way.</summary>
public sealed class LeavingTests : FifoTest
{
    private readonly string _dead;
    private readonly string _deadFifo;

    public LeavingTests()
    {
        _dead = CreateQueue("dead");
        _deadFifo = CreateFifo("dead.fifo");
        Set("RedrivePolicy", Redrive("dead", 1));
        Set("RedrivePolicy", Redrive("dead.fifo", 1), Fifo);
    }

    /// <summary>SQS API Reference, DeleteMessage: with any handle ever given out. What was deleted never returns.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_message_deleted_while_it_leaves_does_not_come_back_when_it_is_refused(bool isFifo, bool inBatch)
    {
        var (url, dead) = isFifo ? (Fifo, _deadFifo) : (Url, _dead);
        Send("poison", "a", isFifo);
        Send("next", "a", isFifo);
        var handle = ReceiveOne(visibilitySeconds: 0, url)!.ReceiptHandle;
        World.HoldCalls();
        Assert.DoesNotContain("poison", Bodies(Receive(visibilitySeconds: 0, queueUrl: url)));
        Delete(handle, url, inBatch);
        Delete(handle, url, inBatch);
        AssertSurvivesRestart();

        Ok(Sqs.DeleteQueue(dead));
        World.MakeCalls();
        World.RunFor(TimeSpan.FromMinutes(1));

        Set("RedrivePolicy", "", url);
        Assert.Equal(["next"], Bodies(Receive(10, queueUrl: url)));
        Assert.Single(Ok(Sqs.Peek(ArnOf(isFifo ? "orders.fifo" : "orders"))).Messages);
        AssertSurvivesRestart();
    }

    /// <summary>The delete came after the receive that sent it there.</summary>
    [Fact]
    public void A_message_deleted_while_it_leaves_still_arrives_where_it_is_taken()
    {
        Send("poison");
        var handle = ReceiveOne(visibilitySeconds: 0)!.ReceiptHandle;
        World.HoldCalls();
        Assert.Null(ReceiveOne());
        Delete(handle, Url, inBatch: false);
        World.MakeCalls();

        Assert.Equal(((0, 0, 0), (1, 0, 0)), (Counts(), Counts(_dead)));
        AssertSurvivesRestart();
    }

    /// <summary>README, "Where it differs": a RedriveAllowPolicy is asked when a RedrivePolicy is set.</summary>
    [Fact]
    public void A_queue_that_its_dead_letter_queue_would_no_longer_allow_goes_on_using_it()
    {
        Set("RedriveAllowPolicy", """{"redrivePermission":"denyAll"}""", _dead);
        Send("poison");
        ReceiveOne(visibilitySeconds: 0);
        Assert.Null(ReceiveOne());
        Assert.Equal((1, 0, 0), Counts(_dead));
        Refused(Sqs.SetQueueAttributes(Url, Map(("RedrivePolicy", Redrive("dead", 2)))), "InvalidParameterValueException");
    }

    [Fact]
    public void A_short_poll_finds_what_lies_behind_hundreds_of_dead_messages()
    {
        SendDying(150, isFifo: false);
        Send("good");
        Assert.Equal(["good"], Bodies(Receive(10)));
        Assert.Equal((150, 0, 0), Counts(_dead));

        SendDying(150, isFifo: true);
        SendTo("good", "good");
        Assert.Equal(["good"], Take());
        Assert.Equal((150, 0, 0), Counts(_deadFifo));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_receive_sends_at_most_a_thousand_dead_messages_on_their_way_and_the_next_one_goes_on(bool isFifo)
    {
        var (url, dead) = isFifo ? (Fifo, _deadFifo) : (Url, _dead);
        SendDying(Limits.DeadLettersPerReceiveMax + 1, isFifo);
        Send("good", "good", isFifo);
        Assert.Empty(Receive(10, queueUrl: url));
        Assert.Equal((Limits.DeadLettersPerReceiveMax, 0, 0), Counts(dead));
        Assert.Equal(["good"], Bodies(Receive(10, queueUrl: url)));
    }

    /// <summary>Messages that were received as often as they may be, on a FIFO queue each in a group of its own.</summary>
    private void SendDying(int count, bool isFifo)
    {
        for (var index = 0; index < count; index++)
        {
            Send("poison", $"g{index}", isFifo);
        }

        // Hidden until all are received, so that none is received once more.
        for (var received = 0; received < count; )
        {
            received += Receive(10, visibilitySeconds: 1, isFifo ? Fifo : Url).Count;
        }

        World.RunFor(TimeSpan.FromSeconds(1));
    }

    private void Send(string body, string group, bool isFifo)
    {
        if (isFifo)
        {
            SendTo(group, body);
        }
        else
        {
            Send(body);
        }
    }

    private void Delete(string? handle, string url, bool inBatch)
    {
        if (inBatch)
        {
            Assert.Single(Ok(Sqs.DeleteMessageBatch(url, [new() { Id = "one", ReceiptHandle = handle }])).Successful!);
        }
        else
        {
            Ok(Sqs.DeleteMessage(url, handle));
        }
    }
}
