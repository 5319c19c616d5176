using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>What a receive hands out, in which order, and what it tells of a message.</summary>
public sealed class ReceiveTests : SqsTest
{
    [Fact]
    public void Messages_come_in_the_order_of_their_sends()
    {
        for (var index = 0; index < 25; index++)
        {
            Send($"{index}");
        }

        var bodies = new[] { 10, 10, 10 }.SelectMany(most => Receive(most)).Select(message => message.Body.ToString());
        Assert.Equal(Enumerable.Range(0, 25).Select(index => $"{index}"), bodies);
    }

    [Fact]
    public void A_message_that_came_back_goes_before_younger_ones()
    {
        Send("first");
        Send("second");
        ReceiveOne(visibilitySeconds: 1);
        World.RunUntil(Start.AddSeconds(1));
        Assert.Equal(["first", "second"], Receive(10).Select(message => message.Body.ToString()));
    }

    [Fact]
    public void Without_a_number_one_message_is_handed_out()
    {
        Send("a");
        Send("b");
        Assert.Single(Ok(Sqs.ReceiveMessage(new() { QueueUrl = Url })).Messages!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_number_of_messages_out_of_range_is_refused(int most) =>
        Refused(
            Sqs.ReceiveMessage(new() { QueueUrl = Url, MaxNumberOfMessages = most }),
            "InvalidParameterValueException",
            $"Value {most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
        );

    [Fact]
    public void An_empty_queue_answers_without_messages() =>
        Assert.Null(Ok(Sqs.ReceiveMessage(new() { QueueUrl = Url })).Messages);

    [Fact]
    public void Receives_are_counted_and_the_first_is_remembered()
    {
        Send("hello");
        World.RunUntil(Start.AddSeconds(5));
        var first = ReceiveOne(visibilitySeconds: 1)!.Attributes!;
        World.RunUntil(Start.AddSeconds(10));
        var second = ReceiveOne(visibilitySeconds: 1)!.Attributes!;

        Assert.Equal("1", first["ApproximateReceiveCount"]);
        Assert.Equal("2", second["ApproximateReceiveCount"]);
        var firstAt = $"{Start.AddSeconds(5).ToUnixTimeMilliseconds()}";
        Assert.Equal((firstAt, firstAt), (first[FirstReceived], second[FirstReceived]));
        Assert.Equal($"{Start.ToUnixTimeMilliseconds()}", second["SentTimestamp"]);
        Assert.Equal("000000000000", second["SenderId"]);
    }

    /// <summary>2c: in flight about 120,000 on a standard queue → OverLimit on receive.</summary>
    [Fact]
    public void More_than_120000_messages_in_flight_are_refused()
    {
        for (var batch = 0; batch <= 12_000; batch++)
        {
            Ok(
                Sqs.SendMessageBatch(
                    Url,
                    [
                        .. Enumerable
                            .Range(0, 10)
                            .Select(id => new SendMessageBatchRequestEntry { Id = $"{id}", MessageBody = "x" }),
                    ]
                )
            );
        }

        for (var receive = 0; receive < 12_000; receive++)
        {
            Assert.Equal(10, Ok(Sqs.ReceiveMessage(new() { QueueUrl = Url, MaxNumberOfMessages = 10 })).Messages!.Count);
        }

        var answer = Sqs.ReceiveMessage(new() { QueueUrl = Url });
        Assert.Equal((403, "OverLimit"), (Refused(answer, "OverLimit").QueryHttpStatus, answer.Error!.Code));
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void A_long_poll_waits_until_a_message_is_sent()
    {
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunUntil(Start.AddSeconds(19));
        Assert.Null(poll.Answer);
        Assert.Equal(Start.AddSeconds(20), poll.WaitsUntil);

        Send("at last");
        Assert.Equal("at last", Ok(poll.Answer!.Value).Messages!.Single().Body.ToString());
    }

    [Fact]
    public void A_long_poll_ends_empty_when_its_time_is_over()
    {
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunUntil(Start.AddSeconds(20));
        Assert.Null(Ok(poll.Answer!.Value).Messages);
    }

    [Fact]
    public void A_long_poll_gets_a_message_that_becomes_visible_meanwhile()
    {
        Send("delayed", delaySeconds: 3);
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunUntil(Start.AddSeconds(10));
        Assert.Equal("delayed", Ok(poll.Answer!.Value).Messages!.Single().Body.ToString());
        World.RunUntil(Start.AddSeconds(33));
        Assert.Equal((1, 0, 0), Counts());
    }

    [Fact]
    public void The_queues_wait_time_holds_for_receives_without_one()
    {
        Set("ReceiveMessageWaitTimeSeconds", "7");
        Assert.Equal(Start.AddSeconds(7), Sqs.Poll(new() { QueueUrl = Url }).WaitsUntil);
        Assert.Null(Ok(Sqs.ReceiveMessage(new() { QueueUrl = Url, WaitTimeSeconds = 0 })).Messages);
    }

    [Fact]
    public void One_message_wakes_the_poll_that_waited_longest()
    {
        var first = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        var second = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        Send("one");
        Assert.True(first.Answer.HasValue);
        Assert.Null(second.Answer);
    }

    [Fact]
    public void Deleting_the_queue_ends_a_long_poll_with_the_truth()
    {
        var poll = Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        Ok(Sqs.DeleteQueue(Url));
        Refused(poll.Answer!.Value, "QueueDoesNotExist");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    public void A_wait_out_of_range_is_refused(int seconds) =>
        Refused(
            Sqs.ReceiveMessage(new() { QueueUrl = Url, WaitTimeSeconds = seconds }),
            "InvalidParameterValueException",
            $"Value {seconds} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided."
        );

    /// <summary>Design, "ReceiveMessage": a client that has gone away gives its messages back.</summary>
    [Fact]
    public void Messages_of_an_answer_nobody_got_are_visible_again()
    {
        Send("a");
        Send("b");
        var request = new ReceiveMessageRequest { QueueUrl = Url, MaxNumberOfMessages = 10 };
        Sqs.Left(request, Ok(Sqs.ReceiveMessage(request)));
        Assert.Equal((2, 0, 0), Counts());
    }

    [Fact]
    public void A_late_return_does_not_take_a_message_from_who_received_it_since()
    {
        Send("a");
        var request = new ReceiveMessageRequest { QueueUrl = Url, VisibilityTimeout = 1 };
        var lost = Ok(Sqs.ReceiveMessage(request));
        World.RunUntil(Start.AddSeconds(1));
        Assert.NotNull(ReceiveOne());
        Sqs.Left(request, lost);
        Assert.Equal((0, 1, 0), Counts());
    }

    [Fact]
    public void A_receive_from_a_queue_that_is_not_there_is_refused() =>
        Refused(Sqs.ReceiveMessage(new() { QueueUrl = "nowhere" }), "QueueDoesNotExist", "The specified queue does not exist.");

    private const string FirstReceived = "ApproximateFirstReceiveTimestamp";
}
