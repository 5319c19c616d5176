using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Sms;

/// <summary>What an account does by SMS in one region: its settings, who has opted out, its sandbox; text messages pass through it.</summary>
public sealed partial class SmsAccount : NotifyingResource, IResource<SmsAccount>
{
    private readonly SnsSettings _settings;
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _optedOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _optedIn = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SandboxNumber> _sandbox = new(StringComparer.Ordinal);

    internal SmsAccount(ResourceId id, SnsSettings settings)
    {
        Id = id;
        _settings = settings;
    }

    public static string Kind => "sns:sms";

    /// <summary>Only verified numbers receive.</summary>
    public bool IsInSandbox => _settings.IsInSmsSandbox;

    /// <summary>What was set, by name.</summary>
    internal IReadOnlyDictionary<string, string> Attributes => _attributes;

    /// <summary>The sender that messages without one of their own show; null for none.</summary>
    internal string? SenderId => _attributes.GetValueOrDefault(SmsAttributes.DefaultSenderId);

    /// <summary>The kind of messages that do not say.</summary>
    internal string SmsType => _attributes.GetValueOrDefault(SmsAttributes.DefaultSmsType) ?? SmsAttributes.Promotional;

    /// <summary>By number.</summary>
    internal IEnumerable<string> OptedOut => _optedOut;

    /// <summary>By number.</summary>
    internal IReadOnlyCollection<SandboxNumber> Sandbox => _sandbox.Values;

    private protected override ResourceId Id { get; }

    private ResourceId OutboxId => AccountOutbox.IdOf(TopicAddress.AccountOf(Id.Arn), TopicAddress.RegionOf(Id.Arn));

    internal static ResourceId IdOf(string account, string region) => new(Kind, $"arn:aws:sns:{region}:{account}:sms");

    internal static ResourceId IdOf(Caller caller) => IdOf(caller.Account, caller.Region);

    internal bool IsOptedOut(string number) => _optedOut.Contains(number);

    /// <summary>When a number was last opted in by the account; null when that is long ago, or never happened.</summary>
    internal DateTimeOffset? OptedInAt(string number) => _optedIn.TryGetValue(number, out var at) ? at : null;

    internal SandboxNumber? FindInSandbox(string number) => _sandbox.GetValueOrDefault(number);

    /// <summary>Hands a message on that has been checked.</summary>
    internal IFact HandOn(OutgoingNotification message) =>
        new NotificationHandedOn(NextCall, TextMessages.Complete(this, message));

    public override bool IsForgettable(DateTimeOffset now) =>
        HasNeverCalled && _attributes.Count + _optedOut.Count + _optedIn.Count + _sandbox.Count == 0;

    /// <summary>A topic's message for a subscribed number.</summary>
    public override CallOutcome OnCall(in Turn turn, Call call, object request)
    {
        if (request is not OutgoingNotification message)
        {
            return base.OnCall(turn, call, request);
        }

        message = message with { Endpoint = PhoneNumber.InFull(message.Endpoint) };
        if (TextMessages.Check(message.Text, message.Attributes) is { } refusal)
        {
            return CallOutcome.Refused(refusal.Code, refusal.Message);
        }

        return TextMessages.Complete(this, message).Failure is { } failure
            ? CallOutcome.Refused("DeliveryFailure", failure)
            : CallOutcome.Taken(HandOn(message));
    }

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case NotificationHandedOn handed:
                HandOn(handed, OutboxId, AccountOutbox.NotifyAction, at);
                break;
            case HandedOnSettled settled:
                Apply(settled);
                break;
            case SmsAttributesSet set:
                Apply(set);
                break;
            case PhoneNumberOptedOut optedOut:
                _optedOut.Add(optedOut.Number);
                break;
            case PhoneNumberOptedIn optedIn:
                Apply(optedIn);
                break;
            case SandboxCodeSent sent:
                _sandbox[sent.Number] = (
                    FindInSandbox(sent.Number) ?? new SandboxNumber(sent.Number, sent.Code, false, sent.At, [])
                ).Sent(sent.Code, sent.At);
                break;
            case SandboxNumberTried tried:
                _sandbox[tried.Number] = _sandbox[tried.Number] with { IsVerified = tried.IsVerified, TriedAt = tried.At };
                break;
            case SandboxNumberDeleted deleted:
                _sandbox.Remove(deleted.Number);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }
    }

    private void Apply(SmsAttributesSet set)
    {
        foreach (var (name, value) in set.Attributes)
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

    private void Apply(PhoneNumberOptedIn optedIn)
    {
        _optedOut.Remove(optedIn.Number);
        var forgotten = optedIn.At - TimeSpan.FromDays(Limits.OptInPauseDays);
        foreach (var (number, at) in _optedIn)
        {
            if (at <= forgotten)
            {
                _optedIn.Remove(number);
            }
        }

        _optedIn[optedIn.Number] = optedIn.At;
    }
}
