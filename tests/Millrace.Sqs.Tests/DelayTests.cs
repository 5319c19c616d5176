namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Delay", and 2b, "DelaySeconds 0 (0 to 900)".</summary>
public sealed class DelayTests : SqsTest
{
    [Fact]
    public void A_delayed_message_is_not_there_before_its_time()
    {
        Send("later", delaySeconds: 900);
        Assert.Equal((0, 0, 1), Counts());
        World.RunUntil(Start.AddSeconds(899.999));
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(900));
        Assert.Equal((1, 0, 0), Counts());
        Assert.Equal("later", ReceiveOne()?.Body.ToString());
    }

    [Fact]
    public void The_queues_delay_holds_for_messages_without_one_of_their_own()
    {
        Set("DelaySeconds", "10");
        Send("queue");
        Send("own", delaySeconds: 0);
        Assert.Equal("own", ReceiveOne()?.Body.ToString());
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(10));
        Assert.Equal("queue", ReceiveOne()?.Body.ToString());
    }

    /// <summary>2c: a queue's new delay is not retroactive on standard queues.</summary>
    [Fact]
    public void A_new_delay_of_the_queue_leaves_messages_already_sent_alone()
    {
        Set("DelaySeconds", "10");
        Send("ten");
        Set("DelaySeconds", "0");
        Assert.Null(ReceiveOne());
        Set("DelaySeconds", "100");
        World.RunUntil(Start.AddSeconds(10));
        Assert.Equal("ten", ReceiveOne()?.Body.ToString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(901)]
    public void A_delay_out_of_range_is_refused(int seconds)
    {
        var error = Refused(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = "x",
                    DelaySeconds = seconds,
                }
            ),
            "InvalidParameterValueException"
        );
        Assert.StartsWith($"Value {seconds} for parameter DelaySeconds is invalid.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_entry_of_a_batch_has_its_own_delay()
    {
        Ok(
            Sqs.SendMessageBatch(
                Url,
                [
                    new()
                    {
                        Id = "a",
                        MessageBody = "a",
                        DelaySeconds = 2,
                    },
                    new()
                    {
                        Id = "b",
                        MessageBody = "b",
                        DelaySeconds = 1,
                    },
                    new() { Id = "c", MessageBody = "c" },
                ]
            )
        );
        Assert.Equal((1, 0, 2), Counts());
        World.RunUntil(Start.AddSeconds(1));
        Assert.Equal(["b", "c"], Receive(10).Select(message => message.Body.ToString()));
    }

    /// <summary>A delayed message is nobody's: it is not in flight and has no receive count.</summary>
    [Fact]
    public void A_delay_is_not_a_receive()
    {
        Send("later", delaySeconds: 5);
        World.RunUntil(Start.AddSeconds(5));
        Assert.Equal("1", ReceiveOne()?.Attributes!["ApproximateReceiveCount"]);
    }
}
