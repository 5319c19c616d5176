using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests;

/// <summary>What SNS sends to people and devices, read under /_millrace/outbox, and what else its aids do.</summary>
public sealed class OutboxAidTests : IAsyncLifetime
{
    private const string Number = "+15555550100";

    private AidServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AidServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_text_message_is_read_with_all_that_belongs_to_it()
    {
        await _server.SnsAsync(
            "Publish",
            ("PhoneNumber", Number),
            ("Message", "hello"),
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SenderID"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "Shop")
        );

        var item = Assert.Single((await OutboxAsync())["notifications"]!.AsArray())!.AsObject();

        Assert.Equal(
            [
                "outboxArn",
                "number",
                "at",
                "protocol",
                "endpoint",
                "type",
                "messageId",
                "topicArn",
                "subscriptionArn",
                "subject",
                "text",
                "messageAttributes",
                "failure",
                "mail",
            ],
            item.Select(field => field.Key)
        );
        Assert.Equal(("sms", Number, "hello"), ((string)item["protocol"]!, (string)item["endpoint"]!, (string)item["text"]!));
        Assert.Equal("Shop", (string?)item["messageAttributes"]![0]!["stringValue"]);
        Assert.Null(item["failure"]);
        Assert.Null(item["mail"]);
    }

    [Fact]
    public async Task Notifications_come_by_protocol_endpoint_account_and_page_and_survive_a_restart()
    {
        for (var index = 0; index < 5; index++)
        {
            await _server.SnsAsync("Publish", ("PhoneNumber", Number), ("Message", $"{index}"));
        }

        await _server.SnsAsync("Publish", ("PhoneNumber", "+15555550101"), ("Message", "other"));
        await _server.SettleAsync();
        await _server.StartAgainAsync();

        var number = Uri.EscapeDataString(Number);
        Assert.Equal(["other", "4"], Texts(await _server.GetAsync("outbox?limit=2")));
        var first = await _server.GetAsync($"outbox?endpoint={number}&protocol=sms&limit=3");
        Assert.Equal(["4", "3", "2"], Texts(first));
        var rest = await _server.GetAsync(
            $"outbox?endpoint={number}&limit=3&before={Uri.EscapeDataString((string)first["next"]!)}"
        );
        Assert.Equal(["1", "0"], Texts(rest));
        Assert.Null(rest["next"]);
        Assert.Empty(Texts(await _server.GetAsync("outbox?protocol=email")));
        Assert.Empty(Texts(await _server.GetAsync("outbox?account=111111111111")));
        Assert.Equal(6, Texts(await _server.GetAsync("outbox?account=000000000000&region=us-east-1")).Count);
    }

    [Fact]
    public async Task A_number_opts_out_and_the_outbox_says_why_it_receives_nothing()
    {
        var answer = await _server.PostAsync($"sns/opt-outs?phoneNumber={Uri.EscapeDataString("+1 555 555-0100")}");
        Assert.Equal((Number, true), ((string)answer["phoneNumber"]!, (bool)answer["isOptedOut"]!));

        var listed = await _server.SnsAsync("ListPhoneNumbersOptedOut");
        Assert.Equal(Number, listed.Descendants("member").Single().Value);
        await _server.SnsAsync("Publish", ("PhoneNumber", Number), ("Message", "hello"));
        Assert.Equal("Phone number is opted out", (string?)(await OutboxAsync())["notifications"]![0]!["failure"]);
    }

    [Fact]
    public async Task The_sandbox_is_a_matter_of_configuration()
    {
        Assert.Equal("false", (await _server.SnsAsync("GetSMSSandboxAccountStatus")).Descendants("IsInSandbox").Single().Value);

        await _server.StartAgainAsync(options => options with { Sns = options.Sns with { SmsSandbox = true } });

        Assert.Equal("true", (await _server.SnsAsync("GetSMSSandboxAccountStatus")).Descendants("IsInSandbox").Single().Value);
    }

