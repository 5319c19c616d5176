using System.Text.Json.Nodes;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Protection;

namespace Millrace.Sns.Tests.Push;

/// <summary>Messages to devices, directly and through a topic, and what an application reports. Texts as recorded from AWS where they were.</summary>
public sealed class PushMessageTests : PushTest
{
    public PushMessageTests()
    {
        CreateApplication();
    }

    [Fact]
    public void A_message_to_an_endpoint_is_read_in_the_outbox()
    {
        var arn = CreateEndpoint();
        var id = Ok(TryPush(arn, "hello")).MessageId;

        var item = OnlyItem();
        Assert.Equal("application", item.Protocol);
        Assert.Equal(arn, item.Endpoint);
        Assert.Equal("hello", TextOf(item));
        Assert.Equal(id, item.MessageId.ToString());
        Assert.Null(item.TopicArn);
    }

    [Theory]
    [InlineData("arn:aws:sns:us-east-1:000000000000:endpoint/APNS/abcdef/0f7d5971-aa8b-4bd5-b585-0826e9f93a66")]
    [InlineData("arn:aws:sns:us-east-1:000000000000:endpoint/ADM/shop/0f7d5971-aa8b-4bd5-b585-0826e9f93a66")]
    [InlineData("arn:aws:sns:us-east-1:000000000000:endpoint/ADM/shop/no-id")]
    public void An_endpoint_that_is_not_there_cannot_be_published_to(string arn) =>
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified"),
            Refusal(TryPush(arn, "hello"))
        );

    [Fact]
    public void A_structured_message_has_a_text_for_the_platform_or_one_for_all()
    {
        var arn = CreateEndpoint();
        Ok(TryPush(arn, """{"ADM":"{\"data\":{}}","GCM":"other"}""", "json"));
        Ok(TryPush(arn, """{"default":"all","GCM":"other"}""", "json"));

        Assert.Equal(["all", """{"data":{}}"""], Outbox().ConvertAll(TextOf));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: JSON must contain an entry for 'default' or 'ADM'."),
            Refusal(TryPush(arn, """{"GCM":"other"}""", "json"))
        );
    }

    [Fact]
    public void Nothing_is_published_to_what_is_switched_off()
    {
        var arn = CreateEndpoint();
        Ok(TrySetEndpoint(arn, ("Enabled", "false")));
        Assert.Equal(("EndpointDisabled", "Endpoint is disabled"), Refusal(TryPush(arn, "hello")));

        Ok(TrySetApplication(("Enabled", "false")));
        Assert.Equal(("PlatformApplicationDisabled", "Platform application is disabled"), Refusal(TryPush(arn, "hello")));
        Assert.Empty(Outbox());
    }

    [Fact]
    public void A_subscribed_endpoint_receives_what_its_topic_is_published()
    {
        var endpoint = CreateEndpoint();
        var subscription = Ok(TrySubscribe("application", endpoint)).SubscriptionArn;

        Publish("""{"default":"all","ADM":"for Amazon","application":"no such key"}""", structure: "json");

        var item = OnlyItem();
        Assert.Equal("for Amazon", TextOf(item));
        Assert.Equal(endpoint, item.Endpoint);
        Assert.Equal(subscription, item.SubscriptionArn);
        Assert.Equal(TopicArn, item.TopicArn);
    }

    [Fact]
    public void An_endpoint_is_subscribed_by_its_own_account()
    {
        var endpoint = CreateEndpoint();
        Caller = Caller with { Account = "111111111111" };
        Assert.Equal("AuthorizationError", Refusal(TrySubscribe("application", endpoint)).Code);
    }

    [Fact]
    public void What_an_endpoint_does_not_take_goes_to_the_dead_letter_queue()
    {
        var endpoint = CreateEndpoint();
        var dead = CreateQueue("dead");
        Ok(TrySubscribe("application", endpoint, TopicArn, ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead}}"}""")));
        Ok(TrySetEndpoint(endpoint, ("Enabled", "false")));

        Publish("switched off");
        Ok(TryDeleteEndpoint(endpoint));
        Publish("deleted");

        Assert.Equal(["switched off", "deleted"], Envelopes("dead").ConvertAll(envelope => (string)envelope["Message"]!));
    }

    [Fact]
    public void An_application_tells_its_topics_what_happens_to_endpoints()
    {
        SubscribeQueue("events", attributes: ("RawMessageDelivery", "true"));
        Ok(
            TrySetApplication(
                ("EventEndpointCreated", TopicArn),
                ("EventEndpointUpdated", TopicArn),
                ("EventEndpointDeleted", TopicArn),
                ("EventDeliveryFailure", TopicArn)
            )
        );

        var endpoint = CreateEndpoint();
        Assert.Equal(endpoint, CreateEndpoint());
        Ok(TrySetEndpoint(endpoint, ("Enabled", "false")));
        Refusal(TryPush(endpoint, "hello"));
        Ok(TryDeleteEndpoint(endpoint));

        var events = Bodies("events").ConvertAll(body => JsonNode.Parse(body)!.AsObject());
        Assert.Equal(
            ["EndpointCreated", "EndpointUpdated", "DeliveryFailure", "EndpointDeleted"],
            events.ConvertAll(told => (string)told["EventType"]!)
        );
        Assert.All(events, told => Assert.Equal(endpoint, (string?)told["EndpointArn"]));
        Assert.All(events, told => Assert.Equal(AdmArn, (string?)told["Resource"]));
        Assert.All(events, told => Assert.Equal("SNS", (string?)told["Service"]));
        Assert.Equal("2026-11-21T08:00:00.000Z", (string?)events[0]["Time"]);
        Assert.Equal("EndpointDisabled", (string?)events[2]["FailureType"]);
        Assert.Equal("Endpoint is disabled", (string?)events[2]["FailureMessage"]);
    }

    [Fact]
    public void An_event_that_a_topic_prohibits_is_dropped_and_what_audits_found_in_it_is_kept()
    {
        SubscribeQueue("events");
        const string Statement =
            """{"DataDirection":"Inbound","Principal":["*"],"DataIdentifier":["Shop"],"Operation":OPERATION}""";
        var deny = Statement.Replace("OPERATION", """{"Deny":{}}""");
        var audit = Statement.Replace(
            "OPERATION",
            """{"Audit":{"SampleRate":"99","FindingsDestination":{"S3":{"Bucket":"found"}}}}"""
        );
        Ok(
            Topics<PutDataProtectionPolicy, PutDataProtectionPolicyInput, Api.Unit>(
                new()
                {
                    ResourceArn = TopicArn,
                    DataProtectionPolicy = $$$"""
                    {"Name":"policy","Version":"2021-06-01","Statement":[{{{audit}}},{{{deny}}}],
                     "Configuration":{"CustomDataIdentifier":[{"Name":"Shop","Regex":"app/ADM/shop"}]}}
                    """,
                }
            )
        );
        Ok(TrySetApplication(("EventEndpointCreated", TopicArn)));
        for (var index = 0; index < 10; index++)
        {
            CreateEndpoint($"token_{index}");
        }

        // 99 of a hundred are audited.
        var reports = Ok(Topics<ReadAudits, AuditsRequest, AuditReports>(new(TopicArn))).Reports;
        Assert.InRange(reports.Count, 5, 10);
        Assert.Empty(Bodies("events"));
        Assert.Equal(0, World.PendingCalls);
        World.LosePower();
        Assert.Equal(reports, Ok(Topics<ReadAudits, AuditsRequest, AuditReports>(new(TopicArn))).Reports);
    }

    [Fact]
    public void An_event_for_a_topic_that_is_not_there_is_dropped()
    {
        Ok(TrySetApplication(("EventEndpointCreated", TopicArn + "-gone")));
        CreateEndpoint();

        Assert.Equal(0, World.PendingCalls);
        Ok(TryPush(CreateEndpoint(), "hello"));
        Assert.Equal("hello", TextOf(OnlyItem()));
    }

    [Fact]
    public void A_message_that_was_taken_reaches_the_outbox_across_a_power_cut()
    {
        var endpoint = CreateEndpoint();
        World.Begin<Operations.PublishToEndpoint, Millrace.Sns.Push.PlatformApplication, PublishInput, PublishResponse>(
            new() { TargetArn = endpoint, Message = "hello" },
            Caller
        );
        World.Step();
        World.LosePower();
        World.Settle();
        World.LosePower();

        Assert.Equal("hello", TextOf(OnlyItem()));
    }
}
