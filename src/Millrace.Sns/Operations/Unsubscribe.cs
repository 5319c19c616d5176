using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Ends a subscription. Ending one that is not there succeeds.</summary>
/// <remarks>
/// Records <see cref="SubscriptionRemoved"/>; instead <see cref="ConfirmationRequested"/> for a web hook, and for an address that somebody
/// else than the subscription's owner takes off: the endpoint is told and may take the end back within two days.
/// <para>Errors: InvalidParameter; AuthorizationError (only owners may end it, and this is none of them).</para>
/// <para>Source: SNS API Reference, Unsubscribe; texts as recorded from AWS.</para>
/// </remarks>
public sealed class Unsubscribe : IOperation<Topic, UnsubscribeInput, Unit>
{
    public static ResourceId Address(UnsubscribeInput request, Caller caller) => TopicAddress.TopicOf(request.SubscriptionArn);

    public static string? PartOwner(Topic resource, UnsubscribeInput request) => resource.OwnerOf(request.SubscriptionArn);

    public static Outcome<Unit> Decide(Topic resource, UnsubscribeInput request, in Turn turn)
    {
        if (TopicAddress.CheckSubscription(request.SubscriptionArn) is { } refusal)
        {
            return refusal;
        }

        if (resource.Find(TopicAddress.SubscriptionOf(request.SubscriptionArn!)) is not { } subscription)
        {
            return Outcome<Unit>.Reply(Unit.Value);
        }

        // A link in a notification needs no signature, unless it is for owners alone to end the subscription.
        if (
            subscription.IsEndedByOwnersOnly
            && turn.Caller.Access is { } access
            && !IsOwner(resource, subscription, turn.Caller, access)
        )
        {
            return SnsErrors.AuthorizationErrorException;
        }

        if (!subscription.IsConfirmed)
        {
            return SnsErrors.InvalidParameterException.WithMessage(
                "Invalid parameter: This operation is not supported for subscriptions that are pending confirmation"
            );
        }

        return Outcome<Unit>.Reply(
            Unit.Value,
            IsTold(subscription, turn.Caller)
                ? Subscribe.Ask(resource, subscription.Number, turn, isFarewell: true)
                : new SubscriptionRemoved(subscription.Number, turn.Now)
        );
    }

    private static bool IsOwner(Topic topic, Subscription subscription, Caller caller, Access access) =>
        !access.IsAnonymous && (caller.Account == subscription.Owner || caller.Account == topic.Owner);

    /// <summary>Whether the endpoint is sent a last message: a web hook always, an address when it was not the owner who ended it.</summary>
    private static bool IsTold(Subscription subscription, Caller caller) =>
        Protocols.IsHttp(subscription.Protocol)
        || (
            Protocols.IsMail(subscription.Protocol)
            && (caller.Access is { IsAnonymous: true } || caller.Account != subscription.Owner)
        );
}
