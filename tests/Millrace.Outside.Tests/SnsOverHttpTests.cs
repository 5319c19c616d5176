using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Millrace.Outside.Tests;

/// <summary>SNS subscriptions of web hooks, from the publisher over the running server to a real HTTP server and back.</summary>
public sealed class SnsOverHttpTests : IAsyncLifetime
{
    private HookServer _hook = null!;
    private RunningServer _server = null!;
    private QueryClient _client = null!;
    private string _topic = "";

    public async ValueTask InitializeAsync()
    {
        _hook = await HookServer.StartAsync();
        await StartAsync(new OutsideOptions());
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_links_in_messages_work_without_credentials_from_the_confirmation_to_the_end_and_back()
    {
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "http"), ("Endpoint", _hook.Url));
        var asked = await MessageAsync();
        Assert.Equal("SubscriptionConfirmation", (string?)asked["Type"]);
        var (status, confirmed) = await QueryClient.VisitAsync((string)asked["SubscribeURL"]!);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ConfirmSubscriptionResponse", confirmed.Name.LocalName);
        var arn = confirmed.Descendants("SubscriptionArn").Single().Value;
        Assert.StartsWith(_topic + ":", arn, StringComparison.Ordinal);

        await PublishAsync("first");
        var notification = await MessageAsync();
        Assert.Equal("first", (string?)notification["Message"]);
        (status, var unsubscribed) = await QueryClient.VisitAsync((string)notification["UnsubscribeURL"]!);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("UnsubscribeResponse", unsubscribed.Name.LocalName);

        var farewell = await MessageAsync();
        Assert.Equal("UnsubscribeConfirmation", (string?)farewell["Type"]);
        await PublishAsync("nobody's");
        (status, var restored) = await QueryClient.VisitAsync((string)farewell["SubscribeURL"]!);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(arn, restored.Descendants("SubscriptionArn").Single().Value);

