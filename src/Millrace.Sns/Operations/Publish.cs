using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Protection;

namespace Millrace.Sns.Operations;

/// <summary>Publishes a message to a topic.</summary>
/// <remarks>
/// Records <see cref="MessagePublished"/> with everybody who is to have it; the reply leaves once that is durable, and the deliveries
/// begin then. A duplicate on a FIFO topic records nothing and is answered with the ids of the message it repeats.
/// <para>
/// Errors: NotFound, InvalidParameter, ParameterValueInvalid (message attributes), AuthorizationError (the topic's data protection policy).
/// </para>
/// <para>Source: SNS API Reference, Publish; texts as recorded from AWS.</para>
/// </remarks>
public sealed class Publish : IOperation<Topic, PublishInput, PublishResponse>
{
    public static ResourceId Address(PublishInput request, Caller caller) =>
        TopicAddress.IdOf(request.TopicArn ?? request.TargetArn);

    public static Outcome<PublishResponse> Decide(Topic resource, PublishInput request, in Turn turn)
    {
        if (PublishTarget.Check(request) is { } badTarget)
        {
            return badTarget;
        }

        var parameter = request.TopicArn is null ? "TargetArn" : "TopicArn";
        if (TopicAddress.Check(resource.Arn, turn.Caller, parameter) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        var message = new NewMessage(
            request.Message,
            request.Subject,
            request.MessageStructure,
            request.MessageAttributes,
            request.MessageGroupId,
            request.MessageDeduplicationId
        );
        if (Publishing.Check(resource, message, out var attributes) is { } refusal)
        {
            return refusal;
        }

        if (MessageRules.SizeOf(request.Message!.Value, attributes) > Limits.MessageBytesMax)
        {
            return TopicAddress.Invalid("Message too long");
        }

        var inspected = InboundProtection.Inspect(resource, message, turn.NewId(0), turn);
        IReadOnlyList<IFact> audit = inspected.Audit is { } audited ? [audited] : [];
        if (inspected.Refusal is { } prohibited)
        {
            return Outcome<PublishResponse>.Refuse(prohibited, audit);
        }

        var taken = Publishing.Take(resource, inspected.Message, attributes, [], turn);
        return Outcome<PublishResponse>.Reply(
            new PublishResponse { MessageId = taken.MessageId.ToString(), SequenceNumber = taken.SequenceNumber },
            taken.Fact is { } published ? [published, .. audit] : []
        );
    }
}
