using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Millrace.Api.Sns;
using Millrace.Api.Sqs;
using Millrace.Sns.Operations;
using Millrace.Sqs;
using Millrace.Sqs.Aids;
using Millrace.Sqs.Operations;
using MessageAttributeValue = Millrace.Api.Sns.MessageAttributeValue;

namespace Millrace.Sns.Tests;

/// <summary>What a queue is given of a message that was published. Facts: sqs-sns.md, section 2d.</summary>
public sealed class DeliveryTests : SnsTest
{
    private static readonly Dictionary<string, MessageAttributeValue> _attributes = new(StringComparer.Ordinal)
    {
        ["price"] = new() { DataType = "Number", StringValue = "12.5" },
        ["raw"] = new() { DataType = "Binary", BinaryValue = new byte[] { 2, 3, 4 } },
    };

    [Fact]
    public void An_envelope_has_its_fields_in_the_order_of_AWS()
    {
        var arn = SubscribeQueue("all");
        var id = Publish("hello", subject: "greeting", attributes: _attributes).MessageId;

        var envelope = Assert.Single(Envelopes("all"));
        Assert.Equal(
            [
                "Type",
                "MessageId",
                "TopicArn",
                "Subject",
                "Message",
                "Timestamp",
                "SignatureVersion",
                "Signature",
                "SigningCertURL",
                "UnsubscribeURL",
                "MessageAttributes",
            ],
            envelope.Select(field => field.Key)
        );
        Assert.Equal("Notification", (string?)envelope["Type"]);
        Assert.Equal(id, (string?)envelope["MessageId"]);
        Assert.Equal("greeting", (string?)envelope["Subject"]);
        Assert.Equal("2026-11-21T08:00:00.000Z", (string?)envelope["Timestamp"]);
        Assert.EndsWith($"/?Action=Unsubscribe&SubscriptionArn={arn}", (string?)envelope["UnsubscribeURL"]);
        Assert.Equal("""{"Type":"Number","Value":"12.5"}""", envelope["MessageAttributes"]!["price"]!.ToJsonString());
        Assert.Equal("""{"Type":"Binary","Value":"AgME"}""", envelope["MessageAttributes"]!["raw"]!.ToJsonString());
    }

    /// <summary>SQS Developer Guide, "Available CloudWatch metrics": NumberOfMessagesSent counts what is added to the queue, by whomever.</summary>
    [Fact]
    public void What_a_topic_delivers_counts_as_sent_to_the_queue()
    {
        SubscribeQueue("all");
        Publish("hello");
        Publish("world");

        var readings = Ok(
            World.List<MeasureQueues, Queue, MeasureRequest, QueueReading, QueueReadings>(new MeasureRequest(10), Caller)
        );

        Assert.Equal(2, Assert.Single(readings.Queues).Total.Sent);
    }

