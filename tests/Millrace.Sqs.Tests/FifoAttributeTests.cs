using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b: what makes a queue FIFO, its attributes, and what it demands of a send.</summary>
public sealed class FifoAttributeTests : FifoTest
{
    private const string NameText =
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, "
        + "must end with .fifo suffix and be 1 to 80 in length.";

    [Fact]
    public void A_new_fifo_queue_shows_its_defaults()
    {
        var shown = Ok(Sqs.GetQueueAttributes(Fifo, ["All"])).Attributes!;
        Assert.Equal(
            ("true", "false", "queue", "perQueue"),
            (shown["FifoQueue"], shown["ContentBasedDeduplication"], shown["DeduplicationScope"], shown["FifoThroughputLimit"])
        );
    }

    [Theory]
    [InlineData("FifoQueue")]
    [InlineData("ContentBasedDeduplication")]
    [InlineData("DeduplicationScope")]
    [InlineData("FifoThroughputLimit")]
    public void A_standard_queue_shows_none_of_them(string name) => Assert.Null(Attribute(name));

    /// <summary>2b: names of at most 80 including <c>.fifo</c>.</summary>
    [Fact]
    public void The_suffix_counts_in_the_eighty_characters_of_a_name()
    {
        CreateFifo(new string('a', 75) + ".fifo");
        RefusedName(new string('a', 76) + ".fifo");
    }

    [Theory]
    [InlineData("orders")]
    [InlineData(".fifo")]
    [InlineData("a.b.fifo")]
    [InlineData("orders.FIFO")]
    [InlineData("orders.fifo.")]
    public void The_name_of_a_fifo_queue_has_a_form(string name) => RefusedName(name);

    [Fact]
    public void A_name_with_the_suffix_is_for_fifo_queues_only()
    {
        Refused(
            Sqs.CreateQueue(new() { QueueName = "other.fifo" }),
            "InvalidParameterValueException",
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
        );
        Refused(
            Sqs.CreateQueue(new() { QueueName = "other.fifo", Attributes = Map(("FifoQueue", "false")) }),
            "InvalidParameterValueException"
        );
    }

    [Fact]
    public void Creating_a_fifo_queue_again_answers_with_it_or_names_the_difference()
    {
        Assert.Equal(Fifo, CreateFifo("orders.fifo", ("ContentBasedDeduplication", "false"), ("DeduplicationScope", "queue")));
        Refused(
            Sqs.CreateQueue(
                new()
                {
                    QueueName = "orders.fifo",
                    Attributes = Map(("FifoQueue", "true"), ("ContentBasedDeduplication", "true")),
                }
            ),
            "QueueNameExists",
            "A queue already exists with the same name and a different value for attribute ContentBasedDeduplication"
        );
    }

    /// <summary>2b: FifoQueue=false on a FIFO queue is an InvalidAttributeValue.</summary>
    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public void A_fifo_queue_stays_one(string value)
    {
        Refused(
            Sqs.SetQueueAttributes(Fifo, Map(("FifoQueue", value))),
            "InvalidAttributeValue",
            "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported."
        );
        Set("FifoQueue", "true", Fifo);
        Assert.Equal("true", Attribute("FifoQueue", Fifo));
    }

    [Theory]
    [InlineData("ContentBasedDeduplication", "maybe")]
    [InlineData("DeduplicationScope", "group")]
    [InlineData("DeduplicationScope", "")]
    [InlineData("FifoThroughputLimit", "none")]
    public void A_value_that_a_fifo_attribute_does_not_know_is_refused(string name, string value) =>
        Refused(
            Sqs.SetQueueAttributes(Fifo, Map((name, value))),
            "InvalidAttributeValue",
            $"Invalid value for the parameter {name}."
        );

    /// <summary>2c: perMessageGroupId needs messageGroup scope.</summary>
    [Fact]
    public void The_throughput_of_single_groups_needs_deduplication_by_group()
    {
        const string Text = "Invalid value for the parameter FifoThroughputLimit.";
        Refused(Sqs.SetQueueAttributes(Fifo, Map(("FifoThroughputLimit", "perMessageGroupId"))), "InvalidAttributeValue", Text);
        Ok(
            Sqs.SetQueueAttributes(
                Fifo,
                Map(("FifoThroughputLimit", "perMessageGroupId"), ("DeduplicationScope", "messageGroup"))
            )
        );
        Refused(Sqs.SetQueueAttributes(Fifo, Map(("DeduplicationScope", "queue"))), "InvalidAttributeValue", Text);
        Ok(Sqs.SetQueueAttributes(Fifo, Map(("FifoThroughputLimit", "perQueue"), ("DeduplicationScope", "queue"))));
        CreateFifo("fast.fifo", ("FifoThroughputLimit", "perMessageGroupId"), ("DeduplicationScope", "messageGroup"));
    }

