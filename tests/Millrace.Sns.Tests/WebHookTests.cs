using System.Security.Cryptography;
using System.Text;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>What web hooks are sent. Headers and fields as recorded from AWS; facts: sqs-sns.md, section 2d.</summary>
public sealed class WebHookTests : WebHookTest
{
    private const string Agent = "Amazon Simple Notification Service Agent";

    [Fact]
    public void A_confirmation_is_asked_for_in_the_words_and_with_the_headers_of_AWS()
    {
        var arn = Ok(TrySubscribe("http", Hook, TopicArn, ("RawMessageDelivery", "true"))).SubscriptionArn!;
        Assert.Equal("true", SubscriptionAttributesOf(arn)["PendingConfirmation"]);

        var request = Assert.Single(Sent);
        Assert.Equal(Hook, request.Url);
        Assert.Equal("text/plain; charset=UTF-8", request.ContentType);
        var document = Document(request);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["x-amz-sns-message-type"] = "SubscriptionConfirmation",
                ["x-amz-sns-message-id"] = (string)document["MessageId"]!,
                ["x-amz-sns-topic-arn"] = TopicArn,
                ["User-Agent"] = Agent,
            },
            HeadersOf(request)
        );
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
            document.Select(field => field.Key)
        );
        Assert.Equal("SubscriptionConfirmation", (string?)document["Type"]);
        Assert.Equal(
            $"You have chosen to subscribe to the topic {TopicArn}.\n"
                + "To confirm the subscription, visit the SubscribeURL included in this message.",
            (string?)document["Message"]
        );
        Assert.Equal(
            $"http://sns.example:4566/?Action=ConfirmSubscription&TopicArn={TopicArn}&Token={document["Token"]}",
            (string?)document["SubscribeURL"]
        );
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_confirmation_is_signed_over_the_documented_text(string version)
    {
        Ok(
            Topics<SetTopicAttributes, SetTopicAttributesInput, Api.Unit>(
                new()
                {
                    TopicArn = TopicArn,
                    AttributeName = "SignatureVersion",
                    AttributeValue = version,
                }
            )
        );
        Ok(TrySubscribe("http", Hook));
        var sent = Document(Assert.Single(Sent));
        Assert.Equal(version, (string?)sent["SignatureVersion"]);
        var text =
            $"Message\n{sent["Message"]}\nMessageId\n{sent["MessageId"]}\nSubscribeURL\n{sent["SubscribeURL"]}\n"
            + $"Timestamp\n{sent["Timestamp"]}\nToken\n{sent["Token"]}\nTopicArn\n{TopicArn}\nType\nSubscriptionConfirmation\n";
        Assert.True(
            TestSigner.Key.VerifyData(
                Encoding.UTF8.GetBytes(text),
                Convert.FromBase64String((string)sent["Signature"]!),
                version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
                RSASignaturePadding.Pkcs1
            )
        );
    }

    [Fact]
    public void Nothing_is_sent_to_an_endpoint_before_it_has_confirmed()
    {
        Ok(TrySubscribe("http", Hook));
        Publish("before");
        Assert.Single(Sent);

        Ok(TryConfirm(LastToken()));
        World.WebHooks.Sent.Clear();
        Publish("after");
        Assert.Equal("after", (string?)Document(Assert.Single(Sent))["Message"]);
    }

    [Fact]
    public void A_notification_has_the_subscription_in_its_headers()
    {
        var arn = SubscribeHook();
        var id = Publish("hello", subject: "greeting").MessageId!;
        var request = Assert.Single(Sent);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["x-amz-sns-message-type"] = "Notification",
                ["x-amz-sns-message-id"] = id,
                ["x-amz-sns-topic-arn"] = TopicArn,
                ["x-amz-sns-subscription-arn"] = arn,
                ["User-Agent"] = Agent,
            },
            HeadersOf(request)
        );
        Assert.Equal("text/plain; charset=UTF-8", request.ContentType);
        Assert.Equal(id, (string?)Document(request)["MessageId"]);
        Assert.Equal("hello", (string?)Document(request)["Message"]);
    }

    [Fact]
    public void A_raw_notification_is_the_message_and_says_so_in_a_header()
    {
        SubscribeHook(attributes: ("RawMessageDelivery", "true"));
        Publish("{\"raw\": true}");
        var request = Assert.Single(Sent);
        Assert.Equal("{\"raw\": true}", TextOf(request));
        Assert.Equal("true", HeadersOf(request)["x-amz-sns-rawdelivery"]);
    }

    [Fact]
    public void A_request_policy_changes_the_content_type_of_notifications_and_of_nothing_else()
    {
        CreateTopic(
            "typed",
            ("DeliveryPolicy", """{"http":{"defaultRequestPolicy":{"headerContentType":"application/json"}}}""")
        );
        var topic = TopicArn.Replace("orders", "typed", StringComparison.Ordinal);
        SubscribeHook("http://hook.example/topic", topic);
        SubscribeHook(
            "http://hook.example/own",
            topic,
            ("DeliveryPolicy", """{"requestPolicy":{"headerContentType":"text/csv"}}""")
        );
        Publish("a,b", topic);
        Assert.Equal(
            ["application/json", "text/csv"],
            Sent.OrderByDescending(request => request.Url, StringComparer.Ordinal).Select(request => request.ContentType)
        );

        World.WebHooks.Sent.Clear();
        Ok(TrySubscribe("http", "http://hook.example/third", topic));
        Assert.Equal("text/plain; charset=UTF-8", Assert.Single(Sent).ContentType);
    }

    [Theory]
    [InlineData("text/plain\r\nX-Injected: yes")]
    [InlineData("text/plain; charset=UTF-8\n")]
    [InlineData("image/png")]
    public void A_content_type_that_AWS_does_not_offer_or_that_holds_more_than_itself_is_refused(string type)
    {
        var policy = new System.Text.Json.Nodes.JsonObject
        {
            ["requestPolicy"] = new System.Text.Json.Nodes.JsonObject { ["headerContentType"] = type },
        };
        Assert.Equal(
            "InvalidParameter",
            Refusal(TrySubscribe("http", Hook, TopicArn, ("DeliveryPolicy", policy.ToJsonString()))).Code
        );
    }

    [Fact]
    public void An_endpoint_that_is_unsubscribed_is_told_and_gets_nothing_more()
    {
        var arn = SubscribeHook(attributes: ("RawMessageDelivery", "true"));
        Unsubscribe(arn);
        var request = Assert.Single(Sent);
        var document = Document(request);
        Assert.Equal("UnsubscribeConfirmation", (string?)document["Type"]);
        Assert.Equal("UnsubscribeConfirmation", HeadersOf(request)["x-amz-sns-message-type"]);
        Assert.Equal(arn, HeadersOf(request)["x-amz-sns-subscription-arn"]);
        Assert.Equal("text/plain; charset=UTF-8", request.ContentType);
        Assert.Equal(
            $"You have chosen to deactivate subscription {arn}.\n"
                + "To cancel this operation and restore the subscription, visit the SubscribeURL included in this message.",
            (string?)document["Message"]
        );

        Publish("nobody's");
        Assert.Single(Sent);
        Unsubscribe(arn);
        Assert.Single(Sent);
        Assert.Equal("NotFound", RefusalOfAttributes(arn));
        Assert.Equal("1", TopicAttributesOf()["SubscriptionsDeleted"]);
    }

    [Fact]
    public void An_endpoint_can_take_its_end_back_within_two_days()
    {
        var arn = SubscribeHook();
        Unsubscribe(arn);
        var token = LastToken();
        World.Pass(TimeSpan.FromHours(47));
        Assert.Equal(arn, Ok(TryConfirm(token)).SubscriptionArn);

        World.WebHooks.Sent.Clear();
        Publish("again");
        Assert.Equal("again", (string?)Document(Assert.Single(Sent))["Message"]);
        World.Pass(TimeSpan.FromDays(3));
        Assert.Equal("false", SubscriptionAttributesOf(arn)["PendingConfirmation"]);
        Assert.Equal("0", TopicAttributesOf()["SubscriptionsDeleted"]);
    }

    [Fact]
    public void After_two_days_an_end_is_final()
    {
        Unsubscribe(SubscribeHook());
        var token = LastToken();
        World.Pass(TimeSpan.FromDays(2));
        Assert.Equal("Invalid parameter: Token", Refusal(TryConfirm(token)).Message);
    }

    [Fact]
    public void An_endpoint_that_was_subscribed_anew_has_one_subscription_when_it_takes_the_end_of_the_first_back()
    {
        Unsubscribe(SubscribeHook());
        var token = LastToken();
        var second = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        Assert.Equal(second, Ok(TryConfirm(token)).SubscriptionArn);
        World.WebHooks.Sent.Clear();
        Publish("once");
        Assert.Equal(second, HeadersOf(Assert.Single(Sent))["x-amz-sns-subscription-arn"]);
    }

    [Fact]
    public void A_subscription_that_nobody_confirms_is_gone_after_two_days()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        var token = LastToken();
        World.Pass(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Equal("1", TopicAttributesOf()["SubscriptionsPending"]);

        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("0", TopicAttributesOf()["SubscriptionsPending"]);
        Assert.Equal("NotFound", RefusalOfAttributes(arn));
        Assert.Equal("Invalid parameter: Token", Refusal(TryConfirm(token)).Message);
    }

    [Fact]
    public void Subscribing_again_asks_again_and_gives_two_more_days()
    {
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        World.Pass(TimeSpan.FromDays(1));
        Assert.Equal(arn, Ok(TrySubscribe("http", Hook)).SubscriptionArn);
        Assert.Equal(2, Sent.Count());
        World.Pass(TimeSpan.FromDays(1.5));
        Assert.Equal(arn, Ok(TryConfirm(LastToken())).SubscriptionArn);
    }

    [Fact]
    public void A_token_confirms_as_often_as_it_is_used_and_nobody_elses_topic()
    {
        CreateTopic("other");
        Ok(TrySubscribe("http", Hook));
        var token = LastToken();
        Assert.Equal(Ok(TryConfirm(token)).SubscriptionArn, Ok(TryConfirm(token)).SubscriptionArn);
        Assert.Equal(
            "Invalid parameter: Token",
            Refusal(TryConfirm(token, TopicArn.Replace("orders", "other", StringComparison.Ordinal))).Message
        );
    }

    [Fact]
    public void Confirmations_and_their_tokens_survive_a_restart()
    {
        World.WebHooks.Answer = _ => Unavailable;
        var arn = Ok(TrySubscribe("http", Hook)).SubscriptionArn!;
        World.LosePower();
        World.WebHooks.Answer = _ => null;
        World.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(arn, Ok(TryConfirm(LastToken())).SubscriptionArn);
        Unsubscribe(arn);
        World.Restart();
        Assert.Equal(arn, Ok(TryConfirm(LastToken())).SubscriptionArn);
    }

    [Fact]
    public void A_Firehose_stream_gets_a_record_on_one_line_without_a_signature()
    {
        World.Streams.Sent.Clear();
        var stream = $"arn:aws:firehose:us-east-1:{Account}:deliverystream/archive";
        var role = ("SubscriptionRoleArn", $"arn:aws:iam::{Account}:role/firehose");
        var arn = Ok(TrySubscribe("firehose", stream, TopicArn, role)).SubscriptionArn!;
        var id = Publish(
            "two\nlines",
            subject: "s",
            attributes: new(StringComparer.Ordinal)
            {
                ["a"] = new() { DataType = "String", StringValue = "b" },
            }
        ).MessageId;
        var record = (StreamRecord)Assert.Single(World.Streams.Sent).Request;
        Assert.Equal(stream, record.StreamArn);
        Assert.Equal(
            $$$$"""
            {"Type":"Notification","MessageId":"{{{{id}}}}","TopicArn":"{{{{TopicArn}}}}","Subject":"s","Message":"two\nlines",
            "Timestamp":"2026-11-21T08:00:00.000Z",
            "UnsubscribeURL":"http://sns.example:4566/?Action=Unsubscribe&SubscriptionArn={{{{arn}}}}",
            "MessageAttributes":{"a":{"Type":"String","Value":"b"}}}
            """.ReplaceLineEndings("") + "\n",
            Encoding.UTF8.GetString(record.Data.Span)
        );

        Ok(TrySet(arn, "RawMessageDelivery", "true"));
        Publish("as it is");
        Assert.Equal("as it is", Encoding.UTF8.GetString(((StreamRecord)World.Streams.Sent[1].Request).Data.Span));
    }

    private string RefusalOfAttributes(string arn) =>
        Refusal(
            Topics<GetSubscriptionAttributes, GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse>(
                new() { SubscriptionArn = arn }
            )
        ).Code;
}