        await PublishAsync("again");
        Assert.Equal("again", (string?)(await MessageAsync())["Message"]);
    }

    [Fact]
    public async Task A_link_with_a_token_that_is_not_good_says_so()
    {
        var (status, answer) = await QueryClient.VisitAsync(
            $"{_server.Address}/?Action=ConfirmSubscription&TopicArn={_topic}&Token=guessed"
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Invalid parameter: Token", answer.Descendants("Message").Single().Value);
    }

    [Fact]
    public async Task A_hook_that_never_answers_delays_neither_its_neighbour_nor_a_queue()
    {
        var isReleased = new TaskCompletionSource();
        await SubscribeAsync("/dead");
        await SubscribeAsync("/good");
        var queue = await CreateQueueAsync("all");
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "sqs"), ("Endpoint", queue));
        _hook.Answer = context => context.Request.Path == "/dead" ? isReleased.Task : Task.CompletedTask;

        for (var index = 0; index < 50; index++)
        {
            await PublishAsync("hello");
        }

        for (var index = 0; index < 50; index++)
        {
            await _hook.NextAsync("/good");
        }

        Assert.Equal(50, await DrainAsync("all", 50));
        isReleased.SetResult();
    }

    [Fact]
    public async Task Retries_go_on_after_a_restart_of_the_server()
    {
        await SubscribeAsync("/");
        _hook.Answer = context => Status(context, 503);
        await PublishAsync("kept");
        Assert.Equal("kept", (string?)(await MessageAsync())["Message"]);
        await _server.SettleAsync();
        await _server.RestartAsync();
        Assert.Equal(0, _hook.WaitingAt("/"));

        _hook.Answer = _ => Task.CompletedTask;
        _server.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("kept", (string?)(await MessageAsync())["Message"]);
    }

    [Fact]
    public async Task What_a_hook_refuses_for_good_comes_to_the_dead_letter_queue_with_the_reason()
    {
        var dead = await CreateQueueAsync("dead");
        await SubscribeAsync("/", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead}}"}"""));
        _hook.Answer = context => Status(context, 410);
        await PublishAsync("hello");
        var refused = await _hook.NextAsync();
        var message = await ReceiveAsync("dead");
        Assert.Equal(refused.Text, message.Body);
        Assert.Equal("410", message.Attributes["ErrorCode"]);
        Assert.Equal("The endpoint answered 410 Gone", message.Attributes["ErrorMessage"]);
        Assert.True(Guid.TryParse(message.Attributes["RequestID"], out _));
    }

    [Fact]
    public async Task What_the_address_rules_forbid_comes_to_the_dead_letter_queue_and_not_to_the_hook()
    {
        var dead = await CreateQueueAsync("dead");
        await SubscribeAsync("/", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead}}"}"""));
        await _server.RestartAsync(new OutsideOptions { ForbidLoopbackAddresses = true });
        await PublishAsync("hello");
        Assert.Equal("AddressForbidden", (await ReceiveAsync("dead")).Attributes["ErrorCode"]);
        Assert.Equal(0, _hook.WaitingAt("/"));
    }

    [Fact]
    public async Task An_https_hook_with_user_and_password_gets_its_messages()
    {
        using var certificate = Certificates.SelfSigned();
        await using var secure = await HookServer.StartAsync(certificate);
        await _server.RestartAsync(new OutsideOptions { VerifyCertificates = false });
        var url = secure.Url.Replace("://", "://ada:secret@", StringComparison.Ordinal);
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "https"), ("Endpoint", url));
        var asked = await secure.NextAsync();
        Assert.Equal("Basic YWRhOnNlY3JldA==", asked.Headers["Authorization"]);
        await QueryClient.VisitAsync((string)JsonNode.Parse(asked.Text)!["SubscribeURL"]!);
        await PublishAsync("hello");
        Assert.Equal("hello", (string?)JsonNode.Parse((await secure.NextAsync()).Text)!["Message"]);
    }

    private async Task StartAsync(OutsideOptions options)
    {
        _server = await RunningServer.StartAsync(options);
        _client = _server.Client();
        _topic = (await _client.CallAsync("sns", "CreateTopic", ("Name", "orders"))).Descendants("TopicArn").Single().Value;
    }

    /// <summary>Subscribes a path of the hook and confirms that.</summary>
    private async Task SubscribeAsync(string path, params (string Name, string Value)[] attributes)
    {
        await _client.CallAsync(
            "sns",
            "Subscribe",
            [
                ("TopicArn", _topic),
                ("Protocol", "http"),
                ("Endpoint", _hook.Url + path),
                .. attributes.SelectMany(
                    (attribute, index) =>
                        new[]
                        {
                            ($"Attributes.entry.{index + 1}.key", attribute.Name),
                            ($"Attributes.entry.{index + 1}.value", attribute.Value),
                        }
                ),
            ]
        );
        var (status, _) = await QueryClient.VisitAsync((string)(await MessageAsync(path))["SubscribeURL"]!);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private Task PublishAsync(string message) => _client.CallAsync("sns", "Publish", ("TopicArn", _topic), ("Message", message));

    private async Task<JsonObject> MessageAsync(string path = "/") =>
        JsonNode.Parse((await _hook.NextAsync(path)).Text)!.AsObject();

    private async Task<string> CreateQueueAsync(string name)
    {
        await _client.CallAsync("sqs", "CreateQueue", ("QueueName", name));
        return _client.Arn("sqs", name);
    }

    private async Task<int> DrainAsync(string queue, int wanted)
    {
        var count = 0;
        while (count < wanted)
        {
            var answer = await ReceiveAsync(queue, 10);
            var messages = answer.Descendants("Message").ToList();
            Assert.NotEmpty(messages);
            count += messages.Count;
        }

        return count;
    }

    private async Task<(string Body, Dictionary<string, string> Attributes)> ReceiveAsync(string queue)
    {
        var message = (await ReceiveAsync(queue, 1)).Descendants("Message").Single();
        return (
            message.Element("Body")!.Value,
            message
                .Elements("MessageAttribute")
                .ToDictionary(
                    attribute => attribute.Element("Name")!.Value,
                    attribute => attribute.Descendants("StringValue").Single().Value,
                    StringComparer.Ordinal
                )
        );
    }

    private Task<System.Xml.Linq.XElement> ReceiveAsync(string queue, int count) =>
        _client.CallAsync(
            "sqs",
            "ReceiveMessage",
            ("QueueUrl", $"{_server.Address}/{_client.Account}/{queue}"),
            ("WaitTimeSeconds", "20"),
            ("MaxNumberOfMessages", $"{count}"),
            ("MessageAttributeName.1", "All")
        );

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
