using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lists the caller's topics in the region by ARN, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListTopics.</para>
/// </remarks>
public sealed class ListTopics : IListing<Topic, ListTopicsInput, string, ListTopicsResponse>
{
    /// <summary>All topics of the account: an ARN with a star, as AWS's own refusals show it.</summary>
    public static ResourceId Address(ListTopicsInput request, Caller caller) => TopicAddress.IdOf(caller, "*");

    public static string? Select(Topic resource, ListTopicsInput request, in Turn turn) =>
        resource.Exists && resource.Arn.StartsWith(TopicAddress.IdOf(turn.Caller, "").Arn, StringComparison.Ordinal)
            ? resource.Arn
            : null;

    public static Outcome<ListTopicsResponse> Gather(List<string> items, ListTopicsInput request, in Turn turn)
    {
        if (Page.TryTake(items, static arn => arn, request.NextToken, out var page, out var next) is { } refusal)
        {
            return refusal;
        }

        return Outcome<ListTopicsResponse>.Reply(
            new ListTopicsResponse { Topics = page.ConvertAll(arn => new Api.Sns.Topic { TopicArn = arn }), NextToken = next }
        );
    }
}
