using Millrace.Engine;
using Millrace.Sns.Protection;

namespace Millrace.Sns;

/// <summary>A topic: its attributes, its subscriptions, the messages that are still on their way to some of them.</summary>
/// <remarks>
/// Publishing decides once who is to have a message and records that together with the message. Every delivery is then a call of its
/// own, and its retries and its end are facts, so that a crash neither loses nor forgets one.
/// </remarks>
public sealed partial class Topic : Resource, IResource<Topic>
{
    private readonly ResourceId _id;
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);

    private string? _defaultPolicy;

    private Topic(ResourceId id)
    {
        _id = id;
    }

    public static string Kind => "sns:topic";

    public string Arn => _id.Arn;

    public bool Exists => CreatedAt is not null;

    public DateTimeOffset? CreatedAt { get; private set; }

    public TopicAttributes Attributes { get; private set; } = TopicAttributes.Default;

    /// <summary>The topic's own, or the one it begins with, which lets its owner in.</summary>
    public override string? Policy =>
        Exists ? Attributes.Policy ?? (_defaultPolicy ??= TopicPolicy.DefaultFor(Arn, Owner)) : null;

    public override IReadOnlyDictionary<string, string> Tags => _tags;

    /// <summary>Whether this is a FIFO topic; fixed when it is created.</summary>
    public bool IsFifo => Attributes.IsFifo;

    /// <summary>The account that the ARN names.</summary>
    public string Owner => TopicAddress.AccountOf(Arn);

    public static Topic Create(ResourceId id) => new(id);

    public override bool IsForgettable(DateTimeOffset now) => !Exists;

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case MessagePublished published:
                ApplyPublished(published, at);
                break;
            case DeliveryEnded ended:
                EndDelivery(ended.CallNumber);
                break;
            case DeliveryFailed failed:
                ApplyFailed(failed);
                break;
            case DeliveryDue due:
                ApplyDue(due);
                break;
            case MessageReplayed replayed:
                ApplyReplayed(replayed);
                break;
            case MessageAudited audited:
                Apply(audited);
                break;
            case ArchiveTrimmed trimmed:
                TrimArchive(trimmed.Message);
                break;
            case Subscribed subscribed:
                ApplySubscribed(subscribed);
                break;
            case ConfirmationRequested requested:
                ApplyConfirmationRequested(requested, at);
                break;
            case SubscriptionConfirmed confirmed:
                ApplyConfirmed(confirmed);
                break;
            case SubscriptionAttributesSet set:
                ApplySubscriptionAttributes(set);
                break;
            case SubscriptionRemoved removed:
                ApplyRemoved(removed);
                break;
            case TopicCreated created:
                CreatedAt = created.At;
                Attributes = TopicAttributes.Default.With(created.Attributes);
                ArchivesSince = Attributes.ArchiveDays is null ? null : created.At;
                SetTags(created.Tags);

                // A topic of this name that is forgotten has counted calls as well, and their targets remember how far.
                _lastCall = Math.Max(_lastCall, created.At.UtcTicks);
                break;
            case TopicAttributesSet set:
                ApplyAttributes(set);
                break;
            case TopicTagged tagged:
                SetTags(tagged.Tags);
                break;
            case TopicUntagged untagged:
                foreach (var key in untagged.Keys)
                {
                    _tags.Remove(key);
                }

                break;
            case TopicDeleted:
                ForgetAll();
                CreatedAt = null;
                Attributes = TopicAttributes.Default;
                _tags.Clear();
                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }
    }

    private void ApplyAttributes(TopicAttributesSet set)
    {
        var archived = Attributes.ArchiveDays;
        Attributes = Attributes.With(set.Attributes);
        foreach (var subscription in _subscriptions.Values)
        {
            if (ReceivesPerSecond(subscription) is null)
            {
                _throttled.Remove(subscription.Number);
            }
            else if (subscription is { IsConfirmed: true, IsEnded: false })
            {
                _throttled.Add(subscription.Number);
            }
        }

        if (archived is null && Attributes.ArchiveDays is not null)
        {
            ArchivesSince = set.At;
        }
        else if (Attributes.ArchiveDays is null)
        {
            EndArchive();
        }
    }

    private void SetTags(IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
        {
            _tags[key] = value;
        }
    }

    private void ForgetAll()
    {
        EmptyArchive();
        ArchivesSince = null;
        foreach (var message in _messages.Values)
        {
            Payloads.Release(message.Payload);
        }

        _messages.Clear();
        _deliveries.Clear();
        _waiting.Clear();
        ForgetSubscriptions();
        _accepted.Clear();
        _audits.Clear();
    }
}
