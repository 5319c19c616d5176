using System.Collections.Immutable;
using System.Globalization;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>The settable attributes of a queue: the texts as they were given, and what decisions need of them, taken apart once.</summary>
public sealed class QueueAttributes
{
    private const string ScopeQueue = "queue";
    private const string ScopeGroup = "messageGroup";
    private const string LimitQueue = "perQueue";
    private const string LimitGroup = "perMessageGroupId";

    /// <summary>A sign and ten digits: a number is kept as it was written, and zeros before it are no reason to keep megabytes.</summary>
    private const int NumberLengthMax = 11;

    private static readonly ImmutableSortedDictionary<string, string> _none = ImmutableSortedDictionary.Create<string, string>(
        StringComparer.Ordinal
    );

    private readonly ImmutableSortedDictionary<string, string> _given;
    private readonly SqsLimits _limits;

    private QueueAttributes(ImmutableSortedDictionary<string, string> given, SqsLimits limits)
    {
        _given = given;
        _limits = limits;
        VisibilityTimeoutSeconds = Number(QueueAttributeName.VisibilityTimeout, Limits.VisibilityTimeoutSecondsDefault);
        DelaySeconds = Number(QueueAttributeName.DelaySeconds, 0);
        MessageBytesMax = Math.Min(Number(QueueAttributeName.MaximumMessageSize, limits.MessageBytesMax), limits.MessageBytesMax);
        RetentionSeconds = Number(QueueAttributeName.MessageRetentionPeriod, Limits.RetentionSecondsDefault);
        WaitTimeSeconds = Number(QueueAttributeName.ReceiveMessageWaitTimeSeconds, 0);
        IsFifo = IsSet(given, QueueAttributeName.FifoQueue);
        DeduplicatesByContent = IsSet(given, QueueAttributeName.ContentBasedDeduplication);
        DeduplicatesByGroup = given.GetValueOrDefault(QueueAttributeName.DeduplicationScope) == ScopeGroup;
        Policy = given.GetValueOrDefault(QueueAttributeName.Policy);
        if (given.TryGetValue(QueueAttributeName.RedrivePolicy, out var redrive))
        {
            _ = RedrivePolicy.TryParse(redrive, out var policy);
            Redrive = policy;
        }
    }

    /// <summary>A queue with nothing set.</summary>
    public static QueueAttributes Default(SqsLimits limits) => new(_none, limits);

    public int VisibilityTimeoutSeconds { get; }

    public int DelaySeconds { get; }

    public int MessageBytesMax { get; }

    public int RetentionSeconds { get; }

    public int WaitTimeSeconds { get; }

    public RedrivePolicy? Redrive { get; }

    /// <summary>The document of the attribute of this name; null when there is none.</summary>
    public string? Policy { get; }

    public bool IsFifo { get; }

    /// <summary>ContentBasedDeduplication: a message without a deduplication id gets the SHA-256 of its body.</summary>
    public bool DeduplicatesByContent { get; }

    /// <summary>DeduplicationScope messageGroup: the same id in two groups is two messages.</summary>
    public bool DeduplicatesByGroup { get; }

    /// <summary>What was set, by name; for recording.</summary>
    public IReadOnlyDictionary<string, string> Given => _given;

    /// <summary>Attributes as they were kept: what was decided when they were set is not decided again.</summary>
    public static QueueAttributes Kept(IReadOnlyDictionary<string, string> given, SqsLimits limits) =>
        new(_none.AddRange(given), limits);

    /// <summary>These attributes with others set on top; an empty text removes one that may be absent.</summary>
    /// <remarks>
    /// A queue has one kind of encryption at a time: a KMS key switches SQS's own off, and SQS's own takes the key away. Taking the key
    /// away by itself leaves SQS's own off. Source: SQS API Reference, SetQueueAttributes, SqsManagedSseEnabled ("Only one server-side
    /// encryption option is supported per queue"); a key's effect as recorded from AWS.
    /// </remarks>
    public QueueAttributes With(IReadOnlyDictionary<string, string> changes)
    {
        var given = _given.With(changes);
        if (changes.TryGetValue(QueueAttributeName.KmsMasterKeyId, out var key) && key.Length > 0)
        {
            given = given.SetItem(QueueAttributeName.SqsManagedSseEnabled, "false");
        }
        else if (changes.TryGetValue(QueueAttributeName.SqsManagedSseEnabled, out var own) && IsTrue(own))
        {
            given = given.Remove(QueueAttributeName.KmsMasterKeyId);
        }

        return new QueueAttributes(given, _limits);
    }