    [Fact]
    public async Task Publish_finds_topics_endpoints_and_numbers()
    {
        var application = await _server.SnsAsync(
            "CreatePlatformApplication",
            ("Name", "shop"),
            ("Platform", "GCM"),
            ("Attributes.entry.1.key", "PlatformCredential"),
            ("Attributes.entry.1.value", "key")
        );
        var endpoint = await _server.SnsAsync(
            "CreatePlatformEndpoint",
            ("PlatformApplicationArn", application.Descendants("PlatformApplicationArn").Single().Value),
            ("Token", "device")
        );
        var topic = (await _server.SnsAsync("CreateTopic", ("Name", "orders"))).Descendants("TopicArn").Single().Value;
        await _server.SnsAsync("Subscribe", ("TopicArn", topic), ("Protocol", "sms"), ("Endpoint", Number));

        await _server.SnsAsync("Publish", ("TargetArn", topic), ("Message", "to the topic"));
        await _server.SnsAsync("Publish", ("PhoneNumber", Number), ("Message", "to the number"));
        await _server.SnsAsync(
            "Publish",
            ("TargetArn", endpoint.Descendants("EndpointArn").Single().Value),
            ("Message", """{"GCM":"to the device"}"""),
            ("MessageStructure", "json")
        );

        Assert.Equal(
            ["to the device", "to the number", "to the topic"],
            Texts(await OutboxAsync()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Reports_of_audits_are_read_by_topic()
    {
        var topic = (await _server.SnsAsync("CreateTopic", ("Name", "orders"))).Descendants("TopicArn").Single().Value;
        await _server.SnsAsync(
            "PutDataProtectionPolicy",
            ("ResourceArn", topic),
            (
                "DataProtectionPolicy",
                """
                {"Name": "p", "Version": "2021-06-01", "Statement": [{
                  "DataDirection": "Inbound", "Principal": ["*"],
                  "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                  "Operation": {"Audit": {"SampleRate": "99", "FindingsDestination": {"S3": {"Bucket": "b"}}}}
                }]}
                """
            )
        );
        for (var index = 0; index < 20; index++)
        {
            await _server.SnsAsync("Publish", ("TopicArn", topic), ("Message", "write to ada@example.com"));
        }

        var reports = (await _server.GetAsync($"sns/audits?topic={topic}"))["reports"]!.AsArray();
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.Equal(topic, (string?)report!["resourceArn"]));
    }

    [Theory]
    [InlineData("outbox?limit=101")]
    [InlineData("outbox?before=yesterday")]
    [InlineData("outbox?queue=orders")]
    [InlineData("outbox?region=US-EAST-1")]
    [InlineData("sns/audits")]
    public async Task What_makes_no_sense_is_refused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_millrace/" + path);
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), await _server.RefusedAsync(request));
    }

    [Fact]
    public async Task Only_a_number_opts_out_and_only_an_existing_topic_has_audits()
    {
        using var noRegion = AidServer.Post("sns/opt-outs?phoneNumber=%2B15555550100&region=%22");
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), await _server.RefusedAsync(noRegion));
        using var noNumber = AidServer.Post("sns/opt-outs?phoneNumber=abc");
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidParameterException"), await _server.RefusedAsync(noNumber));
        using var noTopic = new HttpRequestMessage(
            HttpMethod.Get,
            "/_millrace/sns/audits?topic=arn:aws:sns:us-east-1:000000000000:nothing"
        );
        Assert.Equal((HttpStatusCode.NotFound, "NotFoundException"), await _server.RefusedAsync(noTopic));
    }

    private async Task<JsonNode> OutboxAsync()
    {
        await _server.SettleAsync();
        return await _server.GetAsync("outbox");
    }

    private static List<string> Texts(JsonNode page) =>
        [.. page["notifications"]!.AsArray().Select(item => (string)item!["text"]!)];
}
