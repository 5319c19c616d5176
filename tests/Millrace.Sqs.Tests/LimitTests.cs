using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Each limit that can be set does what its name says, and says in its refusal what it was set to (issue 3, "Limits").</summary>
public sealed class LimitTests
{
    [Fact]
    public void Without_a_word_the_limits_are_those_of_AWS()
    {
        var limits = new SqsLimits();

        Assert.Equal(
            (120_000, 60, 60, 300),
            (limits.InFlightMax, limits.PurgeIntervalSeconds, limits.RecreateIntervalSeconds, limits.DeduplicationSeconds)
        );
        Assert.Equal(
            (1_048_576, 1_048_576, 10, 10, 10),
            (
                limits.MessageBytesMax,
                limits.BatchBytesMax,
                limits.BatchEntriesMax,
                limits.MessageAttributesMax,
                limits.ReceiveMessagesMax
            )
        );
        Assert.Equal(
            (43_200, 900, 20, 60, 1_209_600, 500),
            (
                limits.VisibilityTimeoutSecondsMax,
                limits.DelaySecondsMax,
                limits.WaitTimeSecondsMax,
                limits.RetentionSecondsMin,
                limits.RetentionSecondsMax,
                limits.MovesPerSecondMax
            )
        );
        Assert.True(limits.XmlCharactersOnly);
        Assert.Null(limits.FirstOutOfRange());
    }

    [Fact]
    public void Fewer_messages_in_flight_are_refused_sooner_on_a_standard_queue_and_in_silence_on_a_fifo_queue()
    {
        var test = new Limited(new() { InFlightMax = 2 });
        test.SendBatch("a", "b", "c");
        Assert.Equal(2, test.Take(2).Count);
        Assert.Contains("2 messages", test.TakeRefused("OverLimit").Message, StringComparison.Ordinal);

        test.SendInOrder("a", "b", "c");
        Assert.Equal(2, test.Take(10, Limited.FifoUrl).Count);
        Assert.Empty(test.Take(10, Limited.FifoUrl));
    }

    /// <summary>SQS API Reference, ReceiveMessage: OverLimit once the maximum is reached, not before.</summary>
    [Fact]
    public void A_receive_that_asks_for_more_than_may_be_in_flight_gets_what_may_be()
    {
        var test = new Limited(new() { InFlightMax = 2 });
        Assert.Empty(test.Take(10));
        test.SendBatch("a", "b", "c");
        Assert.Equal(2, test.Take(10).Count);
        test.TakeRefused("OverLimit");
    }

    [Fact]
    public void With_all_in_flight_that_may_be_and_nothing_visible_a_receive_is_empty()
    {
        var test = new Limited(new() { InFlightMax = 2 });
        test.SendBatch("a", "b");
        Assert.Equal(2, test.Take(10).Count);
        Assert.Empty(test.Take(10));
    }

    [Fact]
    public void A_queue_can_be_purged_again_at_once()
    {
        var test = new Limited(new() { PurgeIntervalSeconds = 0 });
        Assert.Null(test.Client.PurgeQueue(Limited.QueueUrl).Error);
        Assert.Null(test.Client.PurgeQueue(Limited.QueueUrl).Error);
    }

