using Millrace.Api.Sns;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>Topics come and go. Facts: sqs-sns.md, sections 2a and 2d; SNS API Reference; texts as recorded from AWS.</summary>
public sealed class TopicLifeTests : SnsTest
{
    private const string OtherAttributes = "Invalid parameter: Attributes Reason: Topic already exists with different attributes";

    public static TheoryData<string, bool> Names =>
        new()
        {
            { "a", true },
            { "Orders_2026-11", true },
            { new string('a', 256), true },
            { new string('a', 257), false },
            { "", false },
            { "two words", false },
            { "dotted.name", false },
            { "ends.fifo", false },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_has_1_to_256_letters_digits_hyphens_and_underscores(string name, bool isGood)
    {
        var answer = TryCreateTopic(name);
        Assert.Equal(isGood, answer.Error is null);
    }

    [Theory]
    [InlineData("orders-2.fifo", "true", true)]
    [InlineData("orders-2", "true", false)]
    [InlineData("orders-2.fifo", "false", false)]
    [InlineData(".fifo", "true", false)]
    public void The_name_of_a_FIFO_topic_and_no_other_ends_in_fifo(string name, string fifo, bool isGood)
    {
        var answer = TryCreateTopic(name, ("FifoTopic", fifo));
        Assert.Equal(isGood ? null : "Invalid parameter: Topic Name", answer.Error?.Message);
    }

    [Fact]
    public void A_topic_created_again_is_the_one_that_is_there_when_what_is_given_agrees()
    {
        var arn = CreateTopic("named", ("DisplayName", "Name"));
        Assert.Equal(arn, Ok(TryCreateTopic("named")).TopicArn);
        Assert.Equal(arn, Ok(TryCreateTopic("named", ("DisplayName", "Name"))).TopicArn);
        Assert.Equal(("InvalidParameter", OtherAttributes), Refusal(TryCreateTopic("named", ("DisplayName", "Other"))));
        Assert.Equal(("InvalidParameter", OtherAttributes), Refusal(TryCreateTopic("named", ("TracingConfig", "Active"))));
    }

    [Theory]
    [InlineData("t", "FifoTopic", "false")]
    [InlineData("t", "FifoTopic", "False")]
    [InlineData("t", "KmsMasterKeyId", "")]
    [InlineData("t", "Policy", "")]
    [InlineData("t", "DeliveryPolicy", "")]
    [InlineData("t", "SQSSuccessFeedbackSampleRate", "")]
    [InlineData("t.fifo", "ArchivePolicy", "")]
    [InlineData("t.fifo", "ContentBasedDeduplication", "True")]
    [InlineData("t.fifo", "FifoThroughputScope", "")]
    public void A_topic_created_again_with_the_same_request_is_the_one_that_is_there(string name, string attribute, string value)
    {
        (string, string)[] attributes = name == "t" ? [(attribute, value)] : [("FifoTopic", "True"), (attribute, value)];
        var arn = CreateTopic(name, attributes);
        Assert.Equal(arn, Ok(TryCreateTopic(name, attributes)).TopicArn);
    }

    [Theory]
    [InlineData("SignatureVersion", "1", "2")]
    [InlineData("TracingConfig", "PassThrough", "Active")]
    [InlineData("FifoTopic", "false", null)]
    public void What_is_left_out_is_the_default(string attribute, string byDefault, string? other)
    {
        CreateTopic("plain");
        Ok(TryCreateTopic("plain", (attribute, byDefault)));
        if (other is not null)
        {
            Assert.Equal(("InvalidParameter", OtherAttributes), Refusal(TryCreateTopic("plain", (attribute, other))));
            CreateTopic("other", (attribute, other));
            Assert.Equal(("InvalidParameter", OtherAttributes), Refusal(TryCreateTopic("other", (attribute, byDefault))));
        }
    }

    [Fact]
    public void A_topic_created_again_with_other_tags_is_refused_until_it_is_deleted()
    {
        Ok(Tagged("a"));
        Ok(Tagged("a"));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Tags Reason: Topic already exists with different tags"),
            Refusal(Tagged("b"))
        );
        Ok(TryDeleteTopic(TopicArn + "-tagged"));
        Ok(Tagged("b"));

        Engine.Answer<CreateTopicResponse> Tagged(string value) =>
            Topics<CreateTopic, CreateTopicInput, CreateTopicResponse>(
                new() { Name = "orders-tagged", Tags = [new Tag { Key = "stage", Value = value }] }
            );
    }

    [Fact]
    public void Deleting_a_topic_that_is_not_there_succeeds()
    {
        Ok(TryDeleteTopic());
        Ok(TryDeleteTopic());
        Ok(TryDeleteTopic(TopicArn + "-never"));
        Assert.Equal(("NotFound", "Topic does not exist"), Refusal(TryPublish("m")));
    }

