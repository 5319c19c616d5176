namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "DLQ", for FIFO queues: in order, and none before the one it follows.</summary>
public sealed class FifoDeadLetterTests : FifoTest
{
    private readonly string _dead;

    public FifoDeadLetterTests()
    {
        _dead = CreateFifo("dead.fifo");
        Set("RedrivePolicy", Redrive("dead.fifo", 1), Fifo);
    }

    [Fact]
    public void The_dead_letter_queue_of_a_queue_is_of_its_own_kind()
    {
        CreateQueue("dead");
        RefusedPolicy(Fifo, Redrive("dead", 1));
        RefusedPolicy(Url, Redrive("dead.fifo", 1));

        void RefusedPolicy(string url, string policy) =>
            Refused(
                Sqs.SetQueueAttributes(url, Map(("RedrivePolicy", policy))),
                "InvalidParameterValueException",
                $"Value {policy} for parameter RedrivePolicy is invalid. "
                    + "Reason: Dead letter queue must be same type of queue as the source."
            );
    }

    [Fact]
    public void Messages_of_a_group_die_in_their_order()
    {
        foreach (var body in new[] { "1", "2", "3" })
        {
            SendTo("a", body);
        }

        Assert.Equal(["1", "2", "3"], Take(visibilitySeconds: 0));
        for (var receive = 0; receive < 3; receive++)
        {
            Assert.Empty(Take(visibilitySeconds: 0));
        }

        Assert.Equal((0, 0, 0), Counts(Fifo));
        Assert.Equal(["1", "2", "3"], Drain(_dead));
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_group_is_locked_until_the_dead_letter_queue_has_its_first()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("b", "b1");
        Take(1, visibilitySeconds: 0);
        World.HoldCalls();
        Assert.Equal(["b1"], Take());
        Assert.Empty(Take());
        AssertSurvivesRestart();
        World.Restart(fromCheckpoint: true);
        Assert.Empty(Take());
        World.Restart(fromCheckpoint: false);
        Assert.Empty(Take());

        World.MakeCalls();
        Assert.Equal(["a1"], Take(queueUrl: _dead));
        Assert.Equal(["a2"], Take());
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_message_the_dead_letter_queue_refuses_comes_back_before_those_after_it()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        Take(1, visibilitySeconds: 0);
        Ok(Sqs.DeleteQueue(_dead));
        Assert.Empty(Take());
        Assert.Equal((1, 1, 0), Counts(Fifo));
        Set("RedrivePolicy", "", Fifo);
        Assert.Empty(Take());
        AssertSurvivesRestart();
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(["a1", "a2"], Take());
    }

    [Fact]
    public void A_purge_takes_the_message_on_its_way_too_when_it_is_refused()
    {
        SendTo("a", "a1");
        Take(1, visibilitySeconds: 0);
        Ok(Sqs.DeleteQueue(_dead));
        World.HoldCalls();
        Assert.Empty(Take());
        Ok(Sqs.PurgeQueue(Fifo));
        AssertSurvivesRestart();
        SendTo("a", "a2");
        World.MakeCalls();
        Assert.Equal(["a2"], Take());
        AssertSurvivesRestart();
    }

    /// <summary>2c: count continues, MessageId and attributes kept; the dead-letter queue numbers it anew.</summary>
    [Fact]
    public void A_dead_letter_keeps_its_ids_group_count_and_first_receive()
    {
        var sent = SendTo("a", "1", "id");
        World.RunFor(TimeSpan.FromSeconds(1));
        Take(visibilitySeconds: 0);
        World.RunFor(TimeSpan.FromSeconds(1));
        Assert.Empty(Take());
        AssertSurvivesRestart();
        World.RunFor(TimeSpan.FromSeconds(1));
        var dead = ReceiveOne(queueUrl: _dead)!;
        Assert.Equal(sent.MessageId, dead.MessageId);
        Assert.Equal(("a", "id"), (dead.Attributes!["MessageGroupId"], dead.Attributes["MessageDeduplicationId"]));
        Assert.Equal("2", dead.Attributes["ApproximateReceiveCount"]);
        Assert.Equal(ArnOf("orders.fifo"), dead.Attributes["DeadLetterQueueSourceArn"]);
        Assert.Equal($"{Start.ToUnixTimeMilliseconds()}", dead.Attributes["SentTimestamp"]);
        Assert.Equal($"{Start.AddSeconds(1).ToUnixTimeMilliseconds()}", dead.Attributes["ApproximateFirstReceiveTimestamp"]);
        Assert.Matches("^[0-9]{20}$", dead.Attributes["SequenceNumber"]);
    }

    [Fact]
    public void A_message_that_dies_twice_still_tells_its_first_receive()
    {
        var last = CreateFifo("last.fifo");
        Set("RedrivePolicy", Redrive("last.fifo", 2), _dead);
        SendTo("a", "1");
        Take(visibilitySeconds: 0);
        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Empty(Take());
        Assert.Equal(["1"], Take(visibilitySeconds: 0, queueUrl: _dead));
        Assert.Empty(Take(queueUrl: _dead));
        var dead = ReceiveOne(queueUrl: last)!.Attributes!;
        Assert.Equal($"{Start.ToUnixTimeMilliseconds()}", dead["ApproximateFirstReceiveTimestamp"]);
        Assert.Equal(("3", ArnOf("dead.fifo")), (dead["ApproximateReceiveCount"], dead["DeadLetterQueueSourceArn"]));
    }

    /// <summary>2c: FIFO DLQ: age restarts.</summary>
    [Fact]
    public void In_a_fifo_dead_letter_queue_age_begins_anew()
    {
        Set("MessageRetentionPeriod", "60", _dead);
        SendTo("a", "1");
        Take(visibilitySeconds: 0);
        World.RunUntil(Start.AddSeconds(50));
        Assert.Empty(Take());
        World.RunUntil(Start.AddSeconds(109.999));
        Assert.Equal((1, 0, 0), Counts(_dead));
        World.RunUntil(Start.AddSeconds(110));
        Assert.Equal((0, 0, 0), Counts(_dead));
    }

    [Fact]
    public void A_message_of_a_group_that_dies_after_others_were_handed_out_waits_for_nobody()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        var both = Receive(2, 30, Fifo);
        Ok(Sqs.ChangeMessageVisibility(Fifo, both[0].ReceiptHandle, 0));
        Assert.Empty(Take());
        Assert.Equal(["a1"], Bodies(Receive(queueUrl: _dead)));
        Delete(both[1]);
        Assert.Equal((0, 0, 0), Counts(Fifo));
    }
}
