using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Confirms a subscription with the token its endpoint was sent; also takes back one that was ended.</summary>
/// <remarks>
/// Records <see cref="SubscriptionConfirmed"/>. A token is good for two days. Who wants the end of the subscription authenticated must sign.
/// <para>Errors: NotFound, InvalidParameter (ARN, token), AuthorizationError.</para>
/// <para>Source: SNS API Reference, ConfirmSubscription.</para>
/// </remarks>
public sealed class ConfirmSubscription : IOperation<Topic, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>
{
    public static ResourceId Address(ConfirmSubscriptionInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<ConfirmSubscriptionResponse> Decide(Topic resource, ConfirmSubscriptionInput request, in Turn turn)
    {
        // A link that is opened in a browser carries no credentials, and so no region.
        if (TopicAddress.Check(request.TopicArn, turn.Caller with { Region = TopicAddress.RegionOf(resource.Arn) }) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        if (resource.FindByToken(request.Token!, turn.Now) is not { } subscription)
        {
            return TopicAddress.Invalid("Token");
        }

        // An endpoint that was subscribed anew after it had been unsubscribed has one subscription, not two.
        if (subscription.IsEnded && resource.Find(subscription.Protocol, subscription.Endpoint) is { } anew)
        {
            subscription = anew;
        }

        var authenticates = string.Equals(request.AuthenticateOnUnsubscribe, "true", StringComparison.OrdinalIgnoreCase);
        if (authenticates && turn.Caller.Access is { IsAnonymous: true })
        {
            return SnsErrors.AuthorizationErrorException;
        }

        var changes =
            !subscription.IsConfirmed || subscription.IsEnded || (authenticates && !subscription.AuthenticatesUnsubscribe);
        return Outcome<ConfirmSubscriptionResponse>.Reply(
            new ConfirmSubscriptionResponse { SubscriptionArn = subscription.Arn },
            changes ? [new SubscriptionConfirmed(subscription.Number, turn.Now, authenticates)] : []
        );
    }
}
