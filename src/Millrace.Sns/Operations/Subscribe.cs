using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Subscribes an endpoint to a topic, or answers with the subscription that is there when its attributes agree.</summary>
/// <remarks>
/// Records <see cref="Subscribed"/>; for an endpoint that must be asked first also <see cref="ConfirmationRequested"/>.
/// <para>
/// Errors: NotFound, InvalidParameter (ARN, protocol, endpoint, attributes), AuthorizationError (another account's mobile endpoint),
/// SubscriptionLimitExceeded.
/// </para>
/// <para>Source: SNS API Reference, Subscribe; texts as recorded from AWS.</para>
/// </remarks>
public sealed class Subscribe : IOperation<Topic, SubscribeInput, SubscribeResponse>
{
    private const string Pending = "pending confirmation";

    public static ResourceId Address(SubscribeInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<SubscribeResponse> Decide(Topic resource, SubscribeInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } badArn)
        {
            return badArn;
        }

        if (EndpointRules.Check(request.Protocol!, request.Endpoint, resource.IsFifo) is { } badEndpoint)
        {
            return badEndpoint;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        if (request.Protocol == Protocols.Application && TopicAddress.AccountOf(request.Endpoint!) != turn.Caller.Account)
        {
            // Deliveries to endpoints ask no policy, so nobody but their owner may bring them about.
            return SnsErrors.AuthorizationErrorException.WithMessage(
                "An endpoint is subscribed by the account that it belongs to."
            );
        }

        var attributes = request.Attributes ?? [];
        var (protocol, endpoint) = (request.Protocol!, EndpointRules.Normalized(request.Protocol!, request.Endpoint!));
        if (
            SubscriptionAttributes.Check(attributes, SubscriptionAttributes.Default, protocol, endpoint, resource.IsFifo) is
            { } wrong
        )
        {
            return TopicAddress.Invalid("Attributes", wrong);
        }

        if (resource.Find(protocol, endpoint) is { } existing)
        {
            return Again(resource, existing, attributes, request, turn);
        }

        if (resource.SubscriptionCount >= (resource.IsFifo ? Limits.FifoSubscriptionsMax : Limits.SubscriptionsMax))
        {
            return SnsErrors.SubscriptionLimitExceededException;
        }

        var isConfirmed = !NeedsToken(protocol, endpoint, turn.Caller);
        var subscribed = new Subscribed(
            resource.NextSubscription,
            turn.NewId(0),
            turn.Now,
            protocol,
            endpoint,
            turn.Caller.Account,
            Principals.Of(turn.Caller),
            isConfirmed,
            attributes
        );
        var arn = $"{resource.Arn}:{subscribed.Id}";
        return Outcome<SubscribeResponse>.Reply(
            new SubscribeResponse { SubscriptionArn = isConfirmed || request.ReturnSubscriptionArn == true ? arn : Pending },
            isConfirmed ? [subscribed] : [subscribed, Ask(resource, subscribed.Number, turn)]
        );
    }

    /// <summary>The same endpoint once more: the subscription that is there, and another question while it is not confirmed.</summary>
    private static Outcome<SubscribeResponse> Again(
        Topic topic,
        Subscription existing,
        Dictionary<string, string> attributes,
        SubscribeInput request,
        in Turn turn
    )
    {
        if (attributes.Count > 0 && !Agree(SubscriptionAttributes.Default.With(attributes), existing, topic))
        {
            return TopicAddress.Invalid("Attributes", "Subscription already exists with different attributes");
        }

        return Outcome<SubscribeResponse>.Reply(
            new SubscribeResponse
            {
                SubscriptionArn = existing.IsConfirmed || request.ReturnSubscriptionArn == true ? existing.Arn : Pending,
            },
            existing.IsConfirmed ? [] : [Ask(topic, existing.Number, turn)]
        );
    }

    /// <summary>Whether attributes mean what a subscription has, however they are written: what is left out, empty or the default is the same.</summary>
    private static bool Agree(SubscriptionAttributes asked, Subscription existing, Topic topic)
    {
        var shown = existing.Attributes.Shown(existing.Protocol, topic.Attributes);
        var wanted = asked.Shown(existing.Protocol, topic.Attributes);
        return asked.FiltersBody == existing.Attributes.FiltersBody
            && wanted.Count == shown.Count
            && wanted.All(attribute => shown.GetValueOrDefault(attribute.Key) == attribute.Value);
    }

    /// <summary>The question to an endpoint whether it wants the subscription.</summary>
    internal static ConfirmationRequested Ask(Topic topic, int subscription, in Turn turn, bool isFarewell = false) =>
        new(topic.NextMessage, topic.NextCall, subscription, turn.NewId(1), turn.Now, NewToken(turn), isFarewell);

    /// <summary>A queue or function of the caller's own account needs no question, an address anyone could write does.</summary>
    private static bool NeedsToken(string protocol, string endpoint, Caller caller) =>
        Protocols.IsConfirmedByToken(protocol)
        || (
            protocol is Protocols.Sqs or Protocols.Lambda or Protocols.Firehose
            && !string.Equals(TopicAddress.AccountOf(endpoint), caller.Account, StringComparison.Ordinal)
        );

    /// <summary>256 bits that nobody can guess, in hex: whoever has the token may confirm what is sent to somebody else.</summary>
    private static string NewToken(in Turn turn) => Convert.ToHexStringLower(turn.NewSecret(0));
}
