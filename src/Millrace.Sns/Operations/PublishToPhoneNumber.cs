using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Outbox;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Publishes a text message to a telephone number. What AWS sends is here read in the outbox.</summary>
/// <remarks>
/// Records <see cref="NotificationHandedOn"/>. A message for a number that has opted out, or is not verified while the account is in the
/// sandbox, is taken as well; the outbox shows it with the reason why it is not delivered, as AWS's delivery log does.
/// <para>Errors: InvalidParameter, ParameterValueInvalid (message attributes).</para>
/// <para>Source: SNS API Reference, Publish; SNS Developer Guide, "Publishing to a mobile phone".</para>
/// </remarks>
public sealed class PublishToPhoneNumber : IOperation<SmsAccount, PublishInput, PublishResponse>
{
    public static ResourceId Address(PublishInput request, Caller caller) => SmsAccount.IdOf(caller);

    /// <summary>A number has no ARN; policies allow it by <c>*</c>, or by <c>NotResource</c> with all that have one.</summary>
    public static string PolicyArn(PublishInput request, ResourceId id) => "*";

    public static Outcome<PublishResponse> Decide(SmsAccount resource, PublishInput request, in Turn turn)
    {
        var number = PhoneNumber.InFull(request.PhoneNumber!);
        if (!PhoneNumber.IsValid(number))
        {
            return TopicAddress.Invalid("PhoneNumber", $"{number} is not valid to publish to");
        }

        ReadOnlyMemory<byte> text = default;
        if (
            (
                DirectMessage.Check(request, out var attributes)
                ?? DirectMessage.TryReadText(request, Protocols.Sms, out text)
                ?? TextMessages.Check(text, attributes)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var id = turn.NewId(0);
        var message = new OutgoingNotification(
            Protocols.Sms,
            number,
            NotificationKind.Notification,
            id,
            null,
            null,
            request.Subject,
            text,
            default,
            attributes
        );
        return Outcome<PublishResponse>.Reply(new PublishResponse { MessageId = id.ToString() }, [resource.HandOn(message)]);
    }
}
