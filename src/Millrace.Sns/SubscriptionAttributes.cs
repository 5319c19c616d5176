using System.Collections.Immutable;
using Millrace.Engine;
using Millrace.Languages.FilterPolicies;
using Millrace.Sns.Policies;

namespace Millrace.Sns;

/// <summary>The settable attributes of a subscription: the texts as they were given, and what decisions need of them, taken apart once.</summary>
/// <remarks>Source: SNS API Reference, Subscribe and SetSubscriptionAttributes; texts as recorded from AWS.</remarks>
internal sealed class SubscriptionAttributes
{
    public const string FilterPolicyName = "FilterPolicy";
    public const string FilterPolicyScopeName = "FilterPolicyScope";
    public const string RedrivePolicyName = "RedrivePolicy";
    public const string ReplayPolicyName = "ReplayPolicy";
    private const string DeliveryPolicyName = "DeliveryPolicy";
    private const string RawMessageDeliveryName = "RawMessageDelivery";
    private const string SubscriptionRoleArnName = "SubscriptionRoleArn";
    private const string ScopeAttributes = "MessageAttributes";
    private const string ScopeBody = "MessageBody";

    private readonly ImmutableSortedDictionary<string, string> _given;

    private SubscriptionAttributes(ImmutableSortedDictionary<string, string> given)
    {
        _given = given;
        IsRaw = string.Equals(given.GetValueOrDefault(RawMessageDeliveryName), "true", StringComparison.OrdinalIgnoreCase);
        Filter =
            given.TryGetValue(FilterPolicyName, out var filter)
            && ReadFilter(filter, ScopeOf(given.GetValueOrDefault(FilterPolicyScopeName))) is { IsEmpty: false } parsed
                ? parsed
                : null;
        DeadLetterTarget = given.TryGetValue(RedrivePolicyName, out var redrive) ? ReadRedrive(redrive) : null;
        Replay = given.TryGetValue(ReplayPolicyName, out var replay) ? ReplayPolicy.Read(replay) : null;
        Delivery = given.TryGetValue(DeliveryPolicyName, out var delivery)
            ? DeliveryPolicy.ReadSubscription(delivery)
            : DeliveryPolicy.Empty;
    }

    /// <summary>A subscription with nothing set.</summary>
    public static SubscriptionAttributes Default { get; } = new(GivenTexts.None);

    /// <summary>RawMessageDelivery: the message as it was published, without the envelope.</summary>
    public bool IsRaw { get; }

    /// <summary>What a message must be like; null for any, also with an empty policy: so consoles and Terraform take one away.</summary>
    public FilterPolicy? Filter { get; }

    /// <summary>The queue that takes what cannot be delivered; null for none.</summary>
    public string? DeadLetterTarget { get; }

    public ReplayPolicy? Replay { get; }

    public DeliveryPolicy Delivery { get; }

    /// <summary>What was set, by name; for recording.</summary>
    public IReadOnlyDictionary<string, string> Given => _given;

    public bool FiltersBody => _given.GetValueOrDefault(FilterPolicyScopeName) == ScopeBody;

    /// <summary>These attributes with others set on top; an empty text removes one.</summary>
    public SubscriptionAttributes With(IReadOnlyDictionary<string, string> changes) => new(_given.With(changes));

    /// <summary>The Content-Type of notifications over HTTP.</summary>
    public string ContentType(TopicAttributes topic) => Delivery.On(topic.Delivery).ContentTypeOrDefault;