    [Fact]
    public void An_envelope_leaves_out_a_subject_and_attributes_that_were_not_given()
    {
        SubscribeQueue("all");
        Publish("hello");
        var envelope = Assert.Single(Envelopes("all"));
        Assert.False(envelope.ContainsKey("Subject"));
        Assert.False(envelope.ContainsKey("MessageAttributes"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_signature_is_over_the_documented_text_and_good_with_the_topics_version(string version)
    {
        SubscribeQueue("all");
        Ok(
            Topics<SetTopicAttributes, SetTopicAttributesInput, Api.Unit>(
                new()
                {
                    TopicArn = TopicArn,
                    AttributeName = "SignatureVersion",
                    AttributeValue = version,
                }
            )
        );
        Publish("täglich\n\"Brot\"", subject: "s");
        var envelope = Assert.Single(Envelopes("all"));
        Assert.Equal(version, (string?)envelope["SignatureVersion"]);
        var text =
            $"Message\n{envelope["Message"]}\nMessageId\n{envelope["MessageId"]}\nSubject\n{envelope["Subject"]}\n"
            + $"Timestamp\n{envelope["Timestamp"]}\nTopicArn\n{TopicArn}\nType\nNotification\n";
        Assert.True(
            TestSigner.Key.VerifyData(
                Encoding.UTF8.GetBytes(text),
                Convert.FromBase64String((string)envelope["Signature"]!),
                version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
                RSASignaturePadding.Pkcs1
            )
        );
    }

    [Fact]
    public void A_message_is_signed_once_however_many_have_subscribed()
    {
        for (var index = 0; index < 20; index++)
        {
            SubscribeQueue($"q{index}");
        }

        Publish("hello");
        Assert.Equal(1, World.Signer.Count);
        Assert.Single(Envelopes("q19"));
    }

    [Fact]
    public void A_raw_delivery_is_the_message_itself_with_its_attributes()
    {
        SubscribeQueue("raw", attributes: ("RawMessageDelivery", "true"));
        Publish("hello", subject: "not shown", attributes: _attributes);
        var message = Assert.Single(Drain("raw"));
        Assert.Equal("hello", message.Body!.Value.ToString());
        Assert.Equal("12.5", message.MessageAttributes!["price"].StringValue);
        Assert.Equal("Binary", message.MessageAttributes["raw"].DataType);
        Assert.Equal(new byte[] { 2, 3, 4 }, message.MessageAttributes["raw"].BinaryValue!.Value.ToArray());
    }

    [Fact]
    public void A_message_published_before_a_subscription_does_not_reach_it()
    {
        Publish("before");
        SubscribeQueue("all");
        Publish("after");
        Assert.Equal("after", (string?)Assert.Single(Envelopes("all"))["Message"]);
    }

    [Fact]
    public void A_structured_message_gives_each_protocol_its_own_text()
    {
        SubscribeQueue("all");
        Publish("""{"default":"for all","sqs":"{\"for\":\"queues\"}","sqs ":"x"}""", structure: "json");
        Publish("""{"default":"for all","email":"other"}""", structure: "json");
        Assert.Equal(["{\"for\":\"queues\"}", "for all"], Envelopes("all").Select(envelope => (string?)envelope["Message"]));
    }

    [Fact]
    public void A_group_of_a_standard_topic_goes_on_to_a_standard_queue()
    {
        SubscribeQueue("all");
        Publish("hello", group: "tenant");
        Assert.Equal("tenant", Assert.Single(Drain("all")).Attributes!["MessageGroupId"]);
    }

    [Fact]
    public void A_batch_reaches_everybody_once_and_in_order()
    {
        SubscribeQueue("raw", attributes: ("RawMessageDelivery", "true"));
        List<PublishBatchRequestEntry> entries =
        [
            .. Enumerable.Range(0, 10).Select(index => new PublishBatchRequestEntry { Id = $"{index}", Message = $"m{index}" }),
        ];
        var reply = Ok(
            Topics<PublishBatch, PublishBatchInput, PublishBatchResponse>(
                new() { TopicArn = TopicArn, PublishBatchRequestEntries = entries }
            )
        );
        Assert.Equal(10, reply.Successful!.Select(entry => entry.MessageId).Distinct().Count());
        Assert.Empty(reply.Failed!);
        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"m{index}"), Bodies("raw"));
    }

    [Fact]
    public void What_a_deleted_queue_would_have_got_goes_to_the_dead_letter_queue_as_it_was()
    {
        CreateQueue("dead");
        SubscribeQueue(
            "gone",
            TopicArn,
            ("RawMessageDelivery", "true"),
            ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}""")
        );
        Ok(Queues<DeleteQueue, DeleteQueueRequest, Api.Unit>(new() { QueueUrl = QueueArn("gone") }));
        Publish("hello", attributes: _attributes);
        var message = Assert.Single(Drain("dead"));
        Assert.Equal("hello", message.Body!.Value.ToString());
        Assert.Equal("12.5", message.MessageAttributes!["price"].StringValue);
        Assert.Equal(new byte[] { 2, 3, 4 }, message.MessageAttributes["raw"].BinaryValue!.Value.ToArray());
        Assert.Equal(2, message.MessageAttributes.Count);
        Assert.Equal(0, World.PendingCalls);
    }

    [Theory]
    [InlineData("text\u0001", "kind", "String", "x")]
    [InlineData("text\uFFFF", "kind", "String", "x")]
    [InlineData("text", "kind", "String", "x\u0001")]
    [InlineData("text", "kind", "String", "\uFFFEx")]
    [InlineData("text", "AWS.kind", "String", "x")]
    [InlineData("text", "amazon.kind", "String", "x")]
    public void What_a_queue_refuses_raw_goes_to_the_dead_letter_queue_in_the_envelope(
        string text,
        string name,
        string type,
        string value
    )
    {
        SubscribeRawWithDeadLetters();
        Publish(text, attributes: Attribute(name, type, value));
        AssertDeadInEnvelope(text, name, value);
    }

    [Fact]
    public void A_type_that_is_longer_than_a_queue_takes_goes_to_the_dead_letter_queue_in_the_envelope()
    {
        SubscribeRawWithDeadLetters();
        Publish("text", attributes: Attribute("kind", "String." + new string('t', 250), "x"));
        AssertDeadInEnvelope("text", "kind", "x");
    }

    [Fact]
    public void A_structured_message_without_text_for_queues_goes_to_the_dead_letter_queue_in_the_envelope()
    {
        SubscribeRawWithDeadLetters();
        Publish("""{"default":"d","sqs":""}""", structure: "json", attributes: Attribute("kind", "String", "x"));
        AssertDeadInEnvelope("", "kind", "x");
    }

    [Fact]
    public void What_nobody_takes_and_no_dead_letter_queue_waits_for_is_dropped()
    {
        Ok(TrySubscribe("sqs", QueueArn("never-made")));
        SubscribeQueue("there");
        Publish("hello");
        Assert.Single(Envelopes("there"));
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void A_raw_message_with_more_attributes_than_a_queue_takes_is_not_delivered()
    {
        SubscribeQueue("raw", attributes: ("RawMessageDelivery", "true"));
        SubscribeQueue("wrapped");
        var many = Enumerable
            .Range(0, 11)
            .ToDictionary(
                index => $"a{index}",
                _ => new MessageAttributeValue { DataType = "String", StringValue = "x" },
                StringComparer.Ordinal
            );
        Publish("hello", attributes: many);
        Assert.Empty(Bodies("raw"));
        Assert.Equal(11, Assert.Single(Envelopes("wrapped"))["MessageAttributes"]!.AsObject().Count);
    }

    private void SubscribeRawWithDeadLetters() =>
        SubscribeQueue(
            "raw",
            TopicArn,
            ("RawMessageDelivery", "true"),
            ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{CreateQueue("dead")}}"}""")
        );

    private void AssertDeadInEnvelope(string text, string name, string value)
    {
        Assert.Empty(Bodies("raw"));
        var message = Assert.Single(Drain("dead"));
        var envelope = JsonNode.Parse(message.Body!.Value.ToString())!;
        Assert.Equal(text, (string?)envelope["Message"]);
        Assert.Equal(value, (string?)envelope["MessageAttributes"]![name]!["Value"]);
        Assert.Null(message.MessageAttributes);
    }
}
