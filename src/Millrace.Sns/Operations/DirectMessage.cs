using System.Text;
using System.Text.Json;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>What is demanded of a message that goes past all topics, to a number or device: the part that these two share.</summary>
internal static class DirectMessage
{
    /// <summary>What is wrong with a message whatever its target, or null.</summary>
    public static AwsError? Check(PublishInput request, out IReadOnlyList<StoredAttribute> attributes)
    {
        attributes = [];
        return PublishTarget.Check(request)
            ?? MessageRules.CheckBody(request.Message)
            ?? MessageRules.CheckSubject(request.Subject)
            ?? MessageRules.CheckId("MessageGroupId", request.MessageGroupId)
            ?? CheckNoDeduplication(request)
            ?? MessageRules.TryReadAttributes(request.MessageAttributes, out attributes)
            ?? (
                MessageRules.SizeOf(request.Message!.Value, attributes) > Limits.MessageBytesMax
                    ? TopicAddress.Invalid("Message too long")
                    : null
            );
    }

    /// <summary>The text for a target: with MessageStructure json the one under its key, or the default.</summary>
    /// <param name="key">A protocol or platform.</param>
    public static AwsError? TryReadText(PublishInput request, string key, out ReadOnlyMemory<byte> text)
    {
        text = request.Message!.Value.Bytes;
        if (request.MessageStructure is null or "")
        {
            return null;
        }

        if (request.MessageStructure != "json")
        {
            return TopicAddress.Invalid("MessageStructure");
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            if (MessageRules.TextIn(document.RootElement, key) is not { } found)
            {
                return TopicAddress.Invalid($"JSON must contain an entry for 'default' or '{key}'.");
            }

            text = Encoding.UTF8.GetBytes(found);
            return null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return TopicAddress.Invalid(MessageRules.NotParsed);
        }
    }

    private static AwsError? CheckNoDeduplication(PublishInput request) =>
        request.MessageDeduplicationId is null
            ? null
            : TopicAddress.Invalid(
                "MessageDeduplicationId",
                "The request includes MessageDeduplicationId parameter that is not valid for this topic type"
            );
}
