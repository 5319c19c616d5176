using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Outbox;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Publishes a message to one app on one device. What AWS hands to a push service is here read in the outbox.</summary>
/// <remarks>
/// Records <see cref="NotificationHandedOn"/>. A message for an endpoint that is switched off is refused and, when the application has a
/// topic for delivery failures, reported there.
/// <para>Errors: InvalidParameter, ParameterValueInvalid (message attributes), EndpointDisabled, PlatformApplicationDisabled.</para>
/// <para>Source: SNS API Reference, Publish; texts as recorded from AWS where they were.</para>
/// </remarks>
public sealed class PublishToEndpoint : IOperation<PlatformApplication, PublishInput, PublishResponse>
{
    public static ResourceId Address(PublishInput request, Caller caller) => PushAddress.ApplicationOf(request.TargetArn);

    public static string PolicyArn(PublishInput request, ResourceId id) => request.TargetArn!;

    public static Outcome<PublishResponse> Decide(PlatformApplication resource, PublishInput request, in Turn turn)
    {
        var endpointArn = request.TargetArn!;
        if (TopicAddress.Check(endpointArn, turn.Caller, "TargetArn") is { } badArn)
        {
            return badArn;
        }

        if (resource.Find(endpointArn) is not { } endpoint)
        {
            return TopicAddress.Invalid("TargetArn", "No endpoint found for the target arn specified");
        }

        ReadOnlyMemory<byte> text = default;
        if (
            (
                DirectMessage.Check(request, out var attributes)
                ?? DirectMessage.TryReadText(request, resource.Platform, out text)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var id = turn.NewId(0);
        if (PushRules.CheckEnabled(resource, endpoint) is { } disabled)
        {
            return Outcome<PublishResponse>.Refuse(disabled, [.. Failed(resource, endpointArn, id, disabled, turn)]);
        }

        var message = new OutgoingNotification(
            Protocols.Application,
            endpointArn,
            NotificationKind.Notification,
            id,
            null,
            null,
            request.Subject,
            text,
            default,
            attributes
        );
        return Outcome<PublishResponse>.Reply(
            new PublishResponse { MessageId = id.ToString() },
            [new NotificationHandedOn(resource.NextCall, message)]
        );
    }

    private static IEnumerable<IFact> Failed(
        PlatformApplication application,
        string endpointArn,
        Guid messageId,
        AwsError error,
        in Turn turn
    ) =>
        ApplicationEvents.Of(
            application,
            ApplicationAttributes.EventDeliveryFailure,
            endpointArn,
            turn,
            ("DeliveryAttempts", "0"),
            ("FailureType", error.Code),
            ("FailureMessage", error.Message),
            ("MessageId", messageId.ToString())
        );
}
