using System.Globalization;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Tells all attributes of a topic, with what counts where nothing was set.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, GetTopicAttributes; the attributes as recorded from AWS.</para>
/// </remarks>
public sealed class GetTopicAttributes : IOperation<Topic, GetTopicAttributesInput, GetTopicAttributesResponse>
{
    public static ResourceId Address(GetTopicAttributesInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<GetTopicAttributesResponse> Decide(Topic resource, GetTopicAttributesInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        var shown = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TopicArn"] = resource.Arn,
            ["Owner"] = resource.Owner,
            ["Policy"] = resource.Attributes.Policy ?? TopicPolicy.DefaultFor(resource.Arn, resource.Owner),
            ["SubscriptionsConfirmed"] = Text(resource.ConfirmedCount),
            ["SubscriptionsPending"] = Text(resource.PendingCount),
            ["SubscriptionsDeleted"] = Text(resource.DeletedCount),
            ["EffectiveDeliveryPolicy"] = resource.Attributes.Delivery.ToEffectiveTopicJson(),
        };
        foreach (var name in TopicAttributes.AlwaysShown.Concat(resource.Attributes.Given.Keys))
        {
            if (resource.Attributes.Shown(name) is { } value)
            {
                shown[name] = value;
            }
        }

        if (resource.ArchivesSince is { } since)
        {
            shown["BeginningArchiveTime"] = since.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            );
        }

        return Outcome<GetTopicAttributesResponse>.Reply(new GetTopicAttributesResponse { Attributes = shown });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
