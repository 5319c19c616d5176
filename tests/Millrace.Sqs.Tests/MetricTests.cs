using Millrace.Api.Sqs;
using Millrace.Sqs.Metrics;

namespace Millrace.Sqs.Tests;

/// <summary>
/// The metrics of a queue in CloudWatch's words, minute by minute (Developer Guide, "Available CloudWatch metrics for Amazon SQS";
/// facts 2c, "Metrics").
/// </summary>
public sealed class MetricTests : SqsTest
{
    [Fact]
    public void A_minute_has_what_was_sent_received_and_deleted_in_it()
    {
        Send("four");
        Send("seventeen letters");
        Ok(
            Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = Url,
                    MessageBody = "x",
                    MessageAttributes = new()
                    {
                        ["a"] = new() { DataType = "String", StringValue = "v" },
                    },
                }
            )
        );
        World.RunUntil(Start.AddSeconds(59.999));
        var received = Receive(2);
        Assert.Empty(Receive(1, queueUrl: CreateQueue("empty")));
        World.RunUntil(Start.AddSeconds(60));
        Ok(Sqs.DeleteMessage(Url, received[0].ReceiptHandle));
        Ok(Sqs.DeleteMessage(Url, received[0].ReceiptHandle));
        World.RunUntil(Start.AddSeconds(120));

        var minutes = Sqs.Minutes(ArnOf("orders"));

        Assert.Equal([Start, Start.AddMinutes(1)], minutes.Select(minute => minute.Start));
        var first = Values(minutes[0]);
        Assert.Equal(
            (3, 2, 0, 0),
            (
                first["NumberOfMessagesSent"],
                first["NumberOfMessagesReceived"],
                first["NumberOfMessagesDeleted"],
                first["NumberOfEmptyReceives"]
            )
        );
        Assert.Equal((1, 2, 0), Standing(minutes[0]));

        // A deletion that succeeds counts, also when the message is gone already.
        var second = Values(minutes[1]);
        Assert.Equal(
            (0, 0, 2),
            (second["NumberOfMessagesSent"], second["NumberOfMessagesReceived"], second["NumberOfMessagesDeleted"])
        );
        Assert.Equal((2, 0, 0), Standing(minutes[1]));

        var size = minutes[0].Statistics().Single(metric => metric.Name == "SentMessageSize");
        Assert.Equal(new MetricStatistic("SentMessageSize", "Bytes", 4 + 17 + 9, 4, 17, 3), size);
        Assert.DoesNotContain("SentMessageSize", second.Keys);
    }

    [Fact]
    public void A_receive_that_gets_nothing_is_counted_once_and_when_it_ends()
    {
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunUntil(Start.AddSeconds(20));
        Assert.Null(Ok(poll.Answer!.Value).Messages);
        World.RunUntil(Start.AddSeconds(70));
        Assert.Empty(Receive());
        World.RunUntil(Start.AddSeconds(130));

        Assert.Equal([1, 1], Sqs.Minutes(ArnOf("orders")).Select(minute => minute.Counts.EmptyReceives));
    }

    [Fact]
    public void What_is_refused_is_not_counted()
    {
        Refused(Sqs.SendMessage(new() { QueueUrl = Url, MessageBody = "\u0001" }), "InvalidMessageContents");
        Refused(Sqs.DeleteMessage(Url, "garbage"), "ReceiptHandleIsInvalid");
        Refused(Sqs.ReceiveMessage(new() { QueueUrl = Url, MaxNumberOfMessages = 11 }), "InvalidParameterValueException");

        Assert.Equal(default, Reading().Total);
    }

    [Fact]
    public void Batches_count_their_entries()
    {
        Ok(
            Sqs.SendMessageBatch(
                Url,
                [
                    new() { Id = "1", MessageBody = "one" },
                    new() { Id = "2", MessageBody = "\u0001" },
                    new() { Id = "3", MessageBody = "three" },
                ]
            )
        );
        var received = Receive(10);
        Ok(
            Sqs.DeleteMessageBatch(
                Url,
                [new() { Id = "1", ReceiptHandle = received[0].ReceiptHandle }, new() { Id = "2", ReceiptHandle = "garbage" }]
            )
        );

        var total = Reading().Total;
        Assert.Equal((2, 8, 2, 1), (total.Sent, total.SentBytes, total.Received, total.Deleted));
        Assert.Equal((3, 5), (total.SentBytesMin, total.SentBytesMax));
    }

    [Fact]
    public void Sends_that_a_fifo_queue_knows_are_counted_apart()
    {
        var fifo = CreateQueue("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        for (var index = 0; index < 3; index++)
        {
            Ok(
                Sqs.SendMessage(
                    new()
                    {
                        QueueUrl = fifo,
                        MessageBody = "same",
                        MessageGroupId = "g",
                    }
                )
            );
        }

        Ok(
            Sqs.SendMessageBatch(
                fifo,
                [
                    new()
                    {
                        Id = "1",
                        MessageBody = "same",
                        MessageGroupId = "g",
                    },
                    new()
                    {
                        Id = "2",
                        MessageBody = "other",
                        MessageGroupId = "g",
                    },
                ]
            )
        );
        World.RunUntil(Start.AddMinutes(1));

        var minute = Values(Assert.Single(Sqs.Minutes(ArnOf("orders.fifo"))));
        Assert.Equal((2, 3), (minute["NumberOfMessagesSent"], minute["NumberOfDeduplicatedSentMessages"]));
        Assert.DoesNotContain("NumberOfDeduplicatedSentMessages", Values(Sqs.Minutes(ArnOf("orders"))[0]).Keys);
    }

    [Fact]
    public void A_queue_stands_at_the_end_of_each_minute_as_it_did_then_whenever_that_is_looked_at()
    {
        Send("delayed", delaySeconds: 90);
        Send("held");
        ReceiveOne(visibilitySeconds: 150);
        World.Skip(TimeSpan.FromMinutes(4));

        var minutes = Sqs.Minutes(ArnOf("orders"));

        Assert.Equal([(0, 1, 1), (1, 1, 0), (2, 0, 0), (2, 0, 0)], minutes.Select(Standing));
        Assert.Equal([60, 120, 180, 240], minutes.Select(Age));
    }

    [Fact]
    public void The_age_is_that_of_the_oldest_message_that_is_left()
    {
        Send("first");
        World.RunUntil(Start.AddSeconds(20));
        Send("second");
        World.RunUntil(Start.AddSeconds(60));
        Ok(Sqs.DeleteMessage(Url, ReceiveOne()!.ReceiptHandle));
        World.RunUntil(Start.AddSeconds(120));
        Ok(Sqs.DeleteMessage(Url, ReceiveOne()!.ReceiptHandle));
        World.RunUntil(Start.AddSeconds(180));

        Assert.Equal([60, 100, null], Sqs.Minutes(ArnOf("orders")).Select(Age));
    }

    [Fact]
    public void A_message_received_three_times_and_still_there_is_left_out_of_the_age_on_a_standard_queue()
    {
        Send("poison");
        World.RunUntil(Start.AddSeconds(10));
        Send("next");
        for (var receive = 0; receive < 2; receive++)
        {
            Assert.Equal("poison", ReceiveOne(visibilitySeconds: 0)!.Body.ToString());
        }

        Assert.Equal(10, Reading().Now.OldestSeconds);
        ReceiveOne(visibilitySeconds: 0);
        Assert.Equal(0, Reading().Now.OldestSeconds);

        var fifo = CreateQueue("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = fifo,
                    MessageBody = "blocks",
                    MessageGroupId = "g",
                }
            )
        );
        for (var receive = 0; receive < 5; receive++)
        {
            Assert.NotNull(ReceiveOne(visibilitySeconds: 0, fifo));
        }

        World.RunUntil(Start.AddSeconds(40));
        Assert.Equal(30, Reading("orders.fifo").Now.OldestSeconds);
    }

    /// <summary>
    /// Developer Guide, "Setting-up dead-letter queue retention": the message expires by its first send, the metric tells the move.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_a_dead_letter_queue_the_age_counts_from_the_arrival_and_receives_from_there(bool fromCheckpoint)
    {
        CreateQueue("dead");
        Set("RedrivePolicy", Redrive("dead", 4));
        Send("poison");
        for (var receive = 0; receive < 4; receive++)
        {
            World.RunFor(TimeSpan.FromSeconds(10));
            ReceiveOne(visibilitySeconds: 0);
        }

        Assert.Null(ReceiveOne());
        Assert.Null(Reading().Now.OldestSeconds);
        World.RunUntil(Start.AddSeconds(100));
        World.Restart(fromCheckpoint);
        Assert.Equal(60, Reading("dead").Now.OldestSeconds);

        for (var receive = 0; receive < 2; receive++)
        {
            Assert.NotNull(ReceiveOne(visibilitySeconds: 0, BaseUrl + "/000000000000/dead"));
        }

        Assert.Equal(60, Reading("dead").Now.OldestSeconds);
        ReceiveOne(visibilitySeconds: 0, BaseUrl + "/000000000000/dead");
        Assert.Null(Reading("dead").Now.OldestSeconds);
    }

    [Fact]
    public void A_dead_or_moved_message_is_not_sent_again()
    {
        var dead = CreateQueue("dead");
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        ReceiveOne(visibilitySeconds: 0);
        Assert.Null(ReceiveOne());
        Assert.Equal(1, Counts(dead).Visible);
        Assert.Equal(0, Reading("dead").Total.Sent);

        World.RunFor(TimeSpan.FromSeconds(30));
        Ok(Sqs.StartMessageMoveTask(new() { SourceArn = ArnOf("dead") }));
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 30), (Reading().Total.Sent, Reading().Now.OldestSeconds));
    }

    [Fact]
    public void A_message_whose_dead_letter_queue_would_not_have_it_counts_again()
    {
        CreateQueue("dead");
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("back");
        ReceiveOne(visibilitySeconds: 0);
        Ok(Sqs.DeleteQueue(BaseUrl + "/000000000000/dead"));
        World.HoldCalls();
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(10));
        Assert.Null(Reading().Now.OldestSeconds);
        World.MakeCalls();
        Assert.Equal(10, Reading().Now.OldestSeconds);
    }

    [Fact]
    public void A_queue_without_messages_is_active_for_six_hours_after_it_was_used_and_one_with_messages_always()
    {
        Assert.Empty(Receive());
        CreateQueue("full");
        Send("stays", queueUrl: BaseUrl + "/000000000000/full");
        World.RunUntil(Start.AddHours(6));
        Assert.Equal(Start.AddHours(6).AddMinutes(-1), Sqs.Minutes(ArnOf("orders"))[^1].Start);
        World.RunUntil(Start.AddHours(6).AddMinutes(10));
        Assert.Equal(Start.AddHours(6).AddMinutes(-1), Sqs.Minutes(ArnOf("orders"))[^1].Start);
        World.RunUntil(Start.AddHours(8));
        Assert.Empty(Sqs.Minutes(ArnOf("orders")));
        Assert.Equal(60, Sqs.Minutes(ArnOf("full")).Count);
        Assert.Empty(Receive());
        World.RunUntil(Start.AddHours(8).AddMinutes(2));
        Assert.Equal([1, 0], Sqs.Minutes(ArnOf("orders")).Select(minute => minute.Counts.EmptyReceives));
    }

    [Fact]
    public void An_hour_of_minutes_is_kept_and_the_totals_of_all()
    {
        for (var minute = 0; minute < 100; minute++)
        {
            Send("x");
            World.RunFor(TimeSpan.FromMinutes(1));
        }

        var minutes = Sqs.Minutes(ArnOf("orders"));

        Assert.Equal(60, minutes.Count);
        Assert.Equal(Start.AddMinutes(40), minutes[0].Start);
        Assert.Equal(minutes.Select(minute => minute.Start).Order(), minutes.Select(minute => minute.Start));
        Assert.All(minutes, minute => Assert.Equal(1, minute.Counts.Sent));
        Assert.Equal(100, Reading().Total.Sent);
    }

    [Fact]
    public void What_was_counted_before_a_long_silence_belongs_to_its_own_minute_and_to_the_total()
    {
        Send("x");
        World.Skip(TimeSpan.FromMinutes(59));
        Assert.Equal((59, 1), (Sqs.Minutes(ArnOf("orders")).Count, Sqs.Minutes(ArnOf("orders"))[0].Counts.Sent));
        Send("y");
        World.Skip(TimeSpan.FromHours(5));

        var minutes = Sqs.Minutes(ArnOf("orders"));

        Assert.Equal((60, 0), (minutes.Count, minutes.Sum(minute => minute.Counts.Sent)));
        Assert.Equal((2, 2), (Reading().Total.Sent, minutes[0].Gauges.Visible));
    }

    [Fact]
    public void A_queue_is_observed_from_its_creation_on()
    {
        World.Skip(TimeSpan.FromMinutes(3));
        var minutes = Sqs.Minutes(ArnOf("orders"));
        Assert.Equal([Start, Start.AddMinutes(1), Start.AddMinutes(2)], minutes.Select(minute => minute.Start));
        Assert.All(minutes, minute => Assert.Equal((0, 0, 0), Standing(minute)));
    }

    [Fact]
    public void Queues_are_measured_by_arn_as_many_as_are_asked_for()
    {
        CreateQueue("b");
        CreateQueue("a");
        Ok(Sqs.DeleteQueue(BaseUrl + "/000000000000/b"));
        var readings = Ok(Sqs.Measure(1));
        Assert.Equal((ArnOf("a"), 1), (Assert.Single(readings.Queues).Arn, readings.Left));
    }

    [Fact]
    public void A_queue_that_was_deleted_and_created_again_begins_anew()
    {
        Send("x");
        Ok(Sqs.DeleteQueue(Url));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateQueue("orders");
        Assert.Equal(default, Reading().Total);
        Assert.Null(Reading().Now.OldestSeconds);
    }

    private Aids.QueueReading Reading(string name = "orders") =>
        Ok(Sqs.Measure()).Queues.Single(reading => reading.Arn == ArnOf(name));

    private static Dictionary<string, double> Values(QueueDataPoint minute) =>
        minute.Statistics().ToDictionary(metric => metric.Name, metric => metric.Sum, StringComparer.Ordinal);

    private static (int Visible, int NotVisible, int Delayed) Standing(QueueDataPoint minute) =>
        (minute.Gauges.Visible, minute.Gauges.NotVisible, minute.Gauges.Delayed);

    private static int? Age(QueueDataPoint minute) => minute.Gauges.OldestSeconds;
}
