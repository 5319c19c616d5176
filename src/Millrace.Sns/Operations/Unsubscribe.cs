using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Ends a subscription. Ending one that is not there succeeds.</summary>
/// <remarks>
/// Records <see cref="SubscriptionRemoved"/>; for a confirmed web hook <see cref="ConfirmationRequested"/> instead, because its endpoint is
/// told and may take the end back within two days.
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, Unsubscribe; texts as recorded from AWS.</para>
/// </remarks>
public sealed class Unsubscribe : IOperation<Topic, UnsubscribeInput, Unit>
{
    public static ResourceId Address(UnsubscribeInput request, Caller caller) => TopicAddress.TopicOf(request.SubscriptionArn);

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

        // A link in a notification needs no signature, unless whoever confirmed the subscription wanted it so.
        if (subscription.AuthenticatesUnsubscribe && turn.Caller.Access is { IsAnonymous: true })
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
            Protocols.IsHttp(subscription.Protocol)
                ? Subscribe.Ask(resource, subscription.Number, turn, isFarewell: true)
                : new SubscriptionRemoved(subscription.Number, turn.Now)
        );
    }
}