    [Fact]
    public void A_name_can_be_used_again_at_once()
    {
        var test = new Limited(new() { RecreateIntervalSeconds = 0 });
        Assert.Null(test.Client.DeleteQueue(Limited.QueueUrl).Error);
        test.Create("orders");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 9_999)]
    public void A_shorter_window_takes_the_same_message_again_sooner(int seconds, int duplicateMilliseconds)
    {
        var test = new Limited(new() { DeduplicationSeconds = seconds });
        test.SendInOrder("same");
        test.Run(TimeSpan.FromMilliseconds(duplicateMilliseconds));
        test.SendInOrder("same");
        Assert.Equal(seconds == 0 ? 2 : 1, test.Count(Limited.FifoUrl));
        test.Run(TimeSpan.FromMilliseconds(1));
        test.SendInOrder("same");
        Assert.Equal(seconds == 0 ? 3 : 2, test.Count(Limited.FifoUrl));
    }

    [Fact]
    public void Without_a_window_a_batch_takes_the_same_message_twice()
    {
        var test = new Limited(new() { DeduplicationSeconds = 0 });
        test.SendInOrder("same", "same");
        Assert.Equal(2, test.Count(Limited.FifoUrl));
    }

    [Fact]
    public void A_lower_message_size_is_the_default_of_every_queue_and_the_most_that_can_be_set()
    {
        var test = new Limited(new() { MessageBytesMax = 262_144 });
        Assert.Equal("262144", test.Attribute("MaximumMessageSize"));
        Assert.Null(test.Send(new string('x', 262_144)).Error);
        Assert.Contains("262144 bytes", test.Send(new string('x', 262_145)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("InvalidAttributeValue", test.Set("MaximumMessageSize", "262145")?.Shape);
        Assert.Null(test.Set("MaximumMessageSize", "262144"));
    }

    [Fact]
    public void A_smaller_batch_is_too_long_sooner()
    {
        var test = new Limited(new() { BatchBytesMax = 2_000 });
        Assert.Equal("BatchRequestTooLong", test.TrySendBatch(new string('x', 1_000), new string('x', 1_001))?.Shape);
        Assert.Null(test.TrySendBatch(new string('x', 1_000), new string('x', 1_000)));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(20, 21)]
    public void A_batch_may_have_fewer_or_more_entries(int most, int tooMany)
    {
        var test = new Limited(new() { BatchEntriesMax = most });
        Assert.Contains($"are {most}.", test.TrySendBatch(Bodies(tooMany))!.Message, StringComparison.Ordinal);
        Assert.Null(test.TrySendBatch(Bodies(most)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 21)]
    public void A_message_may_have_fewer_or_more_attributes(int most, int tooMany)
    {
        var test = new Limited(new() { MessageAttributesMax = most });
        Assert.Contains($"[{most}]", test.Send("x", tooMany).Error!.Message, StringComparison.Ordinal);
        Assert.Null(test.Send("x", most).Error);
    }

    [Fact]
    public void A_message_may_hold_any_character()
    {
        var test = new Limited(new() { XmlCharactersOnly = false });
        Assert.Null(test.Send("\u0001\uFFFF", attribute: "\u0002").Error);
        Assert.Equal("\u0001\uFFFF", test.Take(1)[0].Body.ToString());
    }

    [Fact]
    public void A_receive_may_ask_for_more_messages()
    {
        var test = new Limited(new() { ReceiveMessagesMax = 15 });
        test.SendBatch([.. Bodies(10)]);
        test.SendBatch([.. Bodies(10)]);
        Assert.Equal(15, test.Take(15).Count);
        Assert.Contains(
            "between 1 and 15",
            test.TakeRefused("InvalidParameterValueException", 16).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Times_have_the_ranges_they_are_given()
    {
        var test = new Limited(
            new()
            {
                VisibilityTimeoutSecondsMax = 50_000,
                DelaySecondsMax = 1_000,
                WaitTimeSecondsMax = 30,
                RetentionSecondsMin = 1,
                RetentionSecondsMax = 2_000_000,
            }
        );
        Assert.Null(test.Set("VisibilityTimeout", "50000"));
        Assert.NotNull(test.Set("VisibilityTimeout", "50001"));
        Assert.Null(test.Set("DelaySeconds", "1000"));
        Assert.NotNull(test.Set("DelaySeconds", "1001"));
        Assert.Null(test.Set("ReceiveMessageWaitTimeSeconds", "30"));
        Assert.NotNull(test.Set("ReceiveMessageWaitTimeSeconds", "31"));
        Assert.Null(test.Set("MessageRetentionPeriod", "2000000"));
        Assert.NotNull(test.Set("MessageRetentionPeriod", "2000001"));
        Assert.Null(test.Set("MessageRetentionPeriod", "1"));
        Assert.NotNull(test.Set("MessageRetentionPeriod", "0"));

        Assert.Null(test.Send("gone in a second", delaySeconds: 0).Error);
        Assert.NotNull(test.Send("x", delaySeconds: 1_001).Error);
        test.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(0, test.Count(Limited.QueueUrl));
    }

    [Theory]
    [InlineData(nameof(SqsLimits.InFlightMax), 0)]
    [InlineData(nameof(SqsLimits.PurgeIntervalSeconds), -1)]
    [InlineData(nameof(SqsLimits.RecreateIntervalSeconds), 3_601)]
    [InlineData(nameof(SqsLimits.DeduplicationSeconds), -1)]
    [InlineData(nameof(SqsLimits.MessageBytesMax), 1_048_577)]
    [InlineData(nameof(SqsLimits.BatchBytesMax), 0)]
    [InlineData(nameof(SqsLimits.BatchEntriesMax), 0)]
    [InlineData(nameof(SqsLimits.MessageAttributesMax), -1)]
    [InlineData(nameof(SqsLimits.ReceiveMessagesMax), 101)]
    [InlineData(nameof(SqsLimits.VisibilityTimeoutSecondsMax), 29)]
    [InlineData(nameof(SqsLimits.DelaySecondsMax), -1)]
    [InlineData(nameof(SqsLimits.WaitTimeSecondsMax), 3_601)]
    [InlineData(nameof(SqsLimits.RetentionSecondsMin), 0)]
    [InlineData(nameof(SqsLimits.RetentionSecondsMax), 2_592_001)]
    [InlineData(nameof(SqsLimits.MovesPerSecondMax), 0)]
    public void A_limit_has_a_range_itself(string name, int value)
    {
        var limits = new SqsLimits();
        typeof(SqsLimits).GetProperty(name)!.SetValue(limits, value);
        Assert.Equal(name, limits.FirstOutOfRange()?.Name);
    }

    [Fact]
    public void A_move_task_goes_at_the_highest_rate_unless_told_otherwise()
    {
        var test = new Limited(new() { MovesPerSecondMax = 50 });
        Assert.Contains("between 1 and 50", test.Move(51)!.Message, StringComparison.Ordinal);
        test.SendBatch(Bodies(10));
        Assert.Null(test.Move(null));
        test.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(4, test.Count(Limited.QueueUrl));
        test.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, test.Count(Limited.QueueUrl));
    }

    private static string[] Bodies(int count) => [.. Enumerable.Range(0, count).Select(index => $"{index}")];

    /// <summary>A world under other limits, with a standard queue and a FIFO queue.</summary>
    private sealed class Limited : SqsTest
    {
        public const string QueueUrl = Url;
        public const string FifoUrl = BaseUrl + "/000000000000/orders.fifo";

        public Limited(SqsLimits limits)
            : base(limits) => CreateQueue("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));

        public SqsClient Client => Sqs;

        public void Create(string name) => CreateQueue(name);

        public void Run(TimeSpan time) => World.RunFor(time);

        public new string? Attribute(string name, string queueUrl = Url) => base.Attribute(name, queueUrl);

        public Api.AwsError? Set(string name, string value) => Sqs.SetQueueAttributes(Url, Map((name, value))).Error;

        public int Count(string queueUrl) => Counts(queueUrl).Visible + Counts(queueUrl).InFlight;

        public Engine.Answer<SendMessageResult> Send(
            string body,
            int attributes = 0,
            int? delaySeconds = null,
            string? attribute = null
        )
        {
            var names = Enumerable.Range(0, attributes).Select(index => (Name: $"a{index}", Value: "v")).ToList();
            if (attribute is not null)
            {
                names.Add(("a", attribute));
            }

            return Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = Url,
                    MessageBody = body,
                    DelaySeconds = delaySeconds,
                    MessageAttributes = names.ToDictionary(
                        pair => pair.Name,
                        pair => new MessageAttributeValue { DataType = "String", StringValue = pair.Value }
                    ),
                }
            );
        }

        public void SendBatch(params string[] bodies) => Assert.Null(TrySendBatch(bodies));

        public Api.AwsError? TrySendBatch(params string[] bodies) =>
            Sqs.SendMessageBatch(
                Url,
                [.. bodies.Select((body, index) => new SendMessageBatchRequestEntry { Id = $"{index}", MessageBody = body })]
            ).Error;

        public void SendInOrder(params string[] bodies) =>
            Ok(
                Sqs.SendMessageBatch(
                    FifoUrl,
                    [
                        .. bodies.Select(
                            (body, index) =>
                                new SendMessageBatchRequestEntry
                                {
                                    Id = $"{index}",
                                    MessageBody = body,
                                    MessageGroupId = "g",
                                }
                        ),
                    ]
                )
            );

        /// <summary>Moves what is in the queue to another one.</summary>
        public Api.AwsError? Move(int? perSecond)
        {
            CreateQueue("home", ("RedrivePolicy", Redrive("orders", 3)));
            return Sqs.StartMessageMoveTask(
                new StartMessageMoveTaskRequest
                {
                    SourceArn = ArnOf("orders"),
                    DestinationArn = ArnOf("home"),
                    MaxNumberOfMessagesPerSecond = perSecond,
                }
            ).Error;
        }

        public List<Message> Take(int most, string queueUrl = Url) => Receive(most, 600, queueUrl);

        public Api.AwsError TakeRefused(string shape, int most = 1) =>
            Refused(Sqs.ReceiveMessage(new ReceiveMessageRequest { QueueUrl = Url, MaxNumberOfMessages = most }), shape);
    }
}
