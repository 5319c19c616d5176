using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Web hooks: their confirmation, what they are posted, and their farewell.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> HttpCases =>
        new(StringComparer.Ordinal)
        {
            ["test_subscribe_external_http_endpoint_content_type"] = ContentTypes,
            ["test_subscribe_external_http_endpoint_lambda_url_sig_validation"] = SignedPosts,
        };

    private static async Task ContentTypes(SnsConversation c)
    {
        await using var hook = await WebHook.StartAsync();
        var isRaw = c.Variant == "True";
        var topic = await c.CreateTopicAsync();
        if (!isRaw)
        {
            const string policy = """{"http":{"defaultRequestPolicy":{"headerContentType":"application/json"}}}""";
            await c.DoAsync("SetTopicAttributes", On(topic, ("AttributeName", "DeliveryPolicy"), ("AttributeValue", policy)));
        }

        await c.CompareAsync("topic-attrs", "GetTopicAttributes", On(topic));
        var delivery = isRaw
            ? """{"requestPolicy":{"headerContentType":"text/csv"}}"""
            : """
                {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":1,"numRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,
                "numMaxDelayRetries":0,"backoffFunction":"linear"},"throttlePolicy":{"maxReceivesPerSecond":1000}}
                """;
        var attributes = Map(("RawMessageDelivery", isRaw ? "true" : "false"), ("DeliveryPolicy", delivery));
        var subscription = await c.SubscribeAsync(topic, "http", hook.Url, attributes);
        await c.CompareAttributesAsync("sub-attrs", subscription);
        var asked = await hook.NextAsync();
        c.Compare("subscription-confirmation", asked.Envelope);
        c.Compare("http-confirm-sub-headers", asked.AllHeaders);
        await c.DoAsync("ConfirmSubscription", On(topic, ("Token", (string)asked.Envelope["Token"]!)));

        await c.PublishAsync(topic, "test_external_http_endpoint");
        if (!isRaw)
        {
            // A throttled delivery waits for its moment.
            c.Server.Advance(TimeSpan.FromSeconds(1));
        }

        var posted = await hook.NextAsync();
        if (isRaw)
        {
            Assert.Equal("test_external_http_endpoint", posted.Body);
            c.Compare("http-message-headers-raw", posted.AllHeaders);
        }
        else
        {
            c.Compare("http-message", posted.Envelope);
            c.Compare("http-message-headers", posted.AllHeaders);
        }
    }

    /// <summary>The recorded endpoint was the URL of a function, which kept each request as an event; any web server does.</summary>
    private static async Task SignedPosts(SnsConversation c)
    {
        await using var hook = await WebHook.StartAsync();
        var topic = await c.CreateTopicAsync();
        await c.SubscribeAsync(topic, "http", hook.Url);
        var asked = await CompareNextAsync("subscription-confirmation");
        var confirmed = await c.CompareAsync(
            "confirm-subscription",
            "ConfirmSubscription",
            On(topic, ("Token", (string)asked["Token"]!))
        );
        await c.PublishAsync(topic, "test_external_http_endpoint");
        await CompareNextAsync("publish-event");
        await c.DoAsync("Unsubscribe", new JsonObject { ["SubscriptionArn"] = (string)confirmed["SubscriptionArn"]! });
        await CompareNextAsync("unsubscribe-event");

        async Task<JsonObject> CompareNextAsync(string name)
        {
            var post = await hook.NextAsync();
            var seen = new JsonObject { ["body"] = post.Body, ["headers"] = post.OwnHeaders };
            c.Compare(name, new JsonObject { ["events"] = new JsonArray(seen) });
            Assert.True(await NotificationSignature.IsGoodAsync(c.Server, post.Envelope));
            return post.Envelope;
        }
    }
}
