using System.Net;
using System.Text.Json.Nodes;
using Millrace.Authentication;
using Millrace.Outside;

namespace Millrace.Outside.Tests;

/// <summary>The links in messages where authentication is on: they need no signature, unless whoever confirmed wanted it so.</summary>
/// <remarks>Source: SNS API Reference, ConfirmSubscription and Unsubscribe.</remarks>
public sealed class AuthenticatedLinksTests : IAsyncLifetime
{
    private const string Account = "111111111111";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG";

    private HookServer _hook = null!;
    private RunningServer _server = null!;
    private QueryClient _client = null!;
    private string _topic = "";
    private JsonObject _asked = [];

    public async ValueTask InitializeAsync()
    {
        _hook = await HookServer.StartAsync();
        _server = await RunningServer.StartAsync(
            authentication: new AuthenticationOptions
            {
                Mode = AuthenticationMode.On,
                Credentials =
                [
                    new CredentialOptions
                    {
                        AccessKeyId = Account,
                        SecretAccessKey = Secret.Of(SecretKey),
                        Account = Account,
                    },
                ],
            }
        );
        _client = _server.Client(Account, secret: SecretKey);
        _topic = _client.Arn("sns", "orders");
        await _client.CallAsync("sns", "CreateTopic", ("Name", "orders"));
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "http"), ("Endpoint", _hook.Url));
        _asked = await NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_that_was_confirmed_by_its_link_is_ended_by_its_link()
    {
        Assert.Equal(HttpStatusCode.OK, (await QueryClient.VisitAsync(Link(_asked, "SubscribeURL"))).Status);
        var notification = await PublishAsync();
        Assert.Equal(HttpStatusCode.OK, (await QueryClient.VisitAsync(Link(notification, "UnsubscribeURL"))).Status);
        Assert.Equal("UnsubscribeConfirmation", (string?)(await NextAsync())["Type"]);
    }

    [Fact]
    public async Task A_subscription_whose_end_was_to_be_authenticated_is_not_ended_by_its_link()
    {
        var confirmed = await _client.CallAsync(
            "sns",
            "ConfirmSubscription",
            ("TopicArn", _topic),
            ("Token", (string)_asked["Token"]!),
            ("AuthenticateOnUnsubscribe", "true")
        );
        var notification = await PublishAsync();
        await AssertRefusedAsync(Link(notification, "UnsubscribeURL"));
        Assert.Equal("hello", (string?)(await PublishAsync())["Message"]);

        var arn = confirmed.Descendants("SubscriptionArn").Single().Value;
        await _client.CallAsync("sns", "Unsubscribe", ("SubscriptionArn", arn));
        Assert.Equal("UnsubscribeConfirmation", (string?)(await NextAsync())["Type"]);
    }

    [Fact]
    public async Task Who_wants_the_end_authenticated_must_sign_that_wish() =>
        await AssertRefusedAsync(Link(_asked, "SubscribeURL") + "&AuthenticateOnUnsubscribe=true");

    [Theory]
    [InlineData("Publish", "&Message=hello")]
    [InlineData("DeleteTopic", "")]
    public async Task Other_operations_need_a_signature(string action, string parameters) =>
        await AssertRefusedAsync(
            $"{_server.Address}/?Action={action}&TopicArn={_topic}{parameters}",
            "MissingAuthenticationToken"
        );

    private static string Link(JsonObject message, string name) => (string)message[name]!;

    private static async Task AssertRefusedAsync(string url, string code = "AuthorizationError")
    {
        var (status, answer) = await QueryClient.VisitAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(code, answer.Descendants("Code").Single().Value);
    }

    private async Task<JsonObject> PublishAsync()
    {
        await _client.CallAsync("sns", "Publish", ("TopicArn", _topic), ("Message", "hello"));
        return await NextAsync();
    }

    private async Task<JsonObject> NextAsync() => JsonNode.Parse((await _hook.NextAsync()).Text)!.AsObject();
}
