using Millrace.Api.Sns;
using MessageAttributeValue = Millrace.Api.Sns.MessageAttributeValue;

namespace Millrace.Sns.Tests;

/// <summary>How much may be published at once. Facts: sqs-sns.md, section 2d; texts as recorded from AWS.</summary>
public sealed class PublishLimitTests : SnsTest
{
    private const int Most = 262_144;

    private static readonly (string, string) _tooLong = ("InvalidParameter", "Invalid parameter: Message too long");
    private static readonly Dictionary<string, MessageAttributeValue> _attribute = Attribute("k", "String", "v");

    [Fact]
    public void A_message_of_262144_bytes_passes_and_a_byte_more_does_not()
    {
        SubscribeQueue("q", TopicArn, ("RawMessageDelivery", "true"));
        Publish(new string('a', Most));
        Assert.Equal(_tooLong, Refusal(TryPublish(new string('a', Most + 1))));
        Assert.Equal(Most, Assert.Single(Bodies("q")).Length);
    }

    [Fact]
    public void Size_is_counted_in_bytes_of_UTF8()
    {
        Publish(new string('ü', Most / 2));
        Assert.Equal(_tooLong, Refusal(TryPublish(new string('ü', Most / 2) + "a")));
    }

    [Fact]
    public void Names_types_and_values_of_attributes_count()
    {
        var left = new string('a', Most - "kStringv".Length);
        Publish(left, attributes: _attribute);
        Assert.Equal(_tooLong, Refusal(TryPublish(left + "a", attributes: _attribute)));
    }

    [Fact]
    public void The_messages_of_a_batch_together_have_the_same_limit()
    {
        var half = new string('a', Most / 2);
        Ok(TryPublishBatch(TopicArn, Entry("1", half), Entry("2", half)));
        Assert.Equal("BatchRequestTooLong", Refusal(TryPublishBatch(TopicArn, Entry("1", half), Entry("2", half + "a"))).Code);
    }

    [Fact]
    public void A_message_of_256_KiB_arrives_in_its_envelope_though_that_is_longer()
    {
        SubscribeQueue("q");
        Publish(new string('"', Most));
        Assert.Equal(Most, ((string)Assert.Single(Envelopes("q"))["Message"]!).Length);
    }

    [Fact]
    public void What_is_wrong_with_one_entry_of_a_batch_refuses_them_all()
    {
        SubscribeQueue("q");
        List<PublishBatchRequestEntry> wrong =
        [
            Entry("2", ""),
            new()
            {
                Id = "2",
                Message = "m",
                Subject = new string('s', 100),
            },
            new()
            {
                Id = "2",
                Message = "no json",
                MessageStructure = "json",
            },
            new()
            {
                Id = "2",
                Message = "m",
                MessageAttributes = Attribute("k", "Float", "1"),
            },
            new()
            {
                Id = "2",
                Message = "m",
                MessageDeduplicationId = "d",
            },
        ];
        Assert.All(wrong, entry => Refusal(TryPublishBatch(TopicArn, Entry("1", "good"), entry)));
        Assert.Empty(Bodies("q"));
    }

    [Fact]
    public void A_batch_has_one_to_ten_entries_with_ids_of_their_own()
    {
        List<PublishBatchRequestEntry> eleven = [.. Enumerable.Range(0, 11).Select(number => Entry($"{number}", "m"))];
        Assert.Equal("EmptyBatchRequest", Refusal(TryPublishBatch(TopicArn)).Code);
        Assert.Equal("TooManyEntriesInBatchRequest", Refusal(TryPublishBatch(TopicArn, eleven)).Code);
        Assert.Equal("BatchEntryIdsNotDistinct", Refusal(TryPublishBatch(TopicArn, Entry("a", "m"), Entry("a", "m"))).Code);
        Assert.Equal("InvalidBatchEntryId", Refusal(TryPublishBatch(TopicArn, Entry("no spaces", "m"))).Code);
        Assert.Equal("InvalidBatchEntryId", Refusal(TryPublishBatch(TopicArn, Entry(new string('a', 81), "m"))).Code);
        Ok(TryPublishBatch(TopicArn, Entry(new string('a', 80), "m")));
    }

    [Fact]
    public void A_message_has_a_body()
    {
        Assert.Equal(("InvalidParameter", "Invalid parameter: Empty message"), Refusal(TryPublish("")));
    }

    private static PublishBatchRequestEntry Entry(string id, string message) => new() { Id = id, Message = message };
}
