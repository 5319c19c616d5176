using System.Text;
using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>A topic with web hooks, and short ways to say what happens to them.</summary>
public abstract class WebHookTest : SnsTest
{
    protected const string Hook = "http://hook.example/orders";

    /// <summary>What web hooks were sent, in order.</summary>
    private protected IEnumerable<WebRequest> Sent => World.WebHooks.Sent.Select(sent => (WebRequest)sent.Request);

    /// <summary>Subscribes a web hook and confirms it with the token it was sent; the subscription's ARN.</summary>
    private protected string SubscribeHook(
        string url = Hook,
        string topicArn = TopicArn,
        params (string Name, string Value)[] attributes
    )
    {
        var arn = Ok(TrySubscribe("http", url, topicArn, attributes)).SubscriptionArn!;
        Assert.Equal(arn, Ok(TryConfirm(LastToken(), topicArn)).SubscriptionArn);
        World.WebHooks.Sent.Clear();
        return arn;
    }

    /// <summary>The token of the last confirmation that was asked for.</summary>
    private protected string LastToken() => (string)Document(Sent.Last())["Token"]!;

    private protected Answer<ConfirmSubscriptionResponse> TryConfirm(string token, string topicArn = TopicArn) =>
        Topics<ConfirmSubscription, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
            new() { TopicArn = topicArn, Token = token }
        );

    private protected void Unsubscribe(string arn) =>
        Ok(Topics<Operations.Unsubscribe, UnsubscribeInput, Unit>(new() { SubscriptionArn = arn }));

    private protected static JsonObject Document(WebRequest request) => JsonNode.Parse(request.Content.Span)!.AsObject();

    private protected static string TextOf(WebRequest request) => Encoding.UTF8.GetString(request.Content.Span);

    private protected static Dictionary<string, string> HeadersOf(WebRequest request) =>
        request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);

    /// <summary>What a web hook answers that stands for a server in trouble.</summary>
    private protected static CallRefusal Unavailable { get; } = new("503", "The endpoint answered 503", IsTransient: true);
}
