using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Sns.Policies;

/// <summary>How a topic, or one subscription, wants deliveries to web hooks made; what is null is left to the level above.</summary>
/// <param name="Retry">healthyRetryPolicy, on topics defaultHealthyRetryPolicy.</param>
/// <param name="MaxReceivesPerSecond">throttlePolicy, on topics defaultThrottlePolicy: deliveries a second to one subscription, from 1.</param>
/// <param name="ContentType">requestPolicy, on topics defaultRequestPolicy: the Content-Type of notifications.</param>
/// <param name="DisablesOverrides">disableSubscriptionOverrides, on topics: a subscription's own policy does not count.</param>
/// <remarks>Source: SNS Developer Guide, "Creating an HTTP/S delivery policy"; the effective documents as recorded from AWS.</remarks>
internal sealed record DeliveryPolicy(
    RetryPolicy? Retry,
    int? MaxReceivesPerSecond,
    string? ContentType,
    bool DisablesOverrides = false
)
{
    private const string DefaultContentType = "text/plain; charset=UTF-8";
    private const int ReceivesMax = 1_000_000;

    private static readonly string[] _retryFields =
    [
        "minDelayTarget",
        "maxDelayTarget",
        "numRetries",
        "numMaxDelayRetries",
        "numNoDelayRetries",
        "numMinDelayRetries",
        "backoffFunction",
    ];

    /// <summary>The content types that a request policy may ask for.</summary>
    private static readonly string[] _contentTypes =
    [
        "application/atom+xml",
        "application/json",
        "application/octet-stream",
        "application/soap+xml",
        "application/x-www-form-urlencoded",
        "application/xhtml+xml",
        "application/xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/plain",
        "text/xml",
    ];

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DeliveryPolicy Empty { get; } = new(null, null, null);

    /// <summary>Reads a topic's DeliveryPolicy.</summary>
    /// <exception cref="PolicyException">It is not one.</exception>
    public static DeliveryPolicy ReadTopic(string text)
    {
        var document = PolicyFields.Parse(text, "http");
        var http = document.Object(
            "http",
            "defaultHealthyRetryPolicy",
            "defaultSicklyRetryPolicy",
            "defaultThrottlePolicy",
            "defaultRequestPolicy",
            "disableSubscriptionOverrides"
        );
        return http is null
            ? Empty
            : new DeliveryPolicy(
                RetryOf(http, "defaultHealthyRetryPolicy"),
                ReceivesOf(http, "defaultThrottlePolicy"),
                ContentTypeOf(http, "defaultRequestPolicy"),
                http.Flag("disableSubscriptionOverrides") ?? false
            );
    }

    /// <summary>Reads a subscription's DeliveryPolicy.</summary>
    /// <exception cref="PolicyException">It is not one.</exception>
    public static DeliveryPolicy ReadSubscription(string text)
    {
        var document = PolicyFields.Parse(
            text,
            "healthyRetryPolicy",
            "sicklyRetryPolicy",
            "throttlePolicy",
            "requestPolicy",
            "guaranteed"
        );
        _ = document.Flag("guaranteed");
        return new DeliveryPolicy(
            RetryOf(document, "healthyRetryPolicy"),
            ReceivesOf(document, "throttlePolicy"),
            ContentTypeOf(document, "requestPolicy")
        );
    }

    /// <summary>What counts for a subscription with this policy on a topic with that one.</summary>
    public DeliveryPolicy On(DeliveryPolicy topic) =>
        topic.DisablesOverrides
            ? topic
            : new DeliveryPolicy(
                Retry ?? topic.Retry,
                MaxReceivesPerSecond ?? topic.MaxReceivesPerSecond,
                ContentType ?? topic.ContentType
            );

    /// <summary>The pause before the n-th retry, from 1; null when the delivery is given up.</summary>
    public TimeSpan? DelayBefore(int retry) => (Retry ?? RetryPolicy.Default).DelayBefore(retry);

    /// <summary>The Content-Type of notifications.</summary>
    public string ContentTypeOrDefault => ContentType ?? DefaultContentType;

    /// <summary>The topic attribute DeliveryPolicy as it is shown: what was given, in order.</summary>
    public string ToTopicJson() => Text(TopicObject(isEffective: false));

    /// <summary>The topic attribute EffectiveDeliveryPolicy.</summary>
    public string ToEffectiveTopicJson() => Text(TopicObject(isEffective: true));

    /// <summary>The subscription attribute DeliveryPolicy; as recorded it names what was not given, too.</summary>
    public string ToSubscriptionJson() =>
        Text(
            new JsonObject
            {
                ["healthyRetryPolicy"] = Retry?.ToJson(),
                ["sicklyRetryPolicy"] = null,
                ["throttlePolicy"] = Throttle(),
                ["requestPolicy"] = Request(ContentType),
                ["guaranteed"] = false,
            }
        );

    /// <summary>The subscription attribute EffectiveDeliveryPolicy, of a policy that <see cref="On"/> has made.</summary>
    public string ToEffectiveSubscriptionJson() =>
        Text(
            new JsonObject
            {
                ["healthyRetryPolicy"] = (Retry ?? RetryPolicy.Default).ToJson(),
                ["sicklyRetryPolicy"] = null,
                ["throttlePolicy"] = Throttle(),
                ["requestPolicy"] = Request(ContentTypeOrDefault),
                ["guaranteed"] = false,
            }
        );

    private JsonObject TopicObject(bool isEffective)
    {
        var http = new JsonObject();
        if (isEffective || Retry is not null)
        {
            http["defaultHealthyRetryPolicy"] = (Retry ?? RetryPolicy.Default).ToJson();
        }

        http["disableSubscriptionOverrides"] = DisablesOverrides;
        if (Throttle() is { } throttle)
        {
            http["defaultThrottlePolicy"] = throttle;
        }

        if (Request(isEffective ? ContentTypeOrDefault : ContentType) is { } request)
        {
            http["defaultRequestPolicy"] = request;
        }

        return new JsonObject { ["http"] = http };
    }

    private JsonObject? Throttle() =>
        MaxReceivesPerSecond is { } receives ? new JsonObject { ["maxReceivesPerSecond"] = receives } : null;

    private static JsonObject? Request(string? contentType) =>
        contentType is null ? null : new JsonObject { ["headerContentType"] = contentType };

    private static RetryPolicy? RetryOf(PolicyFields fields, string name) =>
        fields.Object(name, _retryFields) is { } retry ? RetryPolicy.Read(retry) : null;

    private static int? ReceivesOf(PolicyFields fields, string name) =>
        fields.Object(name, "maxReceivesPerSecond")?.Number("maxReceivesPerSecond", 1, ReceivesMax);

    private static string? ContentTypeOf(PolicyFields fields, string name)
    {
        var type = fields.Object(name, "headerContentType")?.Text("headerContentType");
        var isPlain = type is not null && type.All(character => character is >= ' ' and <= '~');
        return type is null || (isPlain && _contentTypes.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            ? type
            : throw new PolicyException($"{name}.headerContentType: {type} is not a supported content type");
    }

    private static string Text(JsonObject document) => document.ToJsonString(_plain);
}
