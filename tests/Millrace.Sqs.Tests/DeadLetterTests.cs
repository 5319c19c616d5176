using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "DLQ".</summary>
public sealed class DeadLetterTests : SqsTest
{
    private readonly string _dead;

    public DeadLetterTests()
    {
        _dead = CreateQueue("dead");
    }

    /// <summary>2c: on the receive that would be number maxReceiveCount + 1.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_message_leaves_on_the_receive_after_its_last(int most)
    {
        Set("RedrivePolicy", Redrive("dead", most));
        Send("poison");
        for (var receive = 1; receive <= most; receive++)
        {
            Assert.Equal($"{receive}", ReceiveOne(visibilitySeconds: 0)?.Attributes!["ApproximateReceiveCount"]);
            Assert.Equal((0, 0, 0), Counts(_dead));
        }

        Assert.Null(ReceiveOne());
        Assert.Equal(((0, 0, 0), (1, 0, 0)), (Counts(), Counts(_dead)));
    }

    [Theory]
    [InlineData("arn:aws:sqs:eu-west-1:000000000000:dead", "Dead-letter target must be in same region as the source.")]
    [InlineData("arn:aws:sqs:us-east-1:999988887777:dead", "Dead letter target owner should be same as the source.")]
    public void A_dead_letter_queue_is_in_its_sources_account_and_region(string target, string reason)
    {
        var policy = $$"""{"deadLetterTargetArn":"{{target}}","maxReceiveCount":1}""";

        Refused(
            Sqs.SetQueueAttributes(Url, Map(("RedrivePolicy", policy))),
            "InvalidParameterValueException",
            $"Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}"
        );
    }

