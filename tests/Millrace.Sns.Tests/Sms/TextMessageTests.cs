using System.Text;
using Millrace.Api.Sns;
using Millrace.Sns.Operations;
using Millrace.Sns.Outbox;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests.Sms;

/// <summary>Text messages, to a number itself and through a topic. Source: SNS Developer Guide, "Publishing to a mobile phone".</summary>
public sealed class TextMessageTests : OutboxTest
{
    private const string Number = "+15555550100";

    [Fact]
    public void A_message_to_a_number_is_read_in_the_outbox()
    {
        var id = Ok(TryPublishTo(Number, "hello")).MessageId;

        var item = OnlyItem();
        Assert.Equal("sms", item.Protocol);
        Assert.Equal(Number, item.Endpoint);
        Assert.Equal("hello", TextOf(item));
        Assert.Equal(id, item.MessageId.ToString());
        Assert.Equal("arn:aws:sns:us-east-1:000000000000:outbox", item.OutboxArn);
        Assert.Equal(SnsWorld.Start, item.At);
        Assert.Equal(NotificationKind.Notification, item.Kind);
        Assert.Null(item.TopicArn);
        Assert.Null(item.Failure);
        Assert.Equal(MailStatus.None, item.Mail);
    }

    [Theory]
    [InlineData("15555550100")]
    [InlineData("+1 (555) 555-0100")]
    public void A_number_is_put_in_full(string written)
    {
        Ok(TryPublishTo(written, "hello"));
        Assert.Equal(Number, OnlyItem().Endpoint);
    }

    [Theory]
    [InlineData("", "+")]
    [InlineData("NAA+15551234567", "+NAA+15551234567")]
    [InlineData("+1234567890123456", "+1234567890123456")]
    public void What_is_no_number_is_refused(string number, string shown) =>
        Assert.Equal(
            ("InvalidParameter", $"Invalid parameter: PhoneNumber Reason: {shown} is not valid to publish to"),
            Refusal(TryPublishTo(number, "hello"))
        );

