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

    /// <summary>Time goes on in steps of this; what falls due within one is made at its end.</summary>
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);

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

    private protected static MessagePublished Published(
        long number,
        long firstCall,
        IReadOnlyList<int> subscriptions,
        IReadOnlyList<long> dueAt
    ) =>
        new(
            number,
            Guid.NewGuid(),
            SnsWorld.Start.ToUnixTimeMilliseconds(),
            "hello"u8.ToArray(),
            IsStructured: false,
            Subject: null,
            [],
            GroupId: null,
            DeduplicationId: null,
            firstCall,
            subscriptions,
            dueAt
        );

    /// <summary>A subscription's attribute that names a dead-letter queue, which is created.</summary>
    private protected (string, string)[] DeadLetters() =>
        [("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{CreateQueue("dead")}}"}""")];

    private protected void Pass(TimeSpan time) => Pass(time, _step);

    private protected void Pass(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            World.Pass(step);
        }
    }
}
