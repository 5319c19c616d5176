using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>Subscriptions that their endpoint must want. Facts: sqs-sns.md, section 2d; SNS API Reference, ConfirmSubscription.</summary>
public sealed class ConfirmationTests : SnsTest
{
    private const string Hook = "http://hook.example/";

    [Fact]
    public void A_pending_subscription_is_named_by_words_unless_its_ARN_is_asked_for()
    {
        var without = Topics<Operations.Subscribe, Api.Sns.SubscribeInput, Api.Sns.SubscribeResponse>(
            new()
            {
                TopicArn = TopicArn,
                Protocol = "http",
                Endpoint = Hook,
            }
        );
        Assert.Equal("pending confirmation", Ok(without).SubscriptionArn);
        Assert.StartsWith(TopicArn + ":", Ok(TrySubscribe("http", Hook)).SubscriptionArn, StringComparison.Ordinal);
    }

    [Fact]
    public void Listings_and_attributes_show_that_a_subscription_is_pending()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        var shown = Assert.Single(SubscriptionsOf().Subscriptions!);
        Assert.Equal(
            ("PendingConfirmation", "http", Hook, Account),
            (shown.SubscriptionArn, shown.Protocol, shown.Endpoint, shown.Owner)
        );
        Assert.Equal("true", SubscriptionAttributesOf(arn)["PendingConfirmation"]);
        Assert.Equal("false", SubscriptionAttributesOf(arn)["ConfirmationWasAuthenticated"]);
        Assert.Equal(("0", "1"), (TopicAttributesOf()["SubscriptionsConfirmed"], TopicAttributesOf()["SubscriptionsPending"]));
    }

    [Fact]
    public void Nothing_is_delivered_before_the_confirmation()
    {
        Ok(TrySubscribe("http", Hook));
        var token = Token();
        Publish("before");
        Assert.Empty(World.WebHooks.Sent);
        Ok(TryConfirm(token));
        Publish("after");
        Assert.Equal("after", (string?)PostedTo(Assert.Single(World.WebHooks.Sent))["Message"]);
    }

    [Fact]
    public void A_confirmed_subscription_is_listed_with_its_ARN()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn;
        Assert.Equal(arn, Ok(TryConfirm(Token())).SubscriptionArn);
        Assert.Equal(arn, Assert.Single(SubscriptionsOf().Subscriptions!).SubscriptionArn);
        Assert.Equal("false", SubscriptionAttributesOf(arn!)["PendingConfirmation"]);
    }

    [Fact]
    public void A_token_is_good_for_two_days_and_then_the_subscription_is_gone()
    {
        Ok(TrySubscribe("http", Hook));
        var token = Token();
        World.Pass(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Single(SubscriptionsOf().Subscriptions!);
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(("InvalidParameter", "Invalid parameter: Token"), Refusal(TryConfirm(token)));
        Assert.Empty(SubscriptionsOf().Subscriptions!);
    }

    [Fact]
    public void A_token_on_its_last_second_confirms()
    {
        Ok(TrySubscribe("http", Hook));
        var token = Token();
        World.Pass(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Ok(TryConfirm(token));
        World.Pass(TimeSpan.FromDays(3));
        Assert.Single(SubscriptionsOf().Subscriptions!);
    }

    [Fact]
    public void Subscribing_again_asks_again_and_the_newest_token_counts()
    {
        Ok(TrySubscribe("http", Hook));
        var first = Token();
        Ok(TrySubscribe("http", Hook));
        var second = Token();
        Assert.NotEqual(first, second);
        Assert.Equal("InvalidParameter", Refusal(TryConfirm(first)).Code);
        Ok(TryConfirm(second));
        Ok(TrySubscribe("http", Hook));
        Assert.Empty(World.WebHooks.Sent);
    }

    [Fact]
    public void A_token_that_nobody_was_sent_is_refused()
    {
        Ok(TrySubscribe("http", Hook));
        Assert.Equal(("InvalidParameter", "Invalid parameter: Token"), Refusal(TryConfirm("guess")));
    }

    [Fact]
    public void A_pending_subscription_is_not_ended_but_lapses()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        Assert.Equal("InvalidParameter", Refusal(TryUnsubscribe(arn)).Code);
    }

    [Fact]
    public void A_web_hook_that_is_unsubscribed_is_told_and_may_take_it_back_within_two_days()
    {
        var arn = SubscribeHook(Hook);
        Ok(TryUnsubscribe(arn));
        var farewell = PostedTo(World.WebHooks.Sent[0]);
        Assert.Equal("UnsubscribeConfirmation", (string?)farewell["Type"]);
        var token = Token();
        Publish("missed");
        Assert.Empty(World.WebHooks.Sent);
        Assert.Empty(SubscriptionsOf().Subscriptions!);

        World.Pass(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(arn, Ok(TryConfirm(token)).SubscriptionArn);
        Publish("back");
        Assert.Equal("back", (string?)PostedTo(Assert.Single(World.WebHooks.Sent))["Message"]);
    }

    [Fact]
    public void After_two_days_an_ended_web_hook_does_not_come_back()
    {
        Ok(TryUnsubscribe(SubscribeHook(Hook)));
        var token = Token();
        World.Pass(TimeSpan.FromDays(2));
        Assert.Equal("InvalidParameter", Refusal(TryConfirm(token)).Code);
    }

    [Fact]
    public void A_queue_of_the_callers_account_needs_no_confirmation_and_one_of_another_does()
    {
        var own = SubscriptionAttributesOf(SubscribeQueue("q"));
        Assert.Equal(("false", "true"), (own["PendingConfirmation"], own["ConfirmationWasAuthenticated"]));
        var other = Ok(TrySubscribe("sqs", "arn:aws:sqs:us-east-1:111111111111:q")).SubscriptionArn!;
        Assert.Equal("true", SubscriptionAttributesOf(other)["PendingConfirmation"]);
    }

    [Fact]
    public void A_confirmation_has_the_fields_of_AWS_and_a_link_that_confirms()
    {
        Ok(TrySubscribe("http", Hook));
        var (_, request) = World.WebHooks.Sent[0];
        var envelope = PostedTo(World.WebHooks.Sent[0]);
        Assert.Equal(
            [
                "Type",
                "MessageId",
                "Token",
                "TopicArn",
                "Message",
                "SubscribeURL",
                "Timestamp",
                "SignatureVersion",
                "Signature",
                "SigningCertURL",
            ],
            envelope.Select(field => field.Key)
        );
        Assert.EndsWith(
            $"/?Action=ConfirmSubscription&TopicArn={TopicArn}&Token={envelope["Token"]}",
            (string)envelope["SubscribeURL"]!,
            StringComparison.Ordinal
        );
        var headers = ((WebRequest)request).Headers;
        Assert.Contains(new("x-amz-sns-message-type", "SubscriptionConfirmation"), headers);
        Assert.DoesNotContain(headers, header => header.Key == "x-amz-sns-subscription-arn");
    }

    /// <summary>The token of the last thing posted, which is forgotten.</summary>
    private string Token()
    {
        var token = (string)PostedTo(World.WebHooks.Sent[^1])["Token"]!;
        World.WebHooks.Sent.Clear();
        return token;
    }
}
