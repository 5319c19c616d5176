using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Millrace.Engine;
using Millrace.Sns.Policies;

namespace Millrace.Sns;

/// <summary>The settable attributes of a topic: the texts as they were given, and what decisions need of them, taken apart once.</summary>
/// <remarks>Source: SNS API Reference, CreateTopic and SetTopicAttributes; defaults and texts as recorded from AWS.</remarks>
public sealed class TopicAttributes
{
    public const string DeliveryPolicyName = "DeliveryPolicy";
    public const string PolicyName = "Policy";
    public const string DataProtectionPolicyName = "DataProtectionPolicy";
    internal const string FifoTopicName = "FifoTopic";
    private const string DisplayNameName = "DisplayName";
    private const string TracingConfigName = "TracingConfig";
    private const string KmsMasterKeyIdName = "KmsMasterKeyId";
    private const string SignatureVersionName = "SignatureVersion";
    private const string ContentBasedDeduplicationName = "ContentBasedDeduplication";
    private const string ArchivePolicyName = "ArchivePolicy";
    private const string FifoThroughputScopeName = "FifoThroughputScope";
    private const string ScopeTopic = "Topic";
    private const string ScopeGroup = "MessageGroup";
    private const string PassThrough = "PassThrough";
    private const int DisplayNameLengthMax = 100;

    /// <summary>Kept and shown; nothing writes delivery logs yet.</summary>
    private static readonly FrozenSet<string> _feedback = new[] { "HTTP", "Firehose", "Lambda", "Application", "SQS" }
        .SelectMany(protocol =>
            new[]
            {
                $"{protocol}SuccessFeedbackRoleArn",
                $"{protocol}SuccessFeedbackSampleRate",
                $"{protocol}FailureFeedbackRoleArn",
            }
        )
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, string> _given;

    private TopicAttributes(ImmutableSortedDictionary<string, string> given)
    {
        _given = given;
        IsFifo = IsTrue(given.GetValueOrDefault(FifoTopicName));
        DeduplicatesByContent = IsTrue(given.GetValueOrDefault(ContentBasedDeduplicationName));
        DeduplicatesByGroup = given.GetValueOrDefault(FifoThroughputScopeName) == ScopeGroup;
        SignatureVersion = given.GetValueOrDefault(SignatureVersionName) == "2" ? 2 : 1;
        Delivery = given.TryGetValue(DeliveryPolicyName, out var policy)
            ? DeliveryPolicy.ReadTopic(policy)
            : DeliveryPolicy.Empty;
        Protection =
            given.TryGetValue(DataProtectionPolicyName, out var protection)
            && Languages.DataProtection.DataProtectionPolicy.TryParse(protection, out var parsed, out _)
                ? parsed
                : null;
        ArchiveDays = given.TryGetValue(ArchivePolicyName, out var archive) ? ReadArchivePolicy(archive) : null;
    }

    /// <summary>A topic with nothing set.</summary>
    public static TopicAttributes Default { get; } = new(GivenTexts.None);

    public bool IsFifo { get; }

    /// <summary>Who text messages say they are from; empty for nobody.</summary>
    public string DisplayName => _given.GetValueOrDefault(DisplayNameName, "");

    /// <summary>ContentBasedDeduplication: a message without a deduplication id gets the SHA-256 of its body.</summary>
    public bool DeduplicatesByContent { get; }

    /// <summary>FifoThroughputScope MessageGroup: the same id in two groups is two messages.</summary>
    public bool DeduplicatesByGroup { get; }

    /// <summary>1 (SHA-1) or 2 (SHA-256).</summary>
    public int SignatureVersion { get; }

    /// <summary>For how many days a FIFO topic keeps what was published, 1 to 365; null for not at all.</summary>
    public int? ArchiveDays { get; }

    internal DeliveryPolicy Delivery { get; }

    /// <summary>What is done about sensitive data in messages; null for nothing.</summary>
    internal Languages.DataProtection.DataProtectionPolicy? Protection { get; }

    public string? DataProtectionPolicy => _given.GetValueOrDefault(DataProtectionPolicyName);

    public string? Policy => _given.GetValueOrDefault(PolicyName);

    /// <summary>What was set, by name; for recording.</summary>
    public IReadOnlyDictionary<string, string> Given => _given;

