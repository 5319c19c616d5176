using Millrace.Engine;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b, "MessageRetentionPeriod 345,600 (60 to 1,209,600)"; 2c, "Standard DLQ: age counts from the original send".</summary>
public sealed class RetentionTests : SqsTest
{
    [Fact]
    public void A_message_is_kept_four_days_unless_told_otherwise()
    {
        Send("old");
        World.RunUntil(Start.AddDays(4).AddMilliseconds(-1));
        Assert.NotNull(ReceiveOne(visibilitySeconds: 0));
        World.RunUntil(Start.AddDays(4));
        Assert.Null(ReceiveOne());
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_message_in_flight_grows_old_as_well()
    {
        Set("MessageRetentionPeriod", "60");
        Send("old");
        var handle = ReceiveOne(visibilitySeconds: 3600)!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal((0, 0, 0), Counts());
        Ok(Sqs.DeleteMessage(Url, handle));
    }

    [Fact]
    public void A_delayed_message_can_outlive_nothing()
    {
        Set("MessageRetentionPeriod", "60");
        Send("late", delaySeconds: 900);
        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal((0, 0, 0), Counts());
        World.RunUntil(Start.AddSeconds(900));
        Assert.Null(ReceiveOne());
    }

    /// <summary>SQS API Reference, SetQueueAttributes: a shorter retention also removes what is older already.</summary>
    [Fact]
    public void A_new_retention_holds_for_messages_already_sent()
    {
        Send("old");
        World.RunUntil(Start.AddSeconds(100));
        Send("young");
        Set("MessageRetentionPeriod", "60");
        Assert.Equal("young", ReceiveOne()?.Body.ToString());
        World.RunFor(TimeSpan.FromSeconds(0.001));
        Assert.Equal((0, 1, 0), Counts());
    }

    [Fact]
    public void A_longer_retention_saves_messages_already_sent()
    {
        Set("MessageRetentionPeriod", "60");
        Send("saved");
        World.RunUntil(Start.AddSeconds(59));
        Set("MessageRetentionPeriod", "1209600");
        World.RunUntil(Start.AddDays(14).AddMilliseconds(-1));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void A_message_in_a_dead_letter_queue_is_as_old_as_its_first_send()
    {
        var dead = CreateQueue("dead", ("MessageRetentionPeriod", "100"));
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        ReceiveOne(visibilitySeconds: 40);
        World.RunUntil(Start.AddSeconds(40));
        Assert.Null(ReceiveOne());
        Assert.Equal((1, 0, 0), Counts(dead));
        World.RunUntil(Start.AddSeconds(100).AddMilliseconds(-1));
        Assert.Equal((1, 0, 0), Counts(dead));
        World.RunUntil(Start.AddSeconds(100));
        Assert.Equal((0, 0, 0), Counts(dead));
    }

    [Fact]
    public void Ten_thousand_old_messages_and_one_go_in_one_moment()
    {
        Set("MessageRetentionPeriod", "60");
        SendMany(1_001);
        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal((0, 0, 0), Counts());
        Assert.All(World.Queues, queue => Assert.Null(queue.NextDue(World.Now)));
    }

    [Fact]
    public void What_the_journal_has_no_room_for_expires_when_it_has()
    {
        Set("MessageRetentionPeriod", "60");
        Send("old");
        World.Skip(TimeSpan.FromSeconds(60));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var expired = Assert.IsType<MessagesExpired>(Assert.Single(World.DueWithoutRoom(ArnOf("orders"))));
            Assert.Equal([1], expired.Numbers);
            Assert.Equal(Start.AddSeconds(60), Orders.NextDue(World.Now));
        }

        World.RunFor(TimeSpan.Zero);
        Assert.Equal((0, 0, 0), Counts());
        AssertSurvivesRestart();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void The_next_message_to_expire_is_known_also_after_a_restart(bool? fromCheckpoint)
    {
        Set("MessageRetentionPeriod", "60");
        for (var second = 0; second < 5; second++)
        {
            Send($"{second}");
            World.RunFor(TimeSpan.FromSeconds(1));
        }

        Ok(Sqs.DeleteMessage(Url, Receive(1)[0].ReceiptHandle));
        World.RunUntil(Start.AddSeconds(61));
        if (fromCheckpoint is { } which)
        {
            World.Restart(which);
            World.RunFor(TimeSpan.Zero);
        }

        Assert.Equal(Start.AddSeconds(62), Orders.NextDue(World.Now));
        World.RunUntil(Start.AddSeconds(62));
        Assert.Equal((2, 0, 0), Counts());
        Assert.Equal(Start.AddSeconds(63), Orders.NextDue(World.Now));
    }

    [Fact]
    public void A_message_that_is_leaving_does_not_expire_and_nothing_is_due_for_it()
    {
        CreateQueue("dead");
        Set("MessageRetentionPeriod", "60");
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        Receive(visibilitySeconds: 0);
        World.HoldCalls();
        Assert.Empty(Receive());
        World.RunUntil(Start.AddSeconds(10));
        Send("younger");

        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal(Start.AddSeconds(70), Orders.NextDue(World.Now));
        World.Restart(fromCheckpoint: true);
        Assert.Equal(Start.AddSeconds(70), Orders.NextDue(World.Now));
    }

    [Fact]
    public void A_message_that_comes_back_too_old_expires_then()
    {
        var dead = CreateQueue("dead");
        Set("MessageRetentionPeriod", "60");
        Set("VisibilityTimeout", "5");
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        Receive(visibilitySeconds: 0);
        World.HoldCalls();
        Assert.Empty(Receive());
        Ok(Sqs.DeleteQueue(dead));
        World.RunUntil(Start.AddSeconds(70));
        Assert.Null(Orders.NextDue(World.Now));

        World.MakeCalls();
        World.RunFor(TimeSpan.Zero);
        Assert.Equal((0, 0, 0), Counts());
        AssertSurvivesRestart();
    }

    [Fact]
    public void More_leaving_messages_than_a_turn_forgets_do_not_keep_others_from_expiring()
    {
        CreateQueue("dead");
        Set("MessageRetentionPeriod", "60");
        Set("RedrivePolicy", Redrive("dead", 1));
        SendMany(1_001);
        while (Receive(10, visibilitySeconds: 1).Count > 0)
        {
            Assert.True(World.FactCount < 20_000);
        }

        World.RunUntil(Start.AddSeconds(1));
        World.HoldCalls();
        while (Counts().Visible > 0)
        {
            Assert.Empty(Receive(10));
        }

        Send("younger");
        World.RunUntil(Start.AddSeconds(61));
        Assert.Equal((0, 0, 0), Counts());
    }

    private Queue Orders => World.Queues.Single(queue => queue.Name == "orders");

    private void SendMany(int batches)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            Ok(Sqs.SendMessageBatch(Url, [.. Enumerable.Range(0, 10).Select(Entry)]));
        }

        static Api.Sqs.SendMessageBatchRequestEntry Entry(int id) => new() { Id = $"{id}", MessageBody = "x" };
    }
}
