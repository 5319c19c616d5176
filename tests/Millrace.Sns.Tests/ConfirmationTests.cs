using System.Text;
using System.Text.Json.Nodes;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Operations;

namespace Millrace.Sns.Tests;

/// <summary>How subscriptions that their endpoint must want are shown. Facts: sqs-sns.md, section 2d; SNS API Reference, ConfirmSubscription.</summary>
public sealed class ConfirmationTests : WebHookTest
{
    private const string OtherAccount = "111111111111";

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

    [Fact]
    public void A_stream_of_another_account_is_asked_with_a_record_that_holds_the_token()
    {
        var stream = $"arn:aws:firehose:us-east-1:{OtherAccount}:deliverystream/archive";
        var role = ("SubscriptionRoleArn", $"arn:aws:iam::{OtherAccount}:role/firehose");
        var arn = Ok(TrySubscribe("firehose", stream, TopicArn, role, ("RawMessageDelivery", "true"))).SubscriptionArn!;

        var asked = (StreamRecord)Assert.Single(World.Streams.Sent).Request;
        Assert.Equal(stream, asked.StreamArn);
        var line = Encoding.UTF8.GetString(asked.Data.Span);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        var document = JsonNode.Parse(line)!.AsObject();
        Assert.Equal(
            ["Type", "MessageId", "Token", "TopicArn", "Message", "SubscribeURL", "Timestamp"],
            document.Select(field => field.Key)
        );
        Assert.Equal("SubscriptionConfirmation", (string?)document["Type"]);

        Assert.Equal(arn, Ok(TryConfirm((string)document["Token"]!)).SubscriptionArn);
        Publish("hello");
        Assert.Equal("hello", Encoding.UTF8.GetString(((StreamRecord)World.Streams.Sent[1].Request).Data.Span));
    }

    [Fact]
    public void A_FIFO_queue_of_another_account_is_asked_and_confirms()
    {
        var topic = CreateTopic("orders.fifo", ("FifoTopic", "true"));
        var (queue, owner) = ($"arn:aws:sqs:us-east-1:{OtherAccount}:q.fifo", Caller);
        Caller = owner with { Account = OtherAccount, PrincipalId = OtherAccount };
        Ok(
            Queues<CreateQueue, CreateQueueRequest, CreateQueueResult>(
                new() { QueueName = "q.fifo", Attributes = Map(("FifoQueue", "true")) }
            )
        );

        Caller = owner;
        var arn = Ok(TrySubscribe("sqs", queue, topic, ("RawMessageDelivery", "true"))).SubscriptionArn!;

        // Asked twice within the window of deduplication: both questions arrive.
        Ok(TrySubscribe("sqs", queue, topic));
        Caller = Caller with { Account = OtherAccount, PrincipalId = OtherAccount };
        var questions = Received();
        Assert.Equal(["SubscriptionConfirmation", "SubscriptionConfirmation"], questions.Select(asked => (string?)asked["Type"]));
        Assert.Equal(arn, Ok(TryConfirm((string)questions[^1]["Token"]!, topic)).SubscriptionArn);

        Caller = owner;
        Publish("{}", topic, group: "g", deduplication: "d");
        Assert.Empty(Assert.Single(Received()));
        Assert.Equal(0, World.PendingCalls);

        List<JsonObject> Received()
        {
            var messages =
                Ok(
                    Queues<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(
                        new() { QueueUrl = queue, MaxNumberOfMessages = 10 }
                    )
                ).Messages
                ?? [];
            return messages.ConvertAll(message => JsonNode.Parse(message.Body!.Value.ToString())!.AsObject());
        }
    }

    [Theory]
    [InlineData("{}}")]
    [InlineData("{}x")]
    public void A_pending_subscription_with_a_policy_that_asks_for_nothing_survives_restarts_and_gets_everything(string policy)
    {
        Ok(TrySubscribe("http", Hook, TopicArn, ("RawMessageDelivery", "true"), ("FilterPolicy", policy)));
        World.LosePower();
        World.Restart();
        Ok(TryConfirm(LastToken()));
        World.LosePower();
        Publish("after a replay");
        World.Restart();
        Publish("from a checkpoint");
        Assert.Equal(["after a replay", "from a checkpoint"], Sent.Skip(1).Select(TextOf));
    }
}