    /// <summary>These attributes with others set on top; an empty text removes one.</summary>
    public TopicAttributes With(IReadOnlyDictionary<string, string> changes) => new(_given.With(changes));

    /// <summary>What GetTopicAttributes shows for a name, or null.</summary>
    public string? Shown(string name) =>
        name switch
        {
            DisplayNameName => DisplayName,
            DeliveryPolicyName => _given.ContainsKey(name) ? Delivery.ToTopicJson() : null,
            FifoTopicName => IsFifo ? "true" : null,
            ContentBasedDeduplicationName => IsFifo ? (DeduplicatesByContent ? "true" : "false") : null,
            DataProtectionPolicyName => null,
            _ => _given.GetValueOrDefault(name),
        };

    /// <summary>What counts for a name: what was set, or else the default; null when there is neither. Equal values mean the same.</summary>
    internal string? Effective(string name) =>
        name switch
        {
            DeliveryPolicyName or DataProtectionPolicyName => _given.GetValueOrDefault(name),
            FifoTopicName => IsFifo ? "true" : "false",
            ContentBasedDeduplicationName => DeduplicatesByContent ? "true" : "false",
            FifoThroughputScopeName => DeduplicatesByGroup ? ScopeGroup : ScopeTopic,
            SignatureVersionName => SignatureVersion == 2 ? "2" : "1",
            TracingConfigName => _given.GetValueOrDefault(name, PassThrough),
            _ => Shown(name),
        };

    /// <summary>The names of all attributes that are shown though nothing was set.</summary>
    public static IReadOnlyList<string> AlwaysShown { get; } = [DisplayNameName, FifoTopicName, ContentBasedDeduplicationName];

    /// <summary>What is wrong with setting an attribute, or null. The text names the attribute and the reason.</summary>
    /// <param name="isNew">The topic is being created; some attributes can only be given then.</param>
    internal static string? Check(string name, string value, bool isFifo, bool isNew)
    {
        try
        {
            return name switch
            {
                DisplayNameName => value.Length <= DisplayNameLengthMax
                    ? null
                    : $"DisplayName: must be at most {DisplayNameLengthMax} characters long",
                PolicyName => value.Length == 0 ? null : TopicPolicy.Check(value),
                DeliveryPolicyName => value.Length == 0 || DeliveryPolicy.ReadTopic(value) is not null ? null : name,
                TracingConfigName => OneOf(name, value, PassThrough, "Active"),
                SignatureVersionName => OneOf(name, value, "1", "2"),
                FifoTopicName when isNew => TrueOrFalse(name, value),
                KmsMasterKeyIdName => null,
                ContentBasedDeduplicationName when isFifo => TrueOrFalse(name, value),
                FifoThroughputScopeName when isFifo => OneOf(name, value, ScopeTopic, ScopeGroup),
                ArchivePolicyName when isFifo => value.Length == 0 || ReadArchivePolicy(value) is null or > 0 ? null : name,
                ContentBasedDeduplicationName or FifoThroughputScopeName or ArchivePolicyName =>
                    $"{name}: attribute is only valid for FIFO topics",
                _ when _feedback.Contains(name) => CheckFeedback(name, value),
                _ => UnknownAttribute,
            };
        }
        catch (PolicyException failure)
        {
            return $"{name}: {failure.Message}";
        }
    }

    /// <summary>What <see cref="Check"/> says of a name that is no attribute.</summary>
    internal const string UnknownAttribute = "AttributeName";

    private static string? CheckFeedback(string name, string value) =>
        name.EndsWith("SampleRate", StringComparison.Ordinal)
        && value.Length > 0
        && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate <= 100)
            ? $"{name}: must be an integer between 0 and 100"
            : null;

    /// <exception cref="PolicyException">The text is no archive policy.</exception>
    private static int? ReadArchivePolicy(string text) =>
        PolicyFields.Parse(text, "MessageRetentionPeriod").Number("MessageRetentionPeriod", 1, Limits.ArchiveDaysMax);

    private static string? OneOf(string name, string value, params ReadOnlySpan<string> allowed) =>
        value.Length == 0 || allowed.Contains(value)
            ? null
            : $"{name}: Invalid value [{value}]. Must be {string.Join(" or ", allowed!)}.";

    private static string? TrueOrFalse(string name, string value) =>
        IsTrue(value) || value.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{name}: Invalid value [{value}]. Must be true or false.";

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