    /// <summary>2b: single send without group is a MissingParameter.</summary>
    [Fact]
    public void A_send_without_a_group_or_anything_to_deduplicate_by_is_refused()
    {
        Refused(
            Sqs.SendMessage(MessageTo(null, "x", "id")),
            "MissingRequiredParameterException",
            "The request must contain the parameter MessageGroupId."
        );
        Refused(
            Sqs.SendMessage(MessageTo("a", "x", null)),
            "InvalidParameterValueException",
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
        );
        Refused(Sqs.SendMessage(MessageTo("a", "x", "")), "InvalidParameterValueException");
        Refused(Sqs.SendMessage(MessageTo("a b", "x", "id")), "InvalidParameterValueException");
        Refused(Sqs.SendMessage(MessageTo(new string('a', 129), "x", "id")), "InvalidParameterValueException");
        SendTo(new string('a', 128), "x", new string('b', 128));
        Assert.Equal((1, 0, 0), Counts(Fifo));
    }

    /// <summary>2b: FIFO entry without group or dedup id fails the whole batch with InvalidParameterValue.</summary>
    [Theory]
    [InlineData(null, "id2", "The request must contain the parameter MessageGroupId.")]
    [InlineData(
        "a",
        null,
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
    )]
    public void An_entry_without_them_refuses_the_whole_batch(string? group, string? id, string text)
    {
        List<SendMessageBatchRequestEntry> entries =
        [
            new()
            {
                Id = "good",
                MessageBody = "x",
                MessageGroupId = "a",
                MessageDeduplicationId = "id",
            },
            new()
            {
                Id = "bad",
                MessageBody = "x",
                MessageGroupId = group,
                MessageDeduplicationId = id,
            },
        ];
        Refused(Sqs.SendMessageBatch(Fifo, entries), "InvalidParameterValueException", text);
        Assert.Equal((0, 0, 0), Counts(Fifo));
        AssertSurvivesRestart();
    }

    /// <summary>2c: FIFO per-message value must be absent or 0 (then the queue's applies).</summary>
    [Fact]
    public void A_message_has_no_delay_of_its_own()
    {
        Set("DelaySeconds", "10", Fifo);
        var request = MessageTo("a", "x", "id");
        request.DelaySeconds = 1;
        Refused(
            Sqs.SendMessage(request),
            "InvalidParameterValueException",
            "Value 1 for parameter DelaySeconds is invalid. "
                + "Reason: The request include parameter that is not valid for this queue type."
        );
        request.DelaySeconds = 0;
        Ok(Sqs.SendMessage(request));
        Assert.Equal((0, 0, 1), Counts(Fifo));
        World.RunUntil(Start.AddSeconds(9.999));
        Assert.Empty(Take());
        World.RunUntil(Start.AddSeconds(10));
        Assert.Equal(["x"], Take());
    }

    /// <summary>2c: queue change retroactive on FIFO.</summary>
    [Fact]
    public void A_new_delay_of_the_queue_counts_for_messages_already_sent()
    {
        SendTo("a", "1");
        SendTo("b", "2");
        Take(1, visibilitySeconds: 5);
        Set("DelaySeconds", "60", Fifo);
        Assert.Equal((0, 1, 1), Counts(Fifo));
        World.RunUntil(Start.AddSeconds(5));
        Assert.Equal(["1"], Take(visibilitySeconds: 0));
        AssertSurvivesRestart();
        World.RunUntil(Start.AddSeconds(59.999));
        Assert.Equal(["1"], Take(visibilitySeconds: 0));
        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal(["1", "2"], Take());
    }

    [Fact]
    public void A_shorter_delay_shows_what_was_delayed_longer()
    {
        Set("DelaySeconds", "60", Fifo);
        SendTo("a", "1");
        SendTo("a", "2");
        World.RunUntil(Start.AddSeconds(20));
        Set("DelaySeconds", "30", Fifo);
        Assert.Equal((0, 0, 2), Counts(Fifo));
        AssertSurvivesRestart();
        Set("DelaySeconds", "20", Fifo);
        Assert.Equal((2, 0, 0), Counts(Fifo));
        AssertSurvivesRestart();
        Assert.Equal(["1", "2"], Take());
    }

    private void RefusedName(string name) =>
        Refused(
            Sqs.CreateQueue(new() { QueueName = name, Attributes = Map(("FifoQueue", "true")) }),
            "InvalidParameterValueException",
            NameText
        );
}
