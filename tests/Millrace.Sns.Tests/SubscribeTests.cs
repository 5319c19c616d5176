using Millrace.Api.Sns;
using Millrace.Api.Sqs;
using Millrace.Sns.Operations;
using Millrace.Sqs.Operations;

namespace Millrace.Sns.Tests;

/// <summary>Who may be subscribed to what. Facts: sqs-sns.md, sections 2a and 2d; texts as recorded from AWS.</summary>
public sealed class SubscribeTests : SnsTest
{
    private const string FifoArn = TopicArn + ".fifo";
    private static readonly (string, string) _raw = ("RawMessageDelivery", "true");

    [Fact]
    public void The_same_subscription_with_the_same_attributes_is_answered_with_the_one_that_is_there()
    {
        var first = SubscribeQueue("q", TopicArn, _raw);
        Assert.Equal(first, Ok(TrySubscribe("sqs", QueueArn("q"), TopicArn, _raw)).SubscriptionArn);
        Assert.Equal(first, Ok(TrySubscribe("sqs", QueueArn("q"))).SubscriptionArn);
        Assert.Single(SubscriptionsOf().Subscriptions!);
    }

    [Fact]
    public void The_same_subscription_with_other_attributes_is_refused()
    {
        var first = SubscribeQueue("q", TopicArn, _raw);
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Attributes Reason: Subscription already exists with different attributes"),
            Refusal(TrySubscribe("sqs", QueueArn("q"), TopicArn, ("RawMessageDelivery", "false")))
        );
        Assert.Equal("true", SubscriptionAttributesOf(first)["RawMessageDelivery"]);
    }

    [Fact]
    public void A_queue_is_named_by_its_ARN_and_not_by_its_URL()
    {
        var text = "Invalid parameter: SQS endpoint ARN";
        foreach (var endpoint in new[] { "http://sns.example:4566/000000000000/q", "q", TopicArn })
        {
            Assert.Equal(("InvalidParameter", text), Refusal(TrySubscribe("sqs", endpoint)));
        }
    }

    [Fact]
    public void A_queue_that_is_not_there_may_be_subscribed_and_gets_what_is_published_once_it_is()
    {
        Ok(TrySubscribe("sqs", QueueArn("later"), TopicArn, _raw));
        Publish("lost");
        CreateQueue("later");
        Publish("kept");
        Assert.Equal(["kept"], Bodies("later"));
    }

    [Fact]
    public void A_FIFO_queue_is_not_subscribed_to_a_standard_topic()
    {
        Assert.Equal(
            (
                "InvalidParameter",
                "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics"
            ),
            Refusal(TrySubscribe("sqs", CreateQueue("q.fifo")))
        );
    }

    [Fact]
    public void A_FIFO_topic_takes_queues_of_both_kinds_and_no_other_endpoints()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"));
        SubscribeQueue("q.fifo", FifoArn);
        SubscribeQueue("q", FifoArn);
        Assert.Equal("InvalidParameter", Refusal(TrySubscribe("http", "http://hook.example/", FifoArn)).Code);
        Assert.Equal("InvalidParameter", Refusal(TrySubscribe("sms", "+12065550100", FifoArn)).Code);
        Assert.Equal("InvalidParameter", Refusal(TrySubscribe("email", "a@example.com", FifoArn)).Code);
    }

    [Theory]
    [InlineData("q.fifo", true, "dead", "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.")]
    [InlineData("q", true, "dead.fifo", "RedrivePolicy: must use a standard queue as DLQ for a standard subscription.")]
    [InlineData("q", false, "dead.fifo", "RedrivePolicy: must use a standard queue as DLQ for a standard subscription.")]
    public void The_dead_letter_queue_is_of_the_kind_of_the_subscription(string queue, bool isFifo, string dead, string text)
    {
        var topic = isFifo ? CreateTopic("orders.fifo", ("FifoTopic", "true")) : TopicArn;
        var arn = SubscribeQueue(queue, topic);
        var policy = $$"""{"deadLetterTargetArn":"{{QueueArn(dead)}}"}""";
        Assert.Equal(("InvalidParameter", $"Invalid parameter: {text}"), Refusal(TrySet(arn, "RedrivePolicy", policy)));
        var fit = dead.EndsWith(".fifo", StringComparison.Ordinal) ? "dead" : "dead.fifo";
        Ok(TrySet(arn, "RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn(fit)}}"}"""));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sns:us-east-1:000000000000:orders"}""")]
    [InlineData("""{"deadLetterTargetArn":"dead"}""")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":3}""")]
    public void A_redrive_policy_names_a_queue_and_nothing_else(string policy)
    {
        Assert.Equal("InvalidParameter", Refusal(TrySubscribe("sqs", QueueArn("q"), TopicArn, ("RedrivePolicy", policy))).Code);
    }

    [Theory]
    [InlineData("test-protocol", "x", "Amazon SNS does not support this protocol string: test-protocol")]
    [InlineData("http", "https://hook.example/", "Endpoint must match the specified protocol")]
    [InlineData("https", "http://hook.example/", "Endpoint must match the specified protocol")]
    [InlineData("email", "nobody", "Email address")]
    [InlineData("email-json", "@example.com", "Email address")]
    [InlineData("sms", "telephone", "Invalid SMS endpoint: telephone")]
    [InlineData("lambda", "arn:aws:sqs:us-east-1:000000000000:q", "Lambda endpoint ARN")]
    [InlineData("firehose", "arn:aws:firehose:@169.254.169.254/:000000000000:deliverystream/x", "Firehose endpoint ARN")]
    [InlineData("firehose", "arn:aws:firehose:x.example#:000000000000:deliverystream/x", "Firehose endpoint ARN")]
    [InlineData("firehose", "arn:aws:firehose::000000000000:deliverystream/x", "Firehose endpoint ARN")]
    [InlineData("sqs", "arn:aws:sqs:us east:000000000000:q", "SQS endpoint ARN")]
    [InlineData("lambda", "arn:aws:lambda:US-EAST-1:000000000000:function:f", "Lambda endpoint ARN")]
    [InlineData("application", "arn:aws:sns:us/east:000000000000:endpoint/GCM/app/1", "Application endpoint arn invalid")]
    public void An_endpoint_is_what_its_protocol_asks_for(string protocol, string endpoint, string text)
    {
        Assert.Equal(("InvalidParameter", $"Invalid parameter: {text}"), Refusal(TrySubscribe(protocol, endpoint)));
    }

    [Fact]
    public void A_topic_that_is_not_there_is_not_found_and_an_ARN_is_counted_in_elements()
    {
        var absent = "arn:aws:sns:us-east-1:000000000000:absent";
        Assert.Equal(("NotFound", "Topic does not exist"), Refusal(TrySubscribe("sqs", QueueArn("q"), absent)));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1"),
            Refusal(TrySubscribe("sqs", QueueArn("q"), "orders"))
        );
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: TopicArn"),
            Refusal(TrySubscribe("sqs", QueueArn("q"), "arn:aws:sns:eu-west-1:000000000000:orders"))
        );
    }

    [Fact]
    public void A_FIFO_topic_has_at_most_a_hundred_subscriptions()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"));
        for (var number = 0; number < 100; number++)
        {
            Ok(TrySubscribe("sqs", QueueArn($"q{number}.fifo"), FifoArn));
        }

        Assert.Equal("SubscriptionLimitExceeded", Refusal(TrySubscribe("sqs", QueueArn("more.fifo"), FifoArn)).Code);
        Ok(TryUnsubscribe(SubscriptionsOf(FifoArn).Subscriptions![0].SubscriptionArn!));
        Ok(TrySubscribe("sqs", QueueArn("more.fifo"), FifoArn));
    }

    [Theory]
    [InlineData("FilterPolicy", "", null)]
    [InlineData("RedrivePolicy", "", null)]
    [InlineData("FilterPolicyScope", "", null)]
    [InlineData("RawMessageDelivery", "True", "true")]
    public void The_same_wish_in_other_words_is_the_same_subscription(string attribute, string value, string? otherWords)
    {
        var arn = SubscribeQueue("q", TopicArn, (attribute, value));
        Assert.Equal(arn, Ok(TrySubscribe("sqs", QueueArn("q"), TopicArn, (attribute, value))).SubscriptionArn);
        Assert.Equal(
            arn,
            Ok(
                TrySubscribe(
                    "sqs",
                    QueueArn("q"),
                    TopicArn,
                    otherWords is null ? ("RawMessageDelivery", "false") : (attribute, otherWords)
                )
            ).SubscriptionArn
        );
        Assert.Equal(
            "InvalidParameter",
            Refusal(TrySubscribe("sqs", QueueArn("q"), TopicArn, ("FilterPolicy", """{"kind":["a"]}"""))).Code
        );
    }

    [Fact]
    public void Unsubscribing_ends_deliveries_and_may_be_asked_for_again()
    {
        var arn = SubscribeQueue("q", TopicArn, _raw);
        Publish("before");
        Ok(TryUnsubscribe(arn));
        Ok(TryUnsubscribe(arn));
        Publish("after");
        Assert.Equal(["before"], Bodies("q"));
        Assert.Equal(
            "NotFound",
            Refusal(
                Topics<GetSubscriptionAttributes, GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse>(
                    new() { SubscriptionArn = arn }
                )
            ).Code
        );
        Assert.Equal(("0", "1"), (TopicAttributesOf()["SubscriptionsConfirmed"], TopicAttributesOf()["SubscriptionsDeleted"]));
    }

    [Fact]
    public void Subscribing_again_after_the_end_is_a_new_subscription()
    {
        var first = SubscribeQueue("q", TopicArn, _raw);
        Ok(TryUnsubscribe(first));
        Assert.NotEqual(first, Ok(TrySubscribe("sqs", QueueArn("q"))).SubscriptionArn);
        Ok(Queues<PurgeQueue, PurgeQueueRequest, Api.Unit>(new() { QueueUrl = QueueArn("q") }));
        Publish("wrapped now");
        Assert.Equal("wrapped now", (string?)Assert.Single(Envelopes("q"))["Message"]);
    }
}
