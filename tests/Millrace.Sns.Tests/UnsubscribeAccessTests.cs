using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests;

/// <summary>
/// Who may end a subscription where authentication is on, and who is told. Source: SNS API Reference, Unsubscribe: a queue's subscription, and
/// one that requires authentication for deletion, is ended by its owner or the topic's; where that is not required and the requester is not
/// the owner, a final cancellation message goes to the endpoint.
/// </summary>
public sealed class UnsubscribeAccessTests : OutboxTest
{
    private const string Other = "111111111111";

    private static readonly AllowingAuthorizer _authorizer = new();

    public UnsubscribeAccessTests()
        : base(authorizer: _authorizer) { }

    [Fact]
    public void Nobody_ends_a_queues_subscription_without_a_signature()
    {
        var arn = SubscribeQueue("q");
        Assert.Equal("AuthorizationError", Refusal(As(Account, Access.Anonymous, arn)).Code);
        Assert.Equal("AuthorizationError", Refusal(As(Other, $"arn:aws:iam::{Other}:root", arn)).Code);
        Assert.Equal("false", SubscriptionAttributesOf(arn)["PendingConfirmation"]);
        Ok(As(Account, $"arn:aws:iam::{Account}:root", arn));
        Assert.Empty(SubscriptionsOf().Subscriptions!);
    }

    [Fact]
    public void Nor_one_that_was_confirmed_because_its_owner_asked_for_it()
    {
        var arn = Ok(TrySubscribe("sms", "+15555550100")).SubscriptionArn!;
        Assert.Equal("true", SubscriptionAttributesOf(arn)["ConfirmationWasAuthenticated"]);
        Assert.Equal("AuthorizationError", Refusal(As(Account, Access.Anonymous, arn)).Code);
        Ok(As(Account, $"arn:aws:iam::{Account}:root", arn));
    }

    [Fact]
    public void The_owner_of_the_topic_ends_what_another_account_subscribed()
    {
        Caller = Caller with { Account = Other };
        CreateQueue("q");
        var arn = Ok(TrySubscribe("sqs", $"arn:aws:sqs:us-east-1:{Other}:q")).SubscriptionArn!;
        Assert.Equal(Other, SubscriptionAttributesOf(arn)["Owner"]);
        Assert.Equal("AuthorizationError", Refusal(As("222222222222", "arn:aws:iam::222222222222:root", arn)).Code);
        Ok(As(Account, $"arn:aws:iam::{Account}:root", arn));
    }

    [Fact]
    public void An_address_that_its_link_took_off_is_told_and_may_take_that_back()
    {
        var arn = SubscribeAddress();
        Ok(As(Account, Access.Anonymous, arn));
        var told = Outbox("email-json")[0];
        var message = JsonNode.Parse(TextOf(told))!;
        Assert.Equal("UnsubscribeConfirmation", (string?)message["Type"]);
        Publish("nobody's");
        Assert.Equal(told.Number, Outbox("email-json")[0].Number);

        Assert.Equal(arn, Confirm((string?)message["Token"]));
        Publish("again");
        var last = Outbox("email-json")[0];
        Assert.Equal("again", (string?)JsonNode.Parse(TextOf(last))!["Message"]);

        // Its owner knows, and needs not be told.
        Ok(As(Account, $"arn:aws:iam::{Account}:root", arn));
        Assert.Empty(SubscriptionsOf().Subscriptions!);
        Assert.Equal(last.Number, Outbox("email-json")[0].Number);
    }

    /// <summary>Subscribes an address that the link in its mail confirms.</summary>
    private string SubscribeAddress()
    {
        var arn = Ok(TrySubscribe("email-json", "ada@example.com")).SubscriptionArn!;
        Assert.Equal(arn, Confirm((string?)JsonNode.Parse(TextOf(OnlyItem()))!["Token"]));
        Assert.Equal("false", SubscriptionAttributesOf(arn)["ConfirmationWasAuthenticated"]);
        return arn;
    }

    private string? Confirm(string? token) =>
        Ok(
            Topics<ConfirmSubscription, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
                new() { TopicArn = TopicArn, Token = token }
            )
        ).SubscriptionArn;

    private Answer<Unit> As(string account, string principal, string arn) =>
        World.Execute<Unsubscribe, Topic, UnsubscribeInput, Unit>(
            new() { SubscriptionArn = arn },
            Caller with
            {
                Account = account,
                Access = new Access(_authorizer, principal, principal, "us-east-1"),
            }
        );

    /// <summary>Allows everything, so that what is refused is refused by the operation.</summary>
    private sealed class AllowingAuthorizer : IAuthorizer
    {
        public AwsError? Refusal(in AccessRequest request) => null;
    }
}
