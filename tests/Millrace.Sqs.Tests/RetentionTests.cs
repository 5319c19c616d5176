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
        for (var batch = 0; batch < 1001; batch++)
        {
            Ok(Sqs.SendMessageBatch(Url, [.. Enumerable.Range(0, 10).Select(id => Entry(id))]));
        }

        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal((0, 0, 0), Counts());
        Assert.All(World.Queues, queue => Assert.Null(queue.NextDue(World.Now)));

        static Api.Sqs.SendMessageBatchRequestEntry Entry(int id) => new() { Id = $"{id}", MessageBody = "x" };
    }
}