    /// <summary>An attribute as GetQueueAttributes shows it, default included; null when it has none.</summary>
    public string? Shown(string name) =>
        _given.TryGetValue(name, out var value)
            ? value
            : name switch
            {
                QueueAttributeName.VisibilityTimeout => Text(Limits.VisibilityTimeoutSecondsDefault),
                QueueAttributeName.DelaySeconds => "0",
                QueueAttributeName.MaximumMessageSize => Text(_limits.MessageBytesMax),
                QueueAttributeName.MessageRetentionPeriod => Text(Limits.RetentionSecondsDefault),
                QueueAttributeName.ReceiveMessageWaitTimeSeconds => "0",
                QueueAttributeName.SqsManagedSseEnabled => "true",
                QueueAttributeName.ContentBasedDeduplication when IsFifo => "false",
                QueueAttributeName.DeduplicationScope when IsFifo => ScopeQueue,
                QueueAttributeName.FifoThroughputLimit when IsFifo => LimitQueue,
                QueueAttributeName.KmsDataKeyReusePeriodSeconds when _given.ContainsKey(QueueAttributeName.KmsMasterKeyId) =>
                    Text(Limits.KmsReuseSecondsDefault),
                _ => null,
            };

    /// <summary>What AWS would refuse about setting these values on top of what is there; null when nothing.</summary>
    /// <param name="isFifo">The kind of queue they are for.</param>
    public AwsError? Check(IReadOnlyDictionary<string, string> attributes, bool isFifo)
    {
        foreach (var (name, value) in attributes)
        {
            var refusal = isFifo ? CheckFifo(name, value) : null;
            if ((refusal ?? CheckOne(name, value, isFifo)) is { } error)
            {
                return error;
            }
        }

        if (isFifo && CheckThroughput(attributes) is { } mismatch)
        {
            return mismatch;
        }

        var hasKey = attributes.TryGetValue(QueueAttributeName.KmsMasterKeyId, out var key) && key.Length > 0;
        return hasKey && attributes.TryGetValue(QueueAttributeName.SqsManagedSseEnabled, out var own) && IsTrue(own)
            ? SqsErrors.InvalidAttributeName.WithMessage(
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
            )
            : null;
    }

    /// <summary>Whether GetQueueAttributes may ask for this name.</summary>
    public static bool IsKnown(string name) =>
        name
            is QueueAttributeName.All
                or QueueAttributeName.Policy
                or QueueAttributeName.VisibilityTimeout
                or QueueAttributeName.MaximumMessageSize
                or QueueAttributeName.MessageRetentionPeriod
                or QueueAttributeName.ApproximateNumberOfMessages
                or QueueAttributeName.ApproximateNumberOfMessagesNotVisible
                or QueueAttributeName.ApproximateNumberOfMessagesDelayed
                or QueueAttributeName.CreatedTimestamp
                or QueueAttributeName.LastModifiedTimestamp
                or QueueAttributeName.QueueArn
                or QueueAttributeName.DelaySeconds
                or QueueAttributeName.ReceiveMessageWaitTimeSeconds
                or QueueAttributeName.RedrivePolicy
                or QueueAttributeName.RedriveAllowPolicy
                or QueueAttributeName.FifoQueue
                or QueueAttributeName.ContentBasedDeduplication
                or QueueAttributeName.DeduplicationScope
                or QueueAttributeName.FifoThroughputLimit
                or QueueAttributeName.KmsMasterKeyId
                or QueueAttributeName.KmsDataKeyReusePeriodSeconds
                or QueueAttributeName.SqsManagedSseEnabled;