    [Fact]
    public void A_message_has_1600_bytes_at_most()
    {
        Ok(TryPublishTo(Number, new string('ä', 800)));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Message too long"),
            Refusal(TryPublishTo(Number, new string('ä', 800) + "!"))
        );
    }

    [Fact]
    public void A_message_is_not_empty() =>
        Assert.Equal(("InvalidParameter", "Invalid parameter: Empty message"), Refusal(TryPublishTo(Number, "")));

    [Fact]
    public void A_structured_message_has_a_text_for_numbers_or_one_for_all()
    {
        Ok(TryPublishTo(Number, """{"default":"all","sms":"numbers"}""", structure: "json"));
        Ok(TryPublishTo(Number, """{"default":"all","email":"addresses"}""", structure: "json"));

        Assert.Equal(["all", "numbers"], Outbox().ConvertAll(TextOf));
        Assert.Equal(
            "Invalid parameter: JSON must contain an entry for 'default' or 'sms'.",
            Refusal(TryPublishTo(Number, """{"email":"addresses"}""", structure: "json")).Message
        );
        Assert.Equal(
            "Invalid parameter: Message Structure - JSON message body failed to parse",
            Refusal(TryPublishTo(Number, "{", structure: "json")).Message
        );
        Assert.Equal(
            "Invalid parameter: Message Structure - JSON message body failed to parse",
            Refusal(TryPublishTo(Number, """{"default":"\ud800"}""", structure: "json")).Message
        );
    }

    [Fact]
    public void A_message_shows_the_accounts_sender_and_kind_unless_it_names_its_own()
    {
        Ok(
            Texts<SetSMSAttributes, SetSMSAttributesInput, SetSMSAttributesResponse>(
                new() { Attributes = Map(("DefaultSenderID", "Shop"), ("DefaultSMSType", "Transactional")) }
            )
        );
        Ok(TryPublishTo(Number, "first"));
        Ok(TryPublishTo(Number, "second", attributes: Attribute("AWS.SNS.SMS.SenderID", "String", "Other")));

        Assert.Equal(["AWS.SNS.SMS.SenderID=Shop", "AWS.SNS.SMS.SMSType=Transactional"], AttributesOf(Outbox()[1]));
        Assert.Equal(["AWS.SNS.SMS.SenderID=Other", "AWS.SNS.SMS.SMSType=Transactional"], AttributesOf(Outbox()[0]));
    }

    [Theory]
    [InlineData("AWS.SNS.SMS.SenderID", "String", "NotLongerThan11")]
    [InlineData("AWS.SNS.SMS.SenderID", "String", "12345")]
    [InlineData("AWS.SNS.SMS.SMSType", "String", "Urgent")]
    [InlineData("AWS.SNS.SMS.MaxPrice", "String", "cheap")]
    [InlineData("AWS.MM.SMS.OriginationNumber", "String", "123")]
    public void An_attribute_for_text_messages_that_makes_no_sense_is_refused(string name, string type, string value) =>
        Assert.Equal(
            ("InvalidParameter", $"Invalid parameter: MessageAttributes Reason: {name} does not take the value {value}"),
            Refusal(TryPublishTo(Number, "hello", attributes: Attribute(name, type, value)))
        );

    [Theory]
    [InlineData("AWS.SNS.SMS.SMSType", "String", "Transactional")]
    [InlineData("AWS.SNS.SMS.MaxPrice", "Number", "0.50")]
    [InlineData("AWS.MM.SMS.OriginationNumber", "String", "+15555550199")]
    [InlineData("AWS.MM.SMS.EntityId", "String", "1234")]
    [InlineData("colour", "String", "red")]
    public void Attributes_go_along_with_a_message(string name, string type, string value)
    {
        Ok(TryPublishTo(Number, "hello", attributes: Attribute(name, type, value)));
        Assert.Contains($"{name}={value}", AttributesOf(OnlyItem()));
    }

    [Fact]
    public void A_subscribed_number_receives_what_its_topic_is_published()
    {
        var arn = Ok(TrySubscribe("sms", Number)).SubscriptionArn;

        Publish("""{"default":"all","sms":"numbers"}""", structure: "json", subject: "not shown");

        var item = OnlyItem();
        Assert.Equal("numbers", TextOf(item));
        Assert.Equal(Number, item.Endpoint);
        Assert.Equal(TopicArn, item.TopicArn);
        Assert.Equal(arn, item.SubscriptionArn);
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void A_topics_text_message_begins_with_the_topics_display_name()
    {
        var topic = CreateTopic("shop", ("DisplayName", "MyTopic"));
        Ok(TrySubscribe("sms", Number, topic));
        Publish("Hello World!", topic);
        Assert.Equal("MYTOPIC> Hello World!", TextOf(OnlyItem()));
    }

    [Fact]
    public void A_message_names_one_target()
    {
        var request = new PublishInput
        {
            PhoneNumber = Number,
            TopicArn = TopicArn,
            Message = "hello",
        };
        Assert.Equal("InvalidParameter", Refusal(Topics<Publish, PublishInput, PublishResponse>(request)).Code);
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"),
            Refusal(Topics<Publish, PublishInput, PublishResponse>(new() { Message = "hello" }))
        );
    }

    [Fact]
    public void A_message_that_was_taken_reaches_the_outbox_across_a_power_cut()
    {
        World.Begin<PublishToPhoneNumber, Millrace.Sns.Sms.SmsAccount, PublishInput, PublishResponse>(
            new() { PhoneNumber = Number, Message = "hello" },
            Caller
        );
        World.Step();
        World.LosePower();
        World.Settle();

        Assert.Equal("hello", TextOf(OnlyItem()));
        World.LosePower();
        Assert.Equal("hello", TextOf(OnlyItem()));
        World.Restart();
        Assert.Equal("hello", TextOf(OnlyItem()));
    }

    private static List<string> AttributesOf(OutboxItem item) =>
        [.. item.Attributes.Select(attribute => $"{attribute.Name}={Encoding.UTF8.GetString(attribute.Value.Span)}")];
}
