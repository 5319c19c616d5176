using System.Security.Cryptography;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>What a client says of a message it publishes, alone or in a batch.</summary>
internal readonly record struct NewMessage(
    Utf8Text? Body,
    string? Subject,
    string? Structure,
    Dictionary<string, MessageAttributeValue>? Attributes,
    string? GroupId,
    string? DeduplicationId
);

/// <summary>A message that is taken, as its reply tells of it.</summary>
/// <param name="Fact">The publication; null when it is a duplicate of an earlier one, whose ids are answered.</param>
/// <param name="SequenceNumber">On FIFO topics; otherwise null.</param>
internal readonly record struct TakenMessage(MessagePublished? Fact, Guid MessageId, string? SequenceNumber);

/// <summary>From a new message to the fact that it was published: the part that Publish and PublishBatch share.</summary>
internal static class Publishing
{
    /// <summary>What is wrong with a message before its size is looked at, or null.</summary>
    public static AwsError? Check(Topic topic, in NewMessage message, out IReadOnlyList<StoredAttribute> attributes)
    {
        attributes = [];
        return MessageRules.CheckBody(message.Body)
            ?? MessageRules.CheckSubject(message.Subject)
            ?? MessageRules.CheckStructure(message.Structure, message.Body!.Value)
            ?? MessageRules.CheckId("MessageGroupId", message.GroupId)
            ?? MessageRules.CheckId("MessageDeduplicationId", message.DeduplicationId)
            ?? CheckKind(topic, message)
            ?? MessageRules.TryReadAttributes(message.Attributes, out attributes);
    }

    /// <summary>Decides who is to have a message that was checked.</summary>
    /// <param name="before">The messages that the same turn takes before this one.</param>
    public static TakenMessage Take(
        Topic topic,
        in NewMessage message,
        IReadOnlyList<StoredAttribute> attributes,
        IReadOnlyList<MessagePublished> before,
        in Turn turn
    )
    {
        var now = turn.Now.ToUnixTimeMilliseconds();
        var body = message.Body!.Value;
        var deduplicationId = topic.IsFifo ? message.DeduplicationId ?? ContentId(body) : null;
        if (topic.IsFifo && FindDuplicate(topic, before, message.GroupId!, deduplicationId!, now) is var (firstId, firstNumber))
        {
            return new TakenMessage(null, firstId, topic.SequenceNumber(firstNumber));
        }

        var number = topic.NextMessage + before.Count;
        var id = turn.NewId(before.Count);
        var subscriptions = topic.Match(attributes, body.Bytes, now);
        var published = new MessagePublished(
            number,
            id,
            now,
            body.Bytes,
            message.Structure == "json",
            message.Subject,
            attributes,
            message.GroupId,
            deduplicationId,
            before.Count > 0 ? before[^1].FirstCall + before[^1].Subscriptions.Count : topic.NextCall,
            subscriptions,
            topic.DueTimes(subscriptions, before, now)
        );
        return new TakenMessage(published, id, topic.IsFifo ? topic.SequenceNumber(number) : null);
    }

    private static AwsError? CheckKind(Topic topic, in NewMessage message)
    {
        if (!topic.IsFifo)
        {
            return message.DeduplicationId is null
                ? null
                : TopicAddress.Invalid(
                    "MessageDeduplicationId",
                    "The request includes MessageDeduplicationId parameter that is not valid for this topic type"
                );
        }

        if (message.GroupId is null)
        {
            return TopicAddress.Invalid("The MessageGroupId parameter is required for FIFO topics");
        }

        return message.DeduplicationId is null && !topic.Attributes.DeduplicatesByContent
            ? TopicAddress.Invalid(
                "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            )
            : null;
    }

    private static (Guid Id, long Number)? FindDuplicate(
        Topic topic,
        IReadOnlyList<MessagePublished> before,
        string groupId,
        string deduplicationId,
        long now
    )
    {
        if (topic.FindDuplicate(groupId, deduplicationId, now) is { } accepted)
        {
            return (accepted.MessageId, accepted.Number);
        }

        foreach (var earlier in before)
        {
            if (
                earlier.DeduplicationId == deduplicationId
                && (!topic.Attributes.DeduplicatesByGroup || earlier.GroupId == groupId)
            )
            {
                return (earlier.MessageId, earlier.Number);
            }
        }

        return null;
    }

    /// <summary>The deduplication id of a message without one: the SHA-256 of its body, in lower-case hex.</summary>
    private static string ContentId(Utf8Text body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));
}