    private static AwsError? CheckFifo(string name, string value) =>
        name switch
        {
            QueueAttributeName.FifoQueue when !IsTrue(value) => SqsErrors.InvalidAttributeValue.WithMessage(
                $"Invalid value for the parameter {name}. Reason: Modifying queue type is not supported."
            ),
            QueueAttributeName.ContentBasedDeduplication when !IsTrue(value) && !IsFalse(value) => Invalid(name),
            QueueAttributeName.DeduplicationScope when value is not (ScopeQueue or ScopeGroup) => Invalid(name),
            QueueAttributeName.FifoThroughputLimit when value is not (LimitQueue or LimitGroup) => Invalid(name),
            _ => null,
        };

    /// <summary>The higher throughput of single groups needs deduplication by group, now or already.</summary>
    private AwsError? CheckThroughput(IReadOnlyDictionary<string, string> attributes)
    {
        return
            After(QueueAttributeName.FifoThroughputLimit) == LimitGroup
            && After(QueueAttributeName.DeduplicationScope) != ScopeGroup
            ? Invalid(QueueAttributeName.FifoThroughputLimit)
            : null;

        string? After(string name) => attributes.TryGetValue(name, out var value) ? value : _given.GetValueOrDefault(name);
    }

    private AwsError? CheckOne(string name, string value, bool isFifo) =>
        name switch
        {
            QueueAttributeName.FifoQueue
            or QueueAttributeName.ContentBasedDeduplication
            or QueueAttributeName.DeduplicationScope
            or QueueAttributeName.FifoThroughputLimit when isFifo => null,
            QueueAttributeName.VisibilityTimeout => Range(name, value, 0, _limits.VisibilityTimeoutSecondsMax),
            QueueAttributeName.DelaySeconds => Range(name, value, 0, _limits.DelaySecondsMax),
            QueueAttributeName.MaximumMessageSize => Range(name, value, Limits.MessageBytesMin, _limits.MessageBytesMax),
            QueueAttributeName.MessageRetentionPeriod => Range(
                name,
                value,
                _limits.RetentionSecondsMin,
                _limits.RetentionSecondsMax
            ),
            QueueAttributeName.ReceiveMessageWaitTimeSeconds => Range(name, value, 0, _limits.WaitTimeSecondsMax),
            QueueAttributeName.KmsDataKeyReusePeriodSeconds => Range(
                name,
                value,
                Limits.KmsReuseSecondsMin,
                Limits.KmsReuseSecondsMax
            ),
            QueueAttributeName.KmsMasterKeyId => value.Length <= Limits.KmsKeyIdLengthMax ? null : Invalid(name),
            QueueAttributeName.SqsManagedSseEnabled => IsTrue(value) || IsFalse(value) ? null : Invalid(name),
            QueueAttributeName.RedrivePolicy
            or QueueAttributeName.RedriveAllowPolicy when value.Length > Limits.RedriveTextLengthMax => Invalid(name),
            QueueAttributeName.RedrivePolicy => value.Length == 0 ? null : CheckRedrive(value),
            QueueAttributeName.RedriveAllowPolicy => value.Length == 0 || RedriveAllowPolicy.TryParse(value) is not null
                ? null
                : Invalid(name),
            QueueAttributeName.Policy => value.Length == 0 ? null : QueuePolicy.Check(value),
            _ => SqsErrors.InvalidAttributeName.WithMessage($"Unknown Attribute {name}."),
        };

    private static AwsError? CheckRedrive(string value) =>
        RedrivePolicy.TryParse(value, out _) is { } reason
            ? SqsErrors.InvalidParameterValueException.WithMessage(
                $"Value {value} for parameter RedrivePolicy is invalid. Reason: {reason}"
            )
            : null;

    private static AwsError? Range(string name, string value, int least, int most) =>
        value.Length <= NumberLengthMax
        && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? null
            : Invalid(name);

    internal static AwsError Invalid(string name) =>
        SqsErrors.InvalidAttributeValue.WithMessage($"Invalid value for the parameter {name}.");

    private static bool IsTrue(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(string value) => value.Equals("false", StringComparison.OrdinalIgnoreCase);

    private static bool IsSet(ImmutableSortedDictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var value) && IsTrue(value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int Number(string name, int byDefault) =>
        _given.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : byDefault;
}
