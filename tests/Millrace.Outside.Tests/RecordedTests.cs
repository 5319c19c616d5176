using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>What AWS sends to web hooks and tells of their subscriptions, as recorded, against what comes here: field for field.</summary>
public sealed partial class RecordedTests : IAsyncLifetime
{
    private const string Case = "tests/aws/services/sns/test_sns.py::TestSNSSubscriptionHttp::";

    private HookServer _hook = null!;
    private RunningServer _server = null!;
    private QueryClient _client = null!;
    private string _topic = "";
    private string _subscription = "";

    public async ValueTask InitializeAsync()
    {
        _hook = await HookServer.StartAsync();
        _server = await RunningServer.StartAsync();
        _client = _server.Client();
        _topic = _client.Arn("sns", "orders");
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Raw_notifications_and_their_own_content_type_are_as_recorded()
    {
        var recorded = Recorded("test_subscribe_external_http_endpoint_content_type[True]");
        await CreateTopicAsync();
        AssertLike(recorded["topic-attrs"]!["Attributes"], await TopicAttributesAsync());
        await SubscribeAsync(
            ("RawMessageDelivery", "true"),
            ("DeliveryPolicy", """{"requestPolicy":{"headerContentType":"text/csv"}}""")
        );
        AssertLike(recorded["sub-attrs"]!["Attributes"], await SubscriptionAttributesAsync());
        var asked = await _hook.NextAsync("/sns-endpoint");
        AssertLike(recorded["subscription-confirmation"], JsonNode.Parse(asked.Text));
        AssertHeaders(recorded["http-confirm-sub-headers"], asked);
        await ConfirmAsync(asked);

        await PublishAsync();
        var notification = await _hook.NextAsync("/sns-endpoint");
        Assert.Equal("test_external_http_endpoint", notification.Text);
        AssertHeaders(recorded["http-message-headers-raw"], notification);
    }

    [Fact]
    public async Task Notifications_with_the_topics_content_type_are_as_recorded()
    {
        var recorded = Recorded("test_subscribe_external_http_endpoint_content_type[False]");
        await CreateTopicAsync(
            ("DeliveryPolicy", """{"http":{"defaultRequestPolicy":{"headerContentType":"application/json"}}}""")
        );
        AssertLike(recorded["topic-attrs"]!["Attributes"], await TopicAttributesAsync());
        await SubscribeAsync(
            ("RawMessageDelivery", "false"),
            (
                "DeliveryPolicy",
                """
                {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":1,"numRetries":0,"numNoDelayRetries":0,
                "numMinDelayRetries":0,"numMaxDelayRetries":0,"backoffFunction":"linear"},
                "throttlePolicy":{"maxReceivesPerSecond":1000}}
                """
            )
        );
        AssertLike(recorded["sub-attrs"]!["Attributes"], await SubscriptionAttributesAsync());
        var asked = await _hook.NextAsync("/sns-endpoint");
        AssertLike(recorded["subscription-confirmation"], JsonNode.Parse(asked.Text));
        AssertHeaders(recorded["http-confirm-sub-headers"], asked);
        await ConfirmAsync(asked);

        await PublishAsync();
        var notification = await _hook.NextAsync("/sns-endpoint");
        AssertLike(recorded["http-message"], JsonNode.Parse(notification.Text));
        AssertHeaders(recorded["http-message-headers"], notification);
    }

    [Fact]
    public async Task Everything_from_the_confirmation_to_the_end_is_as_recorded()
    {
        var recorded = Recorded("test_subscribe_external_http_endpoint_lambda_url_sig_validation");
        await CreateTopicAsync();
        await SubscribeAsync();
        var asked = await _hook.NextAsync("/sns-endpoint");
        AssertEvent(recorded["subscription-confirmation"], asked);
        await ConfirmAsync(asked);
        await PublishAsync();
        AssertEvent(recorded["publish-event"], await _hook.NextAsync("/sns-endpoint"));
        await _client.CallAsync("sns", "Unsubscribe", ("SubscriptionArn", _subscription));
        AssertEvent(recorded["unsubscribe-event"], await _hook.NextAsync("/sns-endpoint"));
    }

    private static JsonObject Recorded(string name)
    {
        Assert.SkipWhen(Repository.Conformance is null, "There is no recorded data beside the checkout.");
        var file = Path.Combine(Repository.Conformance, "aws-recorded", "sns", "test_sns.snapshot.json");
        return JsonNode.Parse(File.ReadAllText(file))![Case + name]!["recorded-content"]!.AsObject();
    }

    private async Task CreateTopicAsync(params (string Name, string Value)[] attributes) =>
        await _client.CallAsync("sns", "CreateTopic", [("Name", "orders"), .. Entries(attributes)]);

    private async Task SubscribeAsync(params (string Name, string Value)[] attributes)
    {
        var answer = await _client.CallAsync(
            "sns",
            "Subscribe",
            [
                ("TopicArn", _topic),
                ("Protocol", "http"),
                ("Endpoint", _hook.Url + "/sns-endpoint"),
                ("ReturnSubscriptionArn", "true"),
                .. Entries(attributes),
            ]
        );
        _subscription = answer.Descendants("SubscriptionArn").Single().Value;
    }

    private static IEnumerable<(string, string)> Entries((string Name, string Value)[] attributes) =>
        attributes.SelectMany(
            (attribute, index) =>
                new[]
                {
                    ($"Attributes.entry.{index + 1}.key", attribute.Name),
                    ($"Attributes.entry.{index + 1}.value", attribute.Value),
                }
        );

    private async Task ConfirmAsync(HookRequest asked) =>
        await QueryClient.VisitAsync((string)JsonNode.Parse(asked.Text)!["SubscribeURL"]!);

    private Task PublishAsync() =>
        _client.CallAsync("sns", "Publish", ("TopicArn", _topic), ("Message", "test_external_http_endpoint"));

    private async Task<JsonObject> TopicAttributesAsync() =>
        Parsed(await _client.CallAsync("sns", "GetTopicAttributes", ("TopicArn", _topic)));

    private async Task<JsonObject> SubscriptionAttributesAsync()
    {
        var attributes = Parsed(await _client.CallAsync("sns", "GetSubscriptionAttributes", ("SubscriptionArn", _subscription)));

        // The recording was made by a user; here nobody is one.
        Assert.Equal("arn:aws:iam::111111111111:root", (string?)attributes["SubscriptionPrincipal"]);
        attributes["SubscriptionPrincipal"] = "arn:aws:iam::111111111111:user/ada";
        return attributes;
    }

    /// <summary>Attributes with the JSON documents among them read, as the recordings have them.</summary>
    private static JsonObject Parsed(System.Xml.Linq.XElement answer) =>
        new(
            QueryClient
                .Map(answer)
                .Select(pair =>
                    KeyValuePair.Create(pair.Key, pair.Value.StartsWith('{') ? JsonNode.Parse(pair.Value) : pair.Value)
                )
        );

    private static void AssertEvent(JsonNode? recorded, HookRequest request)
    {
        var sent = recorded!["events"]![0]!;
        AssertLike(sent["body"], JsonNode.Parse(request.Text));

        // What stood between AWS and whoever recorded this has taken the headers of the connection away.
        AssertHeaders(sent["headers"], request, "Connection", "Content-Length", "Host");
    }

    private static void AssertHeaders(JsonNode? recorded, HookRequest request, params ReadOnlySpan<string> untold)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in request.Headers)
        {
            if (!untold.Contains(name))
            {
                headers[name.ToUpperInvariant()] = value;
            }
        }

