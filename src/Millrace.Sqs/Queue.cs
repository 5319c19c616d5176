using System.Text;
using Millrace.Engine;
using Millrace.Sqs.Fifo;

namespace Millrace.Sqs;

/// <summary>A queue: its attributes, its messages, and what has become of them.</summary>
/// <remarks>
/// A message is delayed → visible ⇄ in flight → gone (deleted, expired, purged) or leaving (to its dead-letter queue) →
/// gone, or visible again when that queue would not take it. Visible, delayed and in flight are comparisons with the
/// turn's time; only the other arrows are facts.
/// </remarks>
public sealed partial class Queue : Resource, IResource<Queue>
{
    private readonly ResourceId _id;
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private uint _stamp;

    /// <param name="limits">What its operations allow.</param>
    public Queue(ResourceId id, SqsLimits limits)
    {
        _id = id;
        Limits = limits;
        Attributes = QueueAttributes.Default(limits);
        _groups = new MessageGroups(_messages);
        _accepted = new DeduplicationWindow(limits.DeduplicationSeconds);
        _attempts = new ReceiveAttempts(limits.DeduplicationSeconds);
    }

    public static string Kind => "sqs:queue";

    /// <summary>The limits in force, AWS's or those that were set.</summary>
    public SqsLimits Limits { get; }

    public string Arn => _id.Arn;

    public string Name => _id.Arn[(_id.Arn.LastIndexOf(':') + 1)..];

    public bool Exists => CreatedAt is not null;

    public DateTimeOffset? CreatedAt { get; private set; }

    public DateTimeOffset? ModifiedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public DateTimeOffset? PurgedAt { get; private set; }

    public QueueAttributes Attributes { get; private set; }

    public override string? Policy => Attributes.Policy;

    public override IReadOnlyDictionary<string, string> Tags => _tags;

    public override bool IsForgettable(DateTimeOffset now) =>
        !Exists && _leaving.Count == 0 && !(DeletedAt + TimeSpan.FromSeconds(Limits.RecreateIntervalSeconds) > now);

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case MessageSent sent:
                ApplySent(sent, at);
                break;
            case MessagesReceived received:
                ApplyReceived(received);
                break;
            case MessagesDeleted deleted:
                Forget(deleted.Numbers);
                break;
            case ReceiveRepeated repeated:
                ApplyRepeated(repeated);
                break;
            case MessageVisibilityChanged changed:
                ApplyVisibility(changed.Number, changed.VisibleAt);
                break;
            case MessagesExpired expired:
                Forget(expired.Numbers);
                break;
            case MessageDeadLettered dead:
                Leave(dead.Number, new Leaving(dead.CallNumber, dead.Number, dead.TargetArn, IsMove: false));
                break;
            case MoveTaskStarted started:
                ApplyMoveTaskStarted(started);
                break;
            case MessageMoving moving:
                ApplyMoving(moving);
                break;
            case MoveTaskEnded ended:
                ApplyMoveTaskEnded(ended);
                break;
            case LeaveSettled settled:
                ApplySettled(settled);
                break;
            case QueueCreated created:
                CreatedAt = ModifiedAt = created.At;
                DeletedAt = PurgedAt = null;
                Attributes = QueueAttributes.Default(Limits).With(created.Attributes);
                SetTags(created.Tags);
                _stamp = StampOf(created.At);
                _moveTasks.RemoveAll(task => !task.IsActive);

                // A queue of this name that is forgotten has counted calls as well, and their targets remember how far.
                _lastCall = Math.Max(_lastCall, created.At.UtcTicks);
                break;
            case QueueAttributesSet set:
                var delay = Attributes.DelaySeconds;
                Attributes = Attributes.With(set.Attributes);
                ModifiedAt = set.At;
                if (IsFifo && Attributes.DelaySeconds != delay)
                {
                    DelayAnew(set.At.ToUnixTimeMilliseconds());
                }

                break;
            case QueueTagged tagged:
                SetTags(tagged.Tags);
                break;
            case QueueUntagged untagged:
                foreach (var key in untagged.Keys)
                {
                    _tags.Remove(key);
                }

                break;
            case QueuePurged purged:
                ForgetAll();
                PurgedAt = purged.At;
                break;
            case QueuePaused paused:
                PausedAt = paused.At;
                break;
            case QueueResumed:
                PausedAt = null;
                break;
            case QueueDeleted deleted:
                ForgetAll();
                CreatedAt = PausedAt = null;
                _metrics = new Metrics.QueueMetrics();
                DeletedAt = deleted.At;
                Attributes = QueueAttributes.Default(Limits);
                _tags.Clear();
                if (RunningMoveTask is not null)
                {
                    ApplyMoveTaskEnded(new MoveTaskEnded(MoveTaskStatus.Cancelled, null));
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }
    }

    /// <summary>The handle a receive at this moment gives out; see <see cref="ReceiptHandle"/>.</summary>
    internal ReceiptHandle HandleFor(long number, long receivedAt, int receiveCount) =>
        new(number, receivedAt, receiveCount, _stamp);

    /// <summary>Whether a handle was given out by this queue in this life.</summary>
    internal bool IsOwn(in ReceiptHandle handle) => handle.QueueStamp == _stamp && handle.Number < _nextNumber;

    private uint StampOf(DateTimeOffset createdAt) =>
        ReceiptHandle.Hash(Encoding.UTF8.GetBytes($"{_id.Arn} {createdAt.UtcTicks}"));

    private void SetTags(IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
        {
            _tags[key] = value;
        }
    }
}
