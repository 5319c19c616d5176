using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Removes tags of a topic; keys it does not have are passed over.</summary>
/// <remarks>
/// Records <see cref="TopicUntagged"/>.
/// <para>Errors: ResourceNotFound.</para>
/// <para>Source: SNS API Reference, UntagResource.</para>
/// </remarks>
public sealed class UntagResource : IOperation<Topic, UntagResourceRequest, UntagResourceResponse>
{
    public static ResourceId Address(UntagResourceRequest request, Caller caller) => TopicAddress.IdOf(request.ResourceArn);

    public static RequestTags? TagsOf(UntagResourceRequest request) => RequestTags.Removing(request.TagKeys);

    public static Outcome<UntagResourceResponse> Decide(Topic resource, UntagResourceRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SnsErrors.ResourceNotFoundException;
        }

        var keys = request.TagKeys!.FindAll(resource.Tags.ContainsKey);
        return Outcome<UntagResourceResponse>.Reply(new UntagResourceResponse(), keys.Count > 0 ? [new TopicUntagged(keys)] : []);
    }
}
