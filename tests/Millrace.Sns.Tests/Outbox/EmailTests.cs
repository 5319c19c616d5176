using System.Text.Json.Nodes;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Tests.Outbox;

/// <summary>E-mails where no mail server is configured: they are kept to be read, the questions for confirmation too.</summary>
public sealed class EmailTests : OutboxTest
{
    [Fact]
    public void An_address_is_asked_whether_it_wants_the_subscription()
    {
        Ok(TrySubscribe("email", "ada@example.com"));

        var item = OnlyItem();
        Assert.Equal("email", item.Protocol);
        Assert.Equal("ada@example.com", item.Endpoint);
        Assert.Equal(NotificationKind.SubscriptionConfirmation, item.Kind);
        Assert.Equal("AWS Notification - Subscription Confirmation", item.Subject);
        Assert.Contains(
            $"http://sns.example:4566/?Action=ConfirmSubscription&TopicArn={TopicArn}&Token=",
            TextOf(item),
            StringComparison.Ordinal
        );
        Assert.Null(item.SubscriptionArn);
        Assert.Equal(MailStatus.None, item.Mail);
    }

    [Fact]
    public void An_address_that_takes_JSON_is_asked_in_JSON()
    {
        Ok(TrySubscribe("email-json", "ada@example.com"));

        var question = JsonNode.Parse(TextOf(OnlyItem()))!.AsObject();
        Assert.Equal("SubscriptionConfirmation", (string?)question["Type"]);
        Assert.EndsWith($"&Token={question["Token"]}", (string?)question["SubscribeURL"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_confirmed_address_receives_the_message_and_the_way_out()
    {
        var subscription = SubscribeAddress("email", "ada@example.com");

        Publish("hello", subject: "greeting");

        var item = Outbox()[0];
        Assert.Equal("greeting", item.Subject);
        Assert.Equal(subscription, item.SubscriptionArn);
        Assert.StartsWith("hello\n", TextOf(item), StringComparison.Ordinal);
        Assert.Contains(
            $"http://sns.example:4566/?Action=Unsubscribe&SubscriptionArn={subscription}",
            TextOf(item),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_confirmed_address_that_takes_JSON_receives_the_envelope()
    {
        SubscribeAddress("email-json", "ada@example.com");

        Publish("hello");

        var envelope = JsonNode.Parse(TextOf(Outbox()[0]))!.AsObject();
        Assert.Equal("Notification", (string?)envelope["Type"]);
        Assert.Equal("hello", (string?)envelope["Message"]);
    }

    /// <summary>Subscribes an address and follows the link in the mail that it is sent; the subscription's ARN.</summary>
    private string SubscribeAddress(string protocol, string address)
    {
        var arn = Ok(TrySubscribe(protocol, address)).SubscriptionArn!;
        var text = TextOf(Outbox(protocol)[0]);
        var at = text.IndexOf("&Token=", StringComparison.Ordinal) + "&Token=".Length;
        Ok(
            Topics<Operations.ConfirmSubscription, Api.Sns.ConfirmSubscriptionInput, Api.Sns.ConfirmSubscriptionResponse>(
                new() { TopicArn = TopicArn, Token = text.Substring(at, 64) }
            )
        );
        return arn;
    }
}
