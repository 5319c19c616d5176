using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Tells all attributes of a subscription.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, GetSubscriptionAttributes; the attributes as recorded from AWS.</para>
/// </remarks>
public sealed class GetSubscriptionAttributes
    : IOperation<Topic, GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse>
{
    public static ResourceId Address(GetSubscriptionAttributesInput request, Caller caller) =>
        TopicAddress.TopicOf(request.SubscriptionArn);

    public static string? PartOwner(Topic resource, GetSubscriptionAttributesInput request) =>
        resource.OwnerOf(request.SubscriptionArn);

    public static Outcome<GetSubscriptionAttributesResponse> Decide(
        Topic resource,
        GetSubscriptionAttributesInput request,
        in Turn turn
    )
    {
        if (TopicAddress.CheckSubscription(request.SubscriptionArn) is { } refusal)
        {
            return refusal;
        }

        if (resource.Find(TopicAddress.SubscriptionOf(request.SubscriptionArn!)) is not { } subscription)
        {
            return SnsErrors.NotFoundException.WithMessage("Subscription does not exist");
        }

        var shown = subscription.Attributes.Shown(subscription.Protocol, resource.Attributes);
        shown["SubscriptionArn"] = subscription.Arn;
        shown["TopicArn"] = resource.Arn;
        shown["Owner"] = subscription.Owner;
        shown["Protocol"] = subscription.Protocol;
        shown["Endpoint"] = subscription.Endpoint;
        shown["SubscriptionPrincipal"] = subscription.Principal;
        shown["PendingConfirmation"] = subscription.IsConfirmed ? "false" : "true";
        shown["ConfirmationWasAuthenticated"] =
            subscription.WasAuthenticated || subscription.AuthenticatesUnsubscribe ? "true" : "false";
        if (resource.ReplayStatusOf(subscription, turn.Now) is not ReplayStatus.None and var status)
        {
            shown["ReplayStatus"] = status == ReplayStatus.InProgress ? "In progress" : status.ToString();
        }

        return Outcome<GetSubscriptionAttributesResponse>.Reply(new GetSubscriptionAttributesResponse { Attributes = shown });
    }
}
