namespace Millrace.Sns.Tests;

/// <summary>How subscriptions that their endpoint must want are shown. Facts: sqs-sns.md, section 2d; SNS API Reference, ConfirmSubscription.</summary>
public sealed class ConfirmationTests : WebHookTest
{
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
    public void A_confirmed_subscription_is_listed_with_its_ARN()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn;
        Assert.Equal(arn, Ok(TryConfirm(LastToken())).SubscriptionArn);
        Assert.Equal(arn, Assert.Single(SubscriptionsOf().Subscriptions!).SubscriptionArn);
        Assert.Equal("false", SubscriptionAttributesOf(arn!)["PendingConfirmation"]);
    }

    [Fact]
    public void Subscribing_again_asks_again_and_the_newest_token_counts()
    {
        Ok(TrySubscribe("http", Hook));
        var first = LastToken();
        Ok(TrySubscribe("http", Hook));
        var second = LastToken();
        Assert.NotEqual(first, second);
        Assert.Equal("InvalidParameter", Refusal(TryConfirm(first)).Code);
        Ok(TryConfirm(second));
        World.WebHooks.Sent.Clear();
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
    public void A_queue_of_the_callers_account_needs_no_confirmation_and_one_of_another_does()
    {
        var own = SubscriptionAttributesOf(SubscribeQueue("q"));
        Assert.Equal(("false", "true"), (own["PendingConfirmation"], own["ConfirmationWasAuthenticated"]));
        var other = Ok(TrySubscribe("sqs", "arn:aws:sqs:us-east-1:111111111111:q")).SubscriptionArn!;
        Assert.Equal("true", SubscriptionAttributesOf(other)["PendingConfirmation"]);
    }
}
