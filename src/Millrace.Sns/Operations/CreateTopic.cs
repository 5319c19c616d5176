using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Creates a topic, or answers with the one that is there when all given attributes and tags agree.</summary>
/// <remarks>
/// Records <see cref="TopicCreated"/>.
/// <para>Errors: InvalidParameter (name, attributes, tags, differences from the topic that is there), TagLimitExceeded.</para>
/// <para>Source: SNS API Reference, CreateTopic; texts as recorded from AWS.</para>
/// </remarks>
public sealed class CreateTopic : IOperation<Topic, CreateTopicInput, CreateTopicResponse>
{
    /// <summary>What a caller must be allowed besides, to create a topic with tags. Source: SNS API Reference, CreateTopic, Tags.</summary>
    private const string TagAction = "sns:TagResource";

    public static ResourceId Address(CreateTopicInput request, Caller caller) => TopicAddress.IdOf(caller, request.Name!);

    public static RequestTags? TagsOf(CreateTopicInput request) => RequestTags.Setting(TagResource.ToTexts(request.Tags ?? []));

    public static Outcome<CreateTopicResponse> Decide(Topic resource, CreateTopicInput request, in Turn turn)
    {
        var attributes = new Dictionary<string, string>(request.Attributes ?? [], StringComparer.Ordinal);
        var isFifo =
            attributes.TryGetValue(TopicAttributes.FifoTopicName, out var fifo)
            && fifo.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (!IsName(request.Name!, isFifo))
        {
            return TopicAddress.Invalid("Topic Name");
        }

        foreach (var (name, value) in attributes)
        {
            if (TopicAttributes.Check(name, value, isFifo, isNew: true) is { } wrong)
            {
                return TopicAddress.Invalid("Attributes", wrong);
            }
        }

        if (request.DataProtectionPolicy is { } protection)
        {
            if (PutDataProtectionPolicy.Check(protection) is { } badPolicy)
            {
                return badPolicy;
            }

            attributes[TopicAttributes.DataProtectionPolicyName] = protection;
        }

        var tags = TagResource.ToTexts(request.Tags ?? []);
        if (TagResource.Check(request.Tags ?? [], tags.Count) is { } badTags)
        {
            return badTags;
        }

        var reply = new CreateTopicResponse { TopicArn = resource.Arn };
        if (resource.Exists)
        {
            return Difference(resource, attributes, request.Tags is null ? null : tags) is { } difference
                ? difference
                : Outcome<CreateTopicResponse>.Reply(reply);
        }

        if (
            tags.Count > 0
            && turn.Caller.Access?.Refusal(TagAction, resource, resource.Arn, turn.Now, TagsOf(request)) is { } mayNotTag
        )
        {
            return mayNotTag;
        }

        return Outcome<CreateTopicResponse>.Reply(reply, [new TopicCreated(turn.Now, attributes, tags)]);
    }

    private static bool IsName(string name, bool isFifo)
    {
        var bare = isFifo && name.EndsWith(".fifo", StringComparison.Ordinal) ? name[..^5] : name;
        return bare.Length > 0
            && name.Length <= Limits.TopicNameLengthMax
            && name.EndsWith(".fifo", StringComparison.Ordinal) == isFifo
            && bare.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
    }

    private static AwsError? Difference(Topic topic, Dictionary<string, string> attributes, Dictionary<string, string>? tags)
    {
        var asked = TopicAttributes.Default.With(attributes);
        if (attributes.Keys.Any(name => asked.Effective(name) != topic.Attributes.Effective(name)))
        {
            return TopicAddress.Invalid("Attributes", "Topic already exists with different attributes");
        }

        return
            tags is null
            || (tags.Count == topic.Tags.Count && tags.All(tag => topic.Tags.GetValueOrDefault(tag.Key) == tag.Value))
            ? null
            : TopicAddress.Invalid("Tags", "Topic already exists with different tags");
    }
}
