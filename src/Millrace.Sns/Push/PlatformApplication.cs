using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Push;

/// <summary>An app of one push service, with its credentials and the devices it is on.</summary>
/// <remarks>
/// The endpoints are part of it, as subscriptions are part of a topic: that a token has one endpoint is then decided in one turn. What is
/// pushed goes to the outbox of the account; no push service is called, and the credentials are kept and not proven.
/// </remarks>
public sealed partial class PlatformApplication : NotifyingResource, IResource<PlatformApplication>
{
    private const string PublishAction = "sns:Publish";

    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PlatformEndpoint> _endpoints = [];
    private readonly SortedSet<int> _numbers = [];
    private readonly Dictionary<Guid, int> _byId = [];
    private readonly Dictionary<string, int> _byToken = new(StringComparer.Ordinal);
    private int _lastEndpoint;

    private PlatformApplication(ResourceId id)
    {
        Id = id;
    }

    public static string Kind => "sns:application";

    public string Arn => Id.Arn;

    public bool Exists { get; private set; }

    public string Platform => PushAddress.PlatformOf(Arn);

    /// <summary>Whether anything is delivered to its endpoints.</summary>
    public bool IsEnabled => Attribute(ApplicationAttributes.Enabled) is not { } enabled || bool.Parse(enabled);

    internal IReadOnlyDictionary<string, string> Attributes => _attributes;

    internal int NextEndpoint => _lastEndpoint + 1;

    private protected override ResourceId Id { get; }

    public static PlatformApplication Create(ResourceId id) => new(id);

    internal string? Attribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>The endpoint of an ARN; null when there is none.</summary>
    internal PlatformEndpoint? Find(string endpointArn) =>
        _byId.TryGetValue(PushAddress.EndpointIdOf(endpointArn), out var number) ? _endpoints[number] : null;

    /// <summary>The endpoint of a device's token; null when there is none.</summary>
    internal PlatformEndpoint? FindByToken(string token) =>
        _byToken.TryGetValue(token, out var number) ? _endpoints[number] : null;

    /// <summary>The endpoints after a number, in the order in which they were made.</summary>
    internal IEnumerable<PlatformEndpoint> EndpointsAfter(int number) =>
        number == int.MaxValue ? [] : _numbers.GetViewBetween(number + 1, int.MaxValue).Select(found => _endpoints[found]);

    internal string ArnOf(PlatformEndpoint endpoint) => PushAddress.EndpointArn(Arn, endpoint.Id);

    public override bool IsForgettable(DateTimeOffset now) => !Exists && !IsHandingOn;

    /// <summary>A topic's message for an endpoint that is subscribed to it.</summary>
    public override CallOutcome OnCall(in Turn turn, Call call, object request)
    {
        if (request is not OutgoingNotification message)
        {
            return base.OnCall(turn, call, request);
        }

        if (!Exists || Find(message.Endpoint) is not { } endpoint)
        {
            return CallOutcome.Refused("InvalidParameter", "No endpoint found for the target arn specified");
        }

        return PushRules.CheckEnabled(this, endpoint) is { } disabled
            ? CallOutcome.Refused(disabled.Code, disabled.Message)
            : CallOutcome.Taken(new NotificationHandedOn(NextCall, message));
    }

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case NotificationHandedOn handed:
                HandOn(handed, OutboxId, AccountOutbox.NotifyAction, at);
                break;
            case ApplicationEventRaised raised:
                HandOn(raised, TopicAddress.IdOf(raised.TopicArn), PublishAction, at);
                break;
            case HandedOnSettled settled:
                Apply(settled);
                break;
            case EndpointCreated created:
                Add(new PlatformEndpoint(created.Number, created.Id, created.Attributes));
                break;
            case EndpointAttributesSet set:
                Apply(set);
                break;
            case EndpointDeleted deleted:
                Remove(_endpoints[deleted.Number]);
                break;
            case ApplicationCreated created:
                Exists = true;
                Set(created.Attributes);

                // An application of this name that is forgotten has counted calls as well, and their targets remember how far.
                BeginCallsAfter(created.At.UtcTicks);
                break;
            case ApplicationAttributesSet set:
                Set(set.Attributes);
                break;
            case ApplicationDeleted:
                Exists = false;
                _attributes.Clear();
                _endpoints.Clear();
                _numbers.Clear();
                _byId.Clear();
                _byToken.Clear();
                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }
    }

    private ResourceId OutboxId => AccountOutbox.IdOf(TopicAddress.AccountOf(Arn), TopicAddress.RegionOf(Arn));

    private void Set(IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value.Length == 0)
            {
                _attributes.Remove(name);
            }
            else
            {
                _attributes[name] = value;
            }
        }
    }

    private void Apply(EndpointAttributesSet set)
    {
        var endpoint = _endpoints[set.Number];
        var attributes = new Dictionary<string, string>(endpoint.Attributes, StringComparer.Ordinal);
        foreach (var (name, value) in set.Attributes)
        {
            attributes[name] = value;
        }

        Remove(endpoint);
        Add(endpoint with { Attributes = attributes });
    }

    private void Add(PlatformEndpoint endpoint)
    {
        _lastEndpoint = Math.Max(_lastEndpoint, endpoint.Number);
        _endpoints.Add(endpoint.Number, endpoint);
        _numbers.Add(endpoint.Number);
        _byId.Add(endpoint.Id, endpoint.Number);
        _byToken.Add(endpoint.Token, endpoint.Number);
    }

    private void Remove(PlatformEndpoint endpoint)
    {
        _endpoints.Remove(endpoint.Number);
        _numbers.Remove(endpoint.Number);
        _byId.Remove(endpoint.Id);
        _byToken.Remove(endpoint.Token);
    }
}