        AssertLike(
            new JsonObject(
                recorded!.AsObject().Select(pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value?.DeepClone()))
            ),
            headers
        );
    }

    /// <summary>The same names everywhere, and the same values but for what differs from one account, topic or message to the next.</summary>
    private static void AssertLike(JsonNode? recorded, JsonNode? ours, string path = "$")
    {
        switch (recorded)
        {
            case JsonObject fields:
                Assert.True(ours is JsonObject, path);
                Assert.Equal(
                    fields.Select(field => field.Key).Order(StringComparer.Ordinal),
                    ours.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)
                );
                foreach (var (name, value) in fields)
                {
                    AssertLike(value, ours[name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, ours!.AsArray().Count);
                for (var index = 0; index < items.Count; index++)
                {
                    AssertLike(items[index], ours[index], $"{path}[{index}]");
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                Assert.True(
                    Regex.IsMatch((string)ours!, PatternOf(text), RegexOptions.None, TimeSpan.FromSeconds(10)),
                    $"{path} was {text} and is {ours}"
                );
                break;
            default:
                Assert.True(JsonNode.DeepEquals(recorded, ours), $"{path} was {recorded} and is {ours}");
                break;
        }
    }

    /// <summary>A recorded text with its placeholders, and the words that stand for a whole value, open to anything.</summary>
    private static string PatternOf(string text) =>
        text is "date" or "connection" or "content--length"
            ? "^.+$"
            : $"^{string.Join("[^ ]+", Placeholder().Split(text).Select(Regex.Escape))}$";

    [GeneratedRegex("<[a-z-]+(:[0-9]+)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