    [Fact]
    public void A_topic_is_deleted_with_its_subscriptions()
    {
        var arn = SubscribeQueue("q");
        Ok(TryDeleteTopic());
        CreateTopic("orders");
        Assert.Empty(SubscriptionsOf().Subscriptions!);
        Publish("m");
        Assert.Empty(Bodies("q"));
        Ok(TryUnsubscribe(arn));
    }

    [Theory]
    [InlineData("orders", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData(
        "arn:aws:sns:us-east-1:orders",
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 5"
    )]
    [InlineData("arn:aws:sns:eu-west-1:000000000000:orders", "Invalid parameter: TopicArn")]
    public void A_malformed_ARN_is_counted_in_elements_and_one_of_another_region_is_refused(string arn, string text)
    {
        Assert.Equal(("InvalidParameter", text), Refusal(TryPublish("m", arn)));
        Assert.Equal(("InvalidParameter", text), Refusal(TryDeleteTopic(arn)));
        Assert.Equal(("InvalidParameter", text), Refusal(TrySetTopic("DisplayName", "x", arn)));
    }

    [Fact]
    public void Topics_are_listed_a_hundred_at_a_time_and_only_the_callers_in_the_region()
    {
        for (var number = 0; number < 120; number++)
        {
            CreateTopic($"t{number:D3}");
        }

        Caller = Caller with { Region = "eu-west-1" };
        CreateTopic("elsewhere");
        Caller = Caller with { Region = "us-east-1", Account = "111111111111" };
        CreateTopic("somebody-elses");
        Caller = Caller with { Account = Account };

        var first = List(null);
        Assert.Equal(100, first.Topics!.Count);
        var second = List(first.NextToken);
        Assert.Null(second.NextToken);
        List<string> arns = [.. first.Topics.Concat(second.Topics!).Select(topic => topic.TopicArn!)];
        Assert.Equal(121, arns.Distinct().Count());
        Assert.All(arns, arn => Assert.StartsWith($"arn:aws:sns:us-east-1:{Account}:", arn, StringComparison.Ordinal));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: NextToken"),
            Refusal(World.List<ListTopics, Topic, ListTopicsInput, string, ListTopicsResponse>(new() { NextToken = "!" }, Caller))
        );

        ListTopicsResponse List(string? token) =>
            Ok(World.List<ListTopics, Topic, ListTopicsInput, string, ListTopicsResponse>(new() { NextToken = token }, Caller));
    }

    [Fact]
    public void Subscriptions_of_a_topic_are_listed_a_hundred_at_a_time_in_their_order()
    {
        for (var number = 0; number < 150; number++)
        {
            Ok(TrySubscribe("sqs", QueueArn($"q{number}")));
        }

        var first = SubscriptionsOf();
        var second = SubscriptionsOf(nextToken: first.NextToken);
        Assert.Equal((100, 50, null), (first.Subscriptions!.Count, second.Subscriptions!.Count, second.NextToken));
        Assert.Equal(
            Enumerable.Range(0, 150).Select(number => QueueArn($"q{number}")),
            first.Subscriptions.Concat(second.Subscriptions).Select(shown => shown.Endpoint)
        );
    }

    [Fact]
    public void Tags_are_set_replaced_and_removed_and_fifty_are_the_most()
    {
        Tag(("stage", "test"), ("team", "a"));
        Tag(("team", "b"));
        Assert.Equal([("stage", "test"), ("team", "b")], Tags());
        Ok(
            Topics<UntagResource, UntagResourceRequest, UntagResourceResponse>(
                new() { ResourceArn = TopicArn, TagKeys = ["stage", "absent"] }
            )
        );
        Assert.Equal([("team", "b")], Tags());
        Tag([.. Enumerable.Range(0, 49).Select(number => ($"k{number}", "v"))]);
        Assert.Equal("TagLimitExceeded", Refusal(TryTag(("one", "more"))).Code);
        Assert.Equal(
            "ResourceNotFound",
            Refusal(
                Topics<ListTagsForResource, ListTagsForResourceRequest, ListTagsForResourceResponse>(
                    new() { ResourceArn = TopicArn + "-absent" }
                )
            ).Code
        );
    }

    private void Tag(params (string Key, string Value)[] tags) => Ok(TryTag(tags));

    private Engine.Answer<TagResourceResponse> TryTag(params (string Key, string Value)[] tags) =>
        Topics<TagResource, TagResourceRequest, TagResourceResponse>(
            new() { ResourceArn = TopicArn, Tags = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] }
        );

    private IEnumerable<(string, string)> Tags() =>
        Ok(Topics<ListTagsForResource, ListTagsForResourceRequest, ListTagsForResourceResponse>(new() { ResourceArn = TopicArn }))
            .Tags!.Select(tag => (tag.Key!, tag.Value!));
}
