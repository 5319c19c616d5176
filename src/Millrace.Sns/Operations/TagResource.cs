using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Sets tags of a topic; a tag with the same key is replaced.</summary>
/// <remarks>
/// Records <see cref="TopicTagged"/>.
/// <para>Errors: ResourceNotFound, InvalidParameter (a key twice), TagLimitExceeded beyond fifty.</para>
/// <para>Source: SNS API Reference, TagResource; Developer Guide, "Amazon SNS topic tagging".</para>
/// </remarks>
public sealed class TagResource : IOperation<Topic, TagResourceRequest, TagResourceResponse>
{
    public static ResourceId Address(TagResourceRequest request, Caller caller) => TopicAddress.IdOf(request.ResourceArn);

    public static RequestTags? TagsOf(TagResourceRequest request) => RequestTags.Setting(ToTexts(request.Tags!));

    public static Outcome<TagResourceResponse> Decide(Topic resource, TagResourceRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SnsErrors.ResourceNotFoundException;
        }

        var tags = ToTexts(request.Tags!);
        return Check(request.Tags!, resource.Tags.Keys.Union(tags.Keys).Count()) is { } refusal
            ? refusal
            : Outcome<TagResourceResponse>.Reply(new TagResourceResponse(), tags.Count > 0 ? [new TopicTagged(tags)] : []);
    }

    internal static Dictionary<string, string> ToTexts(List<Tag> tags)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            texts[tag.Key!] = tag.Value!;
        }

        return texts;
    }

    /// <summary>Whether a topic may carry these tags, so many in all.</summary>
    internal static AwsError? Check(List<Tag> tags, int total)
    {
        if (tags.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() < tags.Count)
        {
            return TopicAddress.Invalid("Duplicated keys are not allowed.");
        }

        return total > Limits.TagsMax ? SnsErrors.TagLimitExceededException : null;
    }
}
