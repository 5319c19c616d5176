using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lists the tags of a topic by key.</summary>
/// <remarks>
/// <para>Errors: ResourceNotFound.</para>
/// <para>Source: SNS API Reference, ListTagsForResource.</para>
/// </remarks>
public sealed class ListTagsForResource : IOperation<Topic, ListTagsForResourceRequest, ListTagsForResourceResponse>
{
    public static ResourceId Address(ListTagsForResourceRequest request, Caller caller) => TopicAddress.IdOf(request.ResourceArn);

    public static Outcome<ListTagsForResourceResponse> Decide(Topic resource, ListTagsForResourceRequest request, in Turn turn) =>
        resource.Exists
            ? Outcome<ListTagsForResourceResponse>.Reply(
                new ListTagsForResourceResponse
                {
                    Tags =
                    [
                        .. resource
                            .Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                            .Select(tag => new Tag { Key = tag.Key, Value = tag.Value }),
                    ],
                }
            )
            : SnsErrors.ResourceNotFoundException;
}
