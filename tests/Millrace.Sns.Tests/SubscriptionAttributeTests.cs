namespace Millrace.Sns.Tests;

/// <summary>The attributes of subscriptions. Source: SNS API Reference, SetSubscriptionAttributes; values as recorded from AWS.</summary>
public sealed class SubscriptionAttributeTests : SnsTest
{
    [Fact]
    public void A_new_subscription_shows_the_defaults()
    {
        var arn = SubscribeQueue("q");
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConfirmationWasAuthenticated"] = "true",
                ["Endpoint"] = QueueArn("q"),
                ["Owner"] = Account,
                ["PendingConfirmation"] = "false",
                ["Protocol"] = "sqs",
                ["RawMessageDelivery"] = "false",
                ["SubscriptionArn"] = arn,
                ["SubscriptionPrincipal"] = $"arn:aws:iam::{Account}:root",
                ["TopicArn"] = TopicArn,
            },
            SubscriptionAttributesOf(arn)
        );
    }

    [Fact]
    public void A_filter_policy_is_shown_with_its_scope_until_it_is_set_empty()
    {
        const string policy = """{"kind":["a"]}""";
        var arn = SubscribeQueue("q", TopicArn, ("FilterPolicy", policy));
        var shown = SubscriptionAttributesOf(arn);
        Assert.Equal((policy, "MessageAttributes"), (shown["FilterPolicy"], shown["FilterPolicyScope"]));
        Ok(TrySet(arn, "FilterPolicyScope", "MessageBody"));
        Assert.Equal("MessageBody", SubscriptionAttributesOf(arn)["FilterPolicyScope"]);
        Ok(TrySet(arn, "FilterPolicy", ""));
        Assert.False(SubscriptionAttributesOf(arn).ContainsKey("FilterPolicy"));
        Assert.False(SubscriptionAttributesOf(arn).ContainsKey("FilterPolicyScope"));
    }

    [Theory]
    [InlineData("RawMessageDelivery", "wrongvalue", "RawMessageDelivery: Invalid value [wrongvalue]. Must be true or false.")]
    [InlineData(
        "FilterPolicyScope",
        "Both",
        "FilterPolicyScope: Invalid value [Both]. Please use either MessageBody or MessageAttributes"
    )]
    [InlineData("Nothing", "x", "AttributeName")]
    public void A_value_that_is_none_is_refused_by_name(string name, string value, string text)
    {
        Assert.Equal(("InvalidParameter", $"Invalid parameter: {text}"), Refusal(TrySet(SubscribeQueue("q"), name, value)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"PointType":"Sequence","StartingPoint":"2026-11-21T08:00:00Z"}""")]
    [InlineData("""{"PointType":"Timestamp"}""")]
    [InlineData("""{"PointType":"Timestamp","StartingPoint":"yesterday"}""")]
    [InlineData("""{"PointType":"Timestamp","StartingPoint":"2026-11-21T08:00:00Z","EndingPoint":"2026-11-21T07:00:00Z"}""")]
    public void A_replay_policy_is_from_one_time_to_a_later_one(string policy)
    {
        var arn = SubscribeQueue("q.fifo", CreateTopic("orders.fifo", ("FifoTopic", "true")));
        Assert.Equal("InvalidParameter", Refusal(TrySet(arn, "ReplayPolicy", policy)).Code);
    }

    [Fact]
    public void Only_subscriptions_to_FIFO_topics_replay()
    {
        const string policy = """{"PointType":"Timestamp","StartingPoint":"2026-11-21T08:00:00Z"}""";
        Assert.Equal("InvalidParameter", Refusal(TrySet(SubscribeQueue("q"), "ReplayPolicy", policy)).Code);
    }

    /// <summary>Half of a surrogate pair: JSON's grammar allows it, no text has it.</summary>
    [Theory]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"\ud800"}""")]
    [InlineData("RedrivePolicy", """{"\ud800":"x"}""")]
    [InlineData("DeliveryPolicy", """{"requestPolicy":{"headerContentType":"\ud800"}}""")]
    public void A_policy_with_what_no_text_can_be_made_of_is_refused(string name, string value)
    {
        var arn = Ok(TrySubscribe("http", "http://hook.example/")).SubscriptionArn!;
        Assert.Equal("InvalidParameter", Refusal(TrySet(arn, name, value)).Code);
    }

    [Fact]
    public void A_subscription_of_mail_has_no_raw_delivery()
    {
        var refusal = Refusal(TrySubscribe("email", "a@example.com", TopicArn, ("RawMessageDelivery", "true")));
        Assert.Equal("InvalidParameter", refusal.Code);
    }

    [Fact]
    public void A_web_hook_shows_its_delivery_policy_and_the_effective_one_with_what_was_left_out()
    {
        const string policy = """{"requestPolicy":{"headerContentType":"text/csv"}}""";
        var arn = Ok(TrySubscribe("http", "http://hook.example/", TopicArn, ("DeliveryPolicy", policy))).SubscriptionArn!;
        var shown = SubscriptionAttributesOf(arn);
        Assert.Equal(
            """{"healthyRetryPolicy":null,"sicklyRetryPolicy":null,"throttlePolicy":null,"requestPolicy":{"headerContentType":"text/csv"},"guaranteed":false}""",
            shown["DeliveryPolicy"]
        );
        Assert.StartsWith(
            """{"healthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,""",
            shown["EffectiveDeliveryPolicy"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_subscription_that_is_not_there_is_not_found()
    {
        Assert.Equal(
            ("NotFound", "Subscription does not exist"),
            Refusal(TrySet($"{TopicArn}:{Guid.NewGuid()}", "RawMessageDelivery", "true"))
        );
    }
}