    /// <summary>2c: count continues; MessageId, SentTimestamp, attributes, trace header kept; DeadLetterQueueSourceArn added.</summary>
    [Fact]
    public void A_dead_letter_keeps_what_it_was_and_tells_where_it_died()
    {
        Set("RedrivePolicy", Redrive("dead", 1));
        var sent = Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = "poison",
                    MessageGroupId = "tenant",
                    MessageAttributes = new()
                    {
                        ["Kind"] = new() { DataType = "String", StringValue = "bad" },
                    },
                    MessageSystemAttributes = new()
                    {
                        ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1" },
                    },
                }
            )
        );
        World.RunUntil(Start.AddSeconds(1));
        var before = ReceiveOne(visibilitySeconds: 0)!;
        World.RunUntil(Start.AddSeconds(9));
        Assert.Null(ReceiveOne());

        var request = new ReceiveMessageRequest
        {
            QueueUrl = _dead,
            MessageAttributeNames = ["All"],
            AttributeNames = ["All"],
        };
        var after = Ok(Sqs.ReceiveMessage(request)).Messages!.Single();
        Assert.Equal((sent.MessageId, sent.MD5OfMessageAttributes), (after.MessageId, after.MD5OfMessageAttributes));
        Assert.Equal("bad", after.MessageAttributes!["Kind"].StringValue);
        before.Attributes!["ApproximateReceiveCount"] = "2";
        before.Attributes["DeadLetterQueueSourceArn"] = ArnOf("orders");
        Assert.Equal(before.Attributes.OrderBy(pair => pair.Key), after.Attributes!.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Dead_messages_at_the_front_do_not_hide_living_ones()
    {
        Set("RedrivePolicy", Redrive("dead", 1));
        for (var index = 0; index < 250; index++)
        {
            Send("poison");
        }

        while (Receive(10, visibilitySeconds: 1).Count > 0)
        {
            Assert.True(World.FactCount < 2000);
        }

        Send("good");
        World.RunUntil(Start.AddSeconds(1));
        var bodies = new List<string>();
        for (var receive = 0; receive < 5; receive++)
        {
            bodies.AddRange(Receive(10).Select(message => message.Body.ToString()!));
        }

        Assert.Equal(["good"], bodies);
        Assert.Equal((250, 0, 0), Counts(_dead));
    }

    [Fact]
    public void A_long_poll_takes_a_dead_message_away_the_moment_it_comes_back()
    {
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        ReceiveOne(visibilitySeconds: 1);
        Sqs.Poll(new() { QueueUrl = Url, WaitTimeSeconds = 20 });
        World.RunUntil(Start.AddSeconds(0.999));
        Assert.Equal((0, 0, 0), Counts(_dead));
        World.RunUntil(Start.AddSeconds(1));
        Assert.Equal((1, 0, 0), Counts(_dead));
    }

    /// <summary>The count that a message shows is the one that decides, also where part of it is from a queue before.</summary>
    [Fact]
    public void A_dead_letter_can_die_again_and_its_count_goes_on()
    {
        var middle = CreateQueue("middle");
        var last = CreateQueue("last");
        Set("RedrivePolicy", Redrive("middle", 1));
        Set("RedrivePolicy", Redrive("last", 2), middle);
        var id = Send("hello").MessageId;
        Receive(visibilitySeconds: 0);
        Receive();

        Assert.Equal("2", ReceiveOne(0, middle)?.Attributes!["ApproximateReceiveCount"]);
        Assert.Null(ReceiveOne(0, middle));
        var dead = ReceiveOne(queueUrl: last);
        Assert.Equal((id, "3"), (dead?.MessageId, dead?.Attributes!["ApproximateReceiveCount"]));
        Assert.Equal(ArnOf("middle"), dead?.Attributes!["DeadLetterQueueSourceArn"]);
    }

    [Fact]
    public void A_message_whose_dead_letter_queue_is_gone_comes_back()
    {
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        ReceiveOne(visibilitySeconds: 0);
        Ok(Sqs.DeleteQueue(_dead));
        Assert.Null(ReceiveOne());
        Assert.Equal((0, 1, 0), Counts());
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 0, 0), Counts());
        Set("RedrivePolicy", "");
        Assert.Equal("2", ReceiveOne()?.Attributes!["ApproximateReceiveCount"]);
    }

    /// <summary>However long polls wait, a message that can be received nowhere costs a few facts a second.</summary>
    [Theory]
    [InlineData("gone")]
    [InlineData("itself")]
    [InlineData("each other")]
    [InlineData("in a ring")]
    public void A_message_that_is_received_nowhere_does_not_go_round_as_fast_as_the_disk_flushes(string deadLetters)
    {
        Set("VisibilityTimeout", "0");
        var middle = CreateQueue("middle", ("VisibilityTimeout", "0"));
        switch (deadLetters)
        {
            case "gone":
                Set("RedrivePolicy", Redrive("dead", 1));
                Ok(Sqs.DeleteQueue(_dead));
                break;
            case "itself":
                Set("RedrivePolicy", Redrive("orders", 1));
                break;
            case "each other":
                Set("RedrivePolicy", Redrive("dead", 1));
                Set("RedrivePolicy", Redrive("orders", 1), _dead);
                break;
            default:
                Set("RedrivePolicy", Redrive("dead", 1));
                Set("RedrivePolicy", Redrive("middle", 1), _dead);
                Set("RedrivePolicy", Redrive("orders", 1), middle);
                break;
        }

        Send("poison");
        Assert.NotNull(ReceiveOne());
        foreach (var url in new[] { Url, _dead, middle })
        {
            Sqs.Poll(new() { QueueUrl = url, WaitTimeSeconds = 20 });
        }

        var facts = World.FactCount;
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.InRange(World.FactCount - facts, 10, 50);
        Assert.Equal(1, World.Queues.Sum(queue => queue.MessageCount));
        AssertSurvivesRestart();
    }

    /// <summary>2b: RedrivePolicy set to "" removes it.</summary>
    [Fact]
    public void An_empty_redrive_policy_takes_it_away()
    {
        Set("RedrivePolicy", Redrive("dead", 1));
        Set("RedrivePolicy", "");
        Assert.Null(Attribute("RedrivePolicy"));
        Send("tough");
        Assert.All(Enumerable.Range(0, 5), _ => Assert.NotNull(ReceiveOne(visibilitySeconds: 0)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("1.5")]
    [InlineData("\"many\"")]
    public void A_maxReceiveCount_outside_1_to_1000_is_refused(string most)
    {
        var policy = Redrive("dead", most);
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("RedrivePolicy", policy))),
            "InvalidParameterValueException",
            $"Value {policy} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount: "
                + $"{most.Trim('"')}, valid values are from 1 to 1000 both inclusive."
        );
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1000")]
    [InlineData("\"7\"")]
    public void A_redrive_policy_is_shown_as_it_was_given(string most)
    {
        Set("RedrivePolicy", Redrive("dead", most));
        Assert.Equal(Redrive("dead", most), Attribute("RedrivePolicy"));
    }

    [Theory]
    [InlineData("{", "Redrive policy is not a valid JSON map.")]
    [InlineData("[]", "Redrive policy is not a valid JSON map.")]
    [InlineData("{}", "Redrive policy does not contain mandatory attribute: maxReceiveCount.")]
    [InlineData("{\"deadLetterTargetArn\":\"\\ud800\",\"maxReceiveCount\":1}", "Redrive policy is not a valid JSON map.")]
    [InlineData("{\"deadLetterTargetArn\":\"x\",\"maxReceiveCount\":\"\\ud800\"}", "Redrive policy is not a valid JSON map.")]
    [InlineData("{\"deadLetterTargetArn\":\"x\",\"maxReceiveCount\":1,\"\\ud800\":1}", "Redrive policy is not a valid JSON map.")]
    [InlineData("{\"maxReceiveCount\":1}", "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.")]
    [InlineData("{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"\\ud800\"}", "Redrive policy is not a valid JSON map.")]
    [InlineData("{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"a\",\"\\ud800\":1}", "Redrive policy is not a valid JSON map.")]
    public void A_malformed_redrive_policy_is_refused_with_the_reason(string policy, string reason) =>
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("RedrivePolicy", policy))),
            "InvalidParameterValueException",
            $"Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}"
        );

    /// <summary>Recorded case test_invalid_dead_letter_arn_rejected_before_lookup: what is no ARN is refused before it is looked up.</summary>
    [Fact]
    public void A_dead_letter_target_that_is_no_arn_or_not_there_is_refused()
    {
        const string NoArn = """{"deadLetterTargetArn":"dummy","maxReceiveCount":42}""";
        Refused(
            Sqs.CreateQueue(new() { QueueName = "q", Attributes = Map(("RedrivePolicy", NoArn)) }),
            "InvalidParameterValueException",
            $"Value {NoArn} for parameter RedrivePolicy is invalid. Reason: Invalid value for deadLetterTargetArn."
        );
        var absent = Redrive("absent", 1);
        Refused(
            Sqs.CreateQueue(new() { QueueName = "q", Attributes = Map(("RedrivePolicy", absent)) }),
            "InvalidParameterValueException",
            $"Value {absent} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist."
        );
        Refused(Sqs.GetQueueUrl("q"), "QueueDoesNotExist");
    }

    [Fact]
    public void A_dead_letter_queue_decides_who_may_use_it()
    {
        Set("RedriveAllowPolicy", """{"redrivePermission":"denyAll"}""", _dead);
        Refused(Sqs.SetQueueAttributes(Url, Map(("RedrivePolicy", Redrive("dead", 1)))), "InvalidParameterValueException");
        Set("RedriveAllowPolicy", $$"""{"redrivePermission":"byQueue","sourceQueueArns":["{{ArnOf("orders")}}"]}""", _dead);
        Set("RedrivePolicy", Redrive("dead", 1));
        var other = CreateQueue("other");
        Refused(Sqs.SetQueueAttributes(other, Map(("RedrivePolicy", Redrive("dead", 1)))), "InvalidParameterValueException");
        Set("RedriveAllowPolicy", """{"redrivePermission":"allowAll"}""", _dead);
        Set("RedrivePolicy", Redrive("dead", 1), other);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("{\"redrivePermission\":\"sometimes\"}")]
    [InlineData("{\"redrivePermission\":1}")]
    [InlineData("{\"redrivePermission\":\"\\ud800\"}")]
    [InlineData("{\"redrivePermission\":\"byQueue\"}")]
    [InlineData("{\"redrivePermission\":\"allowAll\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:000000000000:orders\"]}")]
    public void A_malformed_redrive_allow_policy_is_refused(string policy) =>
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("RedriveAllowPolicy", policy))),
            "InvalidAttributeValue",
            "Invalid value for the parameter RedriveAllowPolicy."
        );

    /// <summary>SQS API Reference, SetQueueAttributes, sourceQueueArns: "You can specify up to 10 source queue ARNs."</summary>
    [Theory]
    [InlineData(true, 1, "orders")]
    [InlineData(true, 10, "orders")]
    [InlineData(false, 11, "orders")]
    [InlineData(false, 1, "no name")]
    [InlineData(false, 1, "")]
    public void A_redrive_allow_policy_names_up_to_ten_queues(bool isFine, int count, string name)
    {
        var arns = string.Join(',', Enumerable.Repeat($"\"{ArnOf(name)}\"", count));
        AssertAllowPolicy(isFine, $$"""{"redrivePermission":"byQueue","sourceQueueArns":[{{arns}}]}""");
    }

    [Theory]
    [InlineData("\"orders\"")]
    [InlineData("\"arn:aws:sns:us-east-1:000000000000:orders\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    [InlineData("7")]
    public void What_is_no_queues_arn_is_no_source_of_a_dead_letter_queue(string source) =>
        AssertAllowPolicy(isFine: false, $$"""{"redrivePermission":"byQueue","sourceQueueArns":[{{source}}]}""");

    [Theory]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"allowAll"}""")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":1}""")]
    public void The_text_of_a_redrive_policy_is_bounded(string name, string policy)
    {
        Set(name, policy.PadRight(8_192));
        Refused(
            Sqs.SetQueueAttributes(Url, Map((name, policy.PadRight(8_193)))),
            "InvalidAttributeValue",
            $"Invalid value for the parameter {name}."
        );
    }

    [Fact]
    public void The_sources_of_a_dead_letter_queue_are_listed_by_page()
    {
        foreach (var name in new[] { "c", "a", "b" })
        {
            CreateQueue(name, ("RedrivePolicy", Redrive("dead", 1)));
        }

        var first = Ok(Sqs.ListDeadLetterSourceQueues(new() { QueueUrl = _dead, MaxResults = 2 }));
        Assert.Equal([BaseUrl + "/000000000000/a", BaseUrl + "/000000000000/b"], first.QueueUrls);
        var second = Ok(
            Sqs.ListDeadLetterSourceQueues(
                new()
                {
                    QueueUrl = _dead,
                    MaxResults = 2,
                    NextToken = first.NextToken,
                }
            )
        );
        Assert.Equal([BaseUrl + "/000000000000/c"], second.QueueUrls);
        Assert.Null(second.NextToken);
        Assert.Empty(Ok(Sqs.ListDeadLetterSourceQueues(new() { QueueUrl = Url })).QueueUrls!);
        Refused(Sqs.ListDeadLetterSourceQueues(new() { QueueUrl = "nowhere" }), "QueueDoesNotExist");
    }

    private void AssertAllowPolicy(bool isFine, string policy)
    {
        var answer = Sqs.SetQueueAttributes(_dead, Map(("RedriveAllowPolicy", policy)));
        if (isFine)
        {
            Ok(answer);
        }
        else
        {
            Refused(answer, "InvalidAttributeValue", "Invalid value for the parameter RedriveAllowPolicy.");
        }
    }
}
