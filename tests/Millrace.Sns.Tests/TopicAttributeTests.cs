using System.Text.Json.Nodes;

namespace Millrace.Sns.Tests;

/// <summary>The attributes of topics. Source: SNS API Reference, CreateTopic, SetTopicAttributes; values as recorded from AWS.</summary>
public sealed class TopicAttributeTests : SnsTest
{
    private const string DefaultRetry =
        """{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"}""";

    [Fact]
    public void A_new_topic_shows_the_defaults()
    {
        var shown = TopicAttributesOf();
        Assert.Equal(
            [
                "DisplayName",
                "EffectiveDeliveryPolicy",
                "Owner",
                "Policy",
                "SubscriptionsConfirmed",
                "SubscriptionsDeleted",
                "SubscriptionsPending",
                "TopicArn",
            ],
            shown.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(("", Account, TopicArn), (shown["DisplayName"], shown["Owner"], shown["TopicArn"]));
        Assert.Equal(
            """{"http":{"defaultHealthyRetryPolicy":"""
                + DefaultRetry
                + ""","disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""",
            shown["EffectiveDeliveryPolicy"]
        );
    }

    [Fact]
    public void A_FIFO_topic_shows_that_it_is_one_and_whether_it_deduplicates_by_content()
    {
        var shown = TopicAttributesOf(CreateTopic("orders.fifo", ("FifoTopic", "true")));
        Assert.Equal(("true", "false"), (shown["FifoTopic"], shown["ContentBasedDeduplication"]));
        shown = TopicAttributesOf(CreateTopic("by-content.fifo", ("FifoTopic", "true"), ("ContentBasedDeduplication", "true")));
        Assert.Equal("true", shown["ContentBasedDeduplication"]);
    }

    [Theory]
    [InlineData("DisplayName", "Orders of today")]
    [InlineData("KmsMasterKeyId", "alias/aws/sns")]
    [InlineData("TracingConfig", "Active")]
    [InlineData("SignatureVersion", "2")]
    [InlineData("SQSFailureFeedbackRoleArn", "arn:aws:iam::000000000000:role/feedback")]
    [InlineData("SQSSuccessFeedbackSampleRate", "100")]
    [InlineData("Policy", """{"Version":"2012-10-17","Statement":[]}""")]
    public void An_attribute_comes_back_as_it_was_set_until_it_is_set_empty(string name, string value)
    {
        var before = TopicAttributesOf().GetValueOrDefault(name);
        Ok(TrySetTopic(name, value));
        Assert.Equal(value, TopicAttributesOf()[name]);
        Ok(TrySetTopic(name, ""));
        Assert.Equal(before, TopicAttributesOf().GetValueOrDefault(name));
    }

    [Theory]
    [InlineData("TracingConfig", "Sometimes")]
    [InlineData("SignatureVersion", "3")]
    [InlineData("SQSSuccessFeedbackSampleRate", "101")]
    [InlineData("Policy", "not json")]
    [InlineData("DeliveryPolicy", "not json")]
    [InlineData("Policy", """{"Id":"\ud800","Statement":[]}""")]
    [InlineData("DeliveryPolicy", """{"\ud800":{}}""")]
    [InlineData("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"backoffFunction":"\ud800"}}}""")]
    [InlineData("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"numRetries":"\ud800"}}}""")]
    [InlineData("DeliveryPolicy", """{"http":{"defaultRequestPolicy":{"headerContentType":"\ud800"}}}""")]
    [InlineData("DataProtectionPolicy", """{"Name":"\ud800"}""")]
    [InlineData("FifoTopic", "true")]
    [InlineData("ContentBasedDeduplication", "true")]
    [InlineData("ArchivePolicy", """{"MessageRetentionPeriod":"7"}""")]
    [InlineData("FifoThroughputScope", "Topic")]
    [InlineData("Nothing", "x")]
    public void A_value_that_a_standard_topic_does_not_know_is_refused(string name, string value)
    {
        Assert.Equal("InvalidParameter", Refusal(TrySetTopic(name, value)).Code);
    }

    [Theory]
    [InlineData("""{"MessageRetentionPeriod":"1"}""", true)]
    [InlineData("""{"MessageRetentionPeriod":365}""", true)]
    [InlineData("""{"MessageRetentionPeriod":"0"}""", false)]
    [InlineData("""{"MessageRetentionPeriod":"366"}""", false)]
    [InlineData("""{"MessageRetentionPeriod":"week"}""", false)]
    [InlineData("""{"Days":"7"}""", false)]
    public void An_archive_keeps_messages_for_1_to_365_days(string policy, bool isGood)
    {
        var arn = CreateTopic("orders.fifo", ("FifoTopic", "true"));
        Assert.Equal(isGood, TrySetTopic("ArchivePolicy", policy, arn).Error is null);
        Assert.Equal(isGood ? policy : null, TopicAttributesOf(arn).GetValueOrDefault("ArchivePolicy"));
        Assert.Equal(isGood, TopicAttributesOf(arn).ContainsKey("BeginningArchiveTime"));
    }

    [Fact]
    public void A_topic_may_be_deleted_once_its_archive_policy_is_taken_away()
    {
        var arn = CreateTopic("orders.fifo", ("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"7"}"""));
        Assert.Equal("InvalidState", Refusal(TryDeleteTopic(arn)).Code);
        Ok(TrySetTopic("ArchivePolicy", "", arn));
        Ok(TryDeleteTopic(arn));
    }

    [Fact]
    public void A_delivery_policy_is_shown_and_what_it_leaves_out_is_the_default()
    {
        Ok(TrySetTopic("DeliveryPolicy", """{"http":{"defaultRequestPolicy":{"headerContentType":"application/json"}}}"""));
        var shown = TopicAttributesOf();
        Assert.Equal(
            """{"http":{"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"application/json"}}}""",
            shown["DeliveryPolicy"]
        );
        var effective = JsonNode.Parse(shown["EffectiveDeliveryPolicy"])!["http"]!;
        Assert.Equal("application/json", (string?)effective["defaultRequestPolicy"]!["headerContentType"]);
        Assert.Equal(DefaultRetry, effective["defaultHealthyRetryPolicy"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"http":{"defaultHealthyRetryPolicy":{"numRetries":101}}}""")]
    [InlineData("""{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":30,"maxDelayTarget":20}}}""")]
    [InlineData("""{"http":{"defaultHealthyRetryPolicy":{"numRetries":2,"numNoDelayRetries":3}}}""")]
    [InlineData("""{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":60,"maxDelayTarget":60,"numRetries":61}}}""")]
    [InlineData("""{"http":{"defaultHealthyRetryPolicy":{"backoffFunction":"cubic"}}}""")]
    [InlineData("""{"http":{"defaultThrottlePolicy":{"maxReceivesPerSecond":0}}}""")]
    [InlineData("""{"http":{"defaultRequestPolicy":{"headerContentType":"image/png"}}}""")]
    [InlineData("""{"http":{"unknown":1}}""")]
    [InlineData("""{"https":{}}""")]
    public void A_delivery_policy_beyond_the_limits_is_refused(string policy)
    {
        Assert.Equal("InvalidParameter", Refusal(TrySetTopic("DeliveryPolicy", policy)).Code);
    }

    [Fact]
    public void Attributes_survive_a_restart()
    {
        Ok(TrySetTopic("DisplayName", "kept"));
        Ok(TrySetTopic("SignatureVersion", "2"));
        var before = TopicAttributesOf();
        World.Restart();
        Assert.Equal(before, TopicAttributesOf());
    }
}
