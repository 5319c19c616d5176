using System.Security.Cryptography;
using Millrace.Api.Sns;

namespace Millrace.Sns.Tests;

/// <summary>Duplicates on FIFO topics, what they need to be told, and how they are answered. Facts: sqs-sns.md, section 2d.</summary>
public sealed class DeduplicationTests : SnsTest
{
    private const string FifoArn = TopicArn + ".fifo";
    private const string ByContent = TopicArn + "-by-content.fifo";
    private static readonly (string, string) _raw = ("RawMessageDelivery", "true");

    public DeduplicationTests()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"));
        CreateTopic("orders-by-content.fifo", ("FifoTopic", "true"), ("ContentBasedDeduplication", "true"));
    }

    [Fact]
    public void A_message_to_a_FIFO_topic_has_a_group_and_something_to_deduplicate_by()
    {
        Assert.Equal(
            "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
            Refusal(TryPublish("m", FifoArn, deduplication: "d")).Message
        );
        Assert.Equal(
            "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
            Refusal(TryPublish("m", FifoArn, group: "g")).Message
        );
        Publish("m", ByContent, group: "g");
    }

    [Fact]
    public void A_standard_topic_takes_a_group_and_no_deduplication_id()
    {
        Publish("m", group: "g");
        Assert.Equal(
            "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
            Refusal(TryPublish("m", deduplication: "d")).Message
        );
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("with space", false)]
    [InlineData("ü", false)]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aZ9", true)]
    public void Ids_are_letters_digits_and_punctuation(string id, bool isGood)
    {
        Assert.Equal(isGood, TryPublish("m", FifoArn, group: id, deduplication: "d").Error is null);
        Assert.Equal(isGood, TryPublish("m", FifoArn, group: "g", deduplication: id).Error is null);
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        var longest = new string('a', 128);
        Publish("m", FifoArn, group: longest, deduplication: longest);
        Assert.Equal("InvalidParameter", Refusal(TryPublish("m", FifoArn, group: longest + "a", deduplication: "d")).Code);
        Assert.Equal("InvalidParameter", Refusal(TryPublish("m", FifoArn, group: "g", deduplication: longest + "a")).Code);
    }

    [Fact]
    public void By_content_the_id_is_the_SHA256_of_the_body_whatever_its_attributes()
    {
        SubscribeQueue("q.fifo", ByContent, _raw);
        var first = Publish("m", ByContent, group: "g");
        var again = Publish("m", ByContent, group: "g", attributes: Attribute("k", "String", "v"));
        Assert.Equal((first.MessageId, first.SequenceNumber), (again.MessageId, again.SequenceNumber));
        Publish("other", ByContent, group: "g");
        var messages = Drain("q.fifo");
        Assert.Equal(["m", "other"], messages.ConvertAll(message => message.Body!.Value.ToString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("m"u8)), messages[0].Attributes!["MessageDeduplicationId"]);
    }

    [Fact]
    public void An_id_goes_before_content()
    {
        SubscribeQueue("q.fifo", ByContent, _raw);
        Publish("m", ByContent, group: "g", deduplication: "1");
        Publish("m", ByContent, group: "g", deduplication: "2");
        Publish("other", ByContent, group: "g", deduplication: "2");
        Assert.Equal(["m", "m"], Bodies("q.fifo"));
    }

    [Fact]
    public void Entries_of_one_batch_are_duplicates_of_each_other()
    {
        SubscribeQueue("q.fifo", FifoArn, _raw);
        var reply = Ok(TryPublishBatch(FifoArn, Entry("a", "1"), Entry("b", "1"), Entry("c", "2"))).Successful!;
        Assert.Equal((reply[0].MessageId, reply[0].SequenceNumber), (reply[1].MessageId, reply[1].SequenceNumber));
        Assert.NotEqual(reply[0].MessageId, reply[2].MessageId);
        Assert.Equal(["a", "c"], Bodies("q.fifo"));

        static PublishBatchRequestEntry Entry(string id, string deduplication) =>
            new()
            {
                Id = id,
                Message = id,
                MessageGroupId = "g",
                MessageDeduplicationId = deduplication,
            };
    }

    [Fact]
    public void A_duplicate_of_what_went_to_nobody_goes_to_nobody_who_subscribes_later()
    {
        var first = Publish("m", FifoArn, group: "g", deduplication: "d");
        SubscribeQueue("q.fifo", FifoArn, _raw);
        Assert.Equal(first.MessageId, Publish("m", FifoArn, group: "g", deduplication: "d").MessageId);
        Assert.Empty(Bodies("q.fifo"));
    }

    [Fact]
    public void Five_minutes_survive_a_restart()
    {
        var first = Publish("m", FifoArn, group: "g", deduplication: "d");
        World.Restart();
        Assert.Equal(first.MessageId, Publish("m", FifoArn, group: "g", deduplication: "d").MessageId);
        World.Pass(TimeSpan.FromMinutes(5));
        Assert.NotEqual(first.MessageId, Publish("m", FifoArn, group: "g", deduplication: "d").MessageId);
    }

    [Fact]
    public void An_envelope_of_a_FIFO_topic_has_a_sequence_number_and_no_signature()
    {
        var arn = SubscribeQueue("q.fifo", FifoArn);
        var published = Publish(
            "m",
            FifoArn,
            subject: "s",
            group: "g",
            deduplication: "d",
            attributes: Attribute("k", "String", "v")
        );
        var envelope = Assert.Single(Envelopes("q.fifo"));
        Assert.Equal(
            [
                "Type",
                "MessageId",
                "SequenceNumber",
                "TopicArn",
                "Subject",
                "Message",
                "Timestamp",
                "UnsubscribeURL",
                "MessageAttributes",
            ],
            envelope.Select(field => field.Key)
        );
        Assert.Equal(published.SequenceNumber, (string?)envelope["SequenceNumber"]);
        Assert.EndsWith($"SubscriptionArn={arn}", (string)envelope["UnsubscribeURL"]!, StringComparison.Ordinal);
        Assert.Equal(0, World.Signer.Count);
    }
}
