using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Sets one attribute of a subscription.</summary>
/// <remarks>
/// Records <see cref="SubscriptionAttributesSet"/>.
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, SetSubscriptionAttributes; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SetSubscriptionAttributes : IOperation<Topic, SetSubscriptionAttributesInput, Unit>
{
    public static ResourceId Address(SetSubscriptionAttributesInput request, Caller caller) =>
        TopicAddress.TopicOf(request.SubscriptionArn);

    public static string? PartOwner(Topic resource, SetSubscriptionAttributesInput request) =>
        resource.OwnerOf(request.SubscriptionArn);

    public static Outcome<Unit> Decide(Topic resource, SetSubscriptionAttributesInput request, in Turn turn)
    {
        if (TopicAddress.CheckSubscription(request.SubscriptionArn) is { } refusal)
        {
            return refusal;
        }

        if (resource.Find(TopicAddress.SubscriptionOf(request.SubscriptionArn!)) is not { } subscription)
        {
            return SnsErrors.NotFoundException.WithMessage("Subscription does not exist");
        }

        var changes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [request.AttributeName!] = request.AttributeValue ?? "",
        };
        var wrong = SubscriptionAttributes.Check(
            changes,
            subscription.Attributes,
            subscription.Protocol,
            subscription.Endpoint,
            resource.IsFifo
        );
        if (wrong is not null)
        {
            return TopicAddress.Invalid(wrong);
        }

        return Outcome<Unit>.Reply(Unit.Value, [new SubscriptionAttributesSet(subscription.Number, changes)]);
    }
}
