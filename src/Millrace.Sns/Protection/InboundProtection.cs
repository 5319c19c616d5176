using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Languages.DataProtection;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Protection;

/// <summary>A message that was held against a topic's data protection policy.</summary>
/// <param name="Refusal">Why it is not taken, or null.</param>
/// <param name="Message">As it may be taken.</param>
/// <param name="Audit">What is reported of it; null for nothing.</param>
internal readonly record struct InspectedMessage(AwsError? Refusal, NewMessage Message, MessageAudited? Audit);

/// <summary>What a topic's data protection policy does about a message that is published: audit, then deny, then mask or redact.</summary>
/// <remarks>Source: SNS Developer Guide, "Data protection policy operations".</remarks>
internal static class InboundProtection
{
    /// <param name="messageId">The id that the message will have.</param>
    public static InspectedMessage Inspect(Topic topic, in NewMessage message, Guid messageId, in Turn turn)
    {
        var principal = Principals.Of(turn.Caller);
        if (topic.Attributes.Protection?.For(DataDirection.Inbound, principal) is not { } protection)
        {
            return new InspectedMessage(null, message, null);
        }

        var body = message.Body!.Value.Bytes;
        var isStructured = message.Structure == "json";
        var texts = ProtectedText.TextsOf(body, isStructured);
        var audit = Audit(protection, texts, topic, messageId, principal, turn);
        if (texts.Exists(protection.Denies))
        {
            return new InspectedMessage(Prohibited(topic), message, audit);
        }

        var safe = ProtectedText.Deidentify(protection, body, isStructured);
        return safe.IsEmpty
            ? new InspectedMessage(Prohibited(topic), message, audit)
            : new InspectedMessage(null, message with { Body = Utf8Text.FromUtf8(safe) }, audit);
    }

    private static MessageAudited? Audit(
        AppliedProtection protection,
        List<string> texts,
        Topic topic,
        Guid messageId,
        string principal,
        in Turn turn
    )
    {
        if (!protection.Audits(turn.Draw(BitConverter.ToUInt64(messageId.ToByteArray()))))
        {
            return null;
        }

        var findings = ProtectedText.Audit(protection, texts);
        return protection.Reports(findings)
            ? new MessageAudited(AuditReport.Write(messageId, turn.Now, principal, topic.Arn, findings))
            : null;
    }

    private static AwsError Prohibited(Topic topic) =>
        SnsErrors.AuthorizationErrorException.WithMessage(
            $"The topic's data protection policy prohibits this message from being published to {topic.Arn}"
        );
}