    /// <summary>What GetSubscriptionAttributes shows of these.</summary>
    public Dictionary<string, string> Shown(string protocol, TopicAttributes topic)
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RawMessageDeliveryName] = IsRaw ? "true" : "false",
        };
        foreach (var (name, value) in _given)
        {
            if (name is not (RawMessageDeliveryName or DeliveryPolicyName or FilterPolicyScopeName))
            {
                shown[name] = value;
            }
        }

        if (_given.ContainsKey(FilterPolicyName))
        {
            shown[FilterPolicyScopeName] = FiltersBody ? ScopeBody : ScopeAttributes;
        }

        if (Protocols.IsHttp(protocol))
        {
            if (_given.ContainsKey(DeliveryPolicyName))
            {
                shown[DeliveryPolicyName] = Delivery.ToSubscriptionJson();
            }

            shown["EffectiveDeliveryPolicy"] = Delivery.On(topic.Delivery).ToEffectiveSubscriptionJson();
        }

        return shown;
    }

    /// <summary>What is wrong with setting attributes together, or null. The text names the attribute and the reason.</summary>
    /// <param name="changes">What is to be set; an empty text removes.</param>
    /// <param name="current">What is set already.</param>
    public static string? Check(
        IReadOnlyDictionary<string, string> changes,
        SubscriptionAttributes current,
        string protocol,
        string endpoint,
        bool isFifoTopic
    )
    {
        foreach (var (name, value) in changes)
        {
            if (CheckOne(name, value, protocol, endpoint, isFifoTopic) is { } wrong)
            {
                return wrong;
            }
        }

        return CheckFilter(changes, current);
    }

    /// <summary>What <see cref="Check"/> says of a name that is no attribute.</summary>
    internal const string UnknownAttribute = "AttributeName";

    private static string? CheckOne(string name, string value, string protocol, string endpoint, bool isFifoTopic)
    {
        try
        {
            return name switch
            {
                RawMessageDeliveryName => CheckRaw(value, protocol),
                FilterPolicyName => null,
                FilterPolicyScopeName => value is ScopeAttributes or ScopeBody or ""
                    ? null
                    : $"FilterPolicyScope: Invalid value [{value}]. Please use either MessageBody or MessageAttributes",
                DeliveryPolicyName => value.Length == 0 || DeliveryPolicy.ReadSubscription(value) is not null ? null : name,
                RedrivePolicyName => value.Length == 0 ? null : CheckRedrive(value, endpoint, isFifoTopic),
                SubscriptionRoleArnName => protocol == Protocols.Firehose
                    ? null
                    : "SubscriptionRoleArn: attribute is only valid for Firehose subscriptions",
                ReplayPolicyName when !isFifoTopic => "ReplayPolicy: attribute is only valid for subscriptions to FIFO topics",
                ReplayPolicyName => value.Length == 0 || ReplayPolicy.Read(value) is not null ? null : name,
                _ => UnknownAttribute,
            };
        }
        catch (PolicyException failure)
        {
            return $"{name}: {failure.Message}";
        }
    }

    private static string? CheckRaw(string value, string protocol)
    {
        if (
            !value.Equals("true", StringComparison.OrdinalIgnoreCase)
            && !value.Equals("false", StringComparison.OrdinalIgnoreCase)
        )
        {
            return $"RawMessageDelivery: Invalid value [{value}]. Must be true or false.";
        }

        return
            value.Equals("true", StringComparison.OrdinalIgnoreCase)
            && protocol is not (Protocols.Sqs or Protocols.Http or Protocols.Https or Protocols.Firehose)
            ? $"RawMessageDelivery: Delivery protocol [{protocol}] does not support raw message delivery."
            : null;
    }

    private static string? CheckRedrive(string value, string endpoint, bool isFifoTopic)
    {
        var target = ReadRedrive(value);
        var isFifoQueue = target.EndsWith(".fifo", StringComparison.Ordinal);
        var wantsFifo = isFifoTopic && endpoint.EndsWith(".fifo", StringComparison.Ordinal);
        if (wantsFifo && !isFifoQueue)
        {
            return "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
        }

        return !wantsFifo && isFifoQueue ? "RedrivePolicy: must use a standard queue as DLQ for a standard subscription." : null;
    }

    private static string? CheckFilter(IReadOnlyDictionary<string, string> changes, SubscriptionAttributes current)
    {
        if (
            !changes.TryGetValue(FilterPolicyName, out var text)
            && !(changes.ContainsKey(FilterPolicyScopeName) && current._given.TryGetValue(FilterPolicyName, out text))
        )
        {
            return null;
        }

        if (text!.Length == 0)
        {
            return null;
        }

        var scope = changes.GetValueOrDefault(FilterPolicyScopeName) ?? current._given.GetValueOrDefault(FilterPolicyScopeName);
        return FilterPolicy.TryParse(text, ScopeOf(scope), out _, out var rejection)
            ? null
            : $"FilterPolicy: {rejection.Reason}{rejection.Location}";
    }

    private static FilterPolicyScope ScopeOf(string? name) =>
        name == ScopeBody ? FilterPolicyScope.MessageBody : FilterPolicyScope.MessageAttributes;

    private static FilterPolicy ReadFilter(string text, FilterPolicyScope scope) =>
        FilterPolicy.TryParse(text, scope, out var policy, out var rejection)
            ? policy
            : throw new PolicyException(rejection.Reason);

    /// <exception cref="PolicyException">The text is no redrive policy.</exception>
    private static string ReadRedrive(string text)
    {
        var target = PolicyFields.Parse(text, "deadLetterTargetArn").Text("deadLetterTargetArn");
        return
            target is not null
            && target.StartsWith("arn:", StringComparison.Ordinal)
            && target.Split(':') is [_, _, "sqs", _, _, _]
            ? target
            : throw new PolicyException("deadLetterTargetArn is an invalid arn");
    }
}
