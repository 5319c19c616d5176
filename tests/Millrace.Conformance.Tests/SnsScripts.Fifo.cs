using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>FIFO topics, and what arrives of theirs.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> FifoCases =>
        new(StringComparer.Ordinal)
        {
            ["test_validations_for_fifo"] = FifoErrors,
            ["test_publish_fifo_messages_to_dlq"] = FifoDeadLetters,
            ["test_publish_to_fifo_topic_deduplication_on_topic_level"] = async c =>
            {
                var topic = await FifoTopicAsync(c, isByContent: true);
                await PublishTwice(c, topic, FifoQueue(isByContent: true), ".fifo");
            },
            ["test_fifo_topic_to_regular_sqs"] = async c =>
            {
                var topic = await FifoTopicAsync(c, isByContent: c.Variant == "True");
                await PublishTwice(c, topic, [], "");
            },
        };

    /// <summary>Topics and queues number from the second of their creation; in the recordings their numbers do not meet by chance.</summary>
    private static async Task<string> FifoTopicAsync(SnsConversation c, bool isByContent)
    {
        var attributes = Map(("FifoTopic", "true"), ("ContentBasedDeduplication", isByContent ? "true" : "false"));
        var topic = await c.CreateTopicAsync(attributes, ".fifo");
        c.Server.Advance(TimeSpan.FromSeconds(1));
        return topic;
    }

    private static JsonObject FifoQueue(bool isByContent = false) =>
        Map(("FifoQueue", "true"), ("ContentBasedDeduplication", isByContent ? "true" : "false"));

    private static async Task FifoErrors(SnsConversation c)
    {
        var standard = await c.CreateTopicAsync();
        var fifo = await FifoTopicAsync(c, isByContent: false);
        var fifoQueue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync(FifoQueue(), ".fifo"));
        var queue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync());
        await c.CompareAsync("not-fifo-topic", "Subscribe", On(standard, ("Protocol", "sqs"), ("Endpoint", fifoQueue)));
        var toStandard = new JsonObject { ["SubscriptionArn"] = await c.SubscribeAsync(fifo, "sqs", queue) };
        c.Compare("not-fifo-queue", (await c.DoAsync("GetSubscriptionAttributes", toStandard))["Attributes"]);
        await c.CompareAsync(
            "regular-queue-for-dlq-of-fifo-topic",
            "SetSubscriptionAttributes",
            new JsonObject
            {
                ["SubscriptionArn"] = await c.SubscribeAsync(fifo, "sqs", fifoQueue),
                ["AttributeName"] = "RedrivePolicy",
                ["AttributeValue"] = new JsonObject { ["deadLetterTargetArn"] = queue }.ToJsonString(),
            }
        );
        await c.CompareAsync("no-msg-group-id", "Publish", On(fifo, ("Message", "test")));
        await c.CompareAsync("no-dedup-policy", "Publish", On(fifo, ("Message", "test"), ("MessageGroupId", "group")));
        await c.CompareAsync(
            "no-msg-dedup-regular-topic",
            "Publish",
            On(standard, ("Message", "test"), ("MessageDeduplicationId", "id"))
        );
    }

    private static async Task FifoDeadLetters(SnsConversation c)
    {
        var topic = await FifoTopicAsync(c, isByContent: false);
        await c.CompareAsync("topic-attrs", "GetTopicAttributes", On(topic));
        var dead = await c.Queues.CreateQueueAsync(FifoQueue(), "-dead.fifo");
        var policy = new JsonObject { ["deadLetterTargetArn"] = await c.Queues.ArnAsync(dead) }.ToJsonString();
        var attributes = Map(("RawMessageDelivery", c.Variant == "True" ? "true" : "false"), ("RedrivePolicy", policy));
        var (queue, _) = await c.SubscribeQueueAsync(topic, attributes, FifoQueue(), ".fifo");
        await c.Queues.DoAsync("DeleteQueue", new JsonObject { ["QueueUrl"] = queue });
        await c.CompareAsync(
            "publish-batch-response-fifo",
            "PublishBatch",
            Batch(
                topic,
                With(InGroup(1, "Test Message with two attributes"), ("MessageAttributes", TwoNumbers())),
                With(InGroup(2, "Test Message with one attribute"), ("MessageAttributes", Number("attr1", "19.12"))),
                InGroup(3, "Test Message without attribute")
            )
        );
        c.Compare("batch-messages-in-dlq", await c.DrainAsync(dead));
        await c.CompareAsync(
            "publish-response-fifo",
            "Publish",
            On(
                topic,
                ("Message", "test-message"),
                ("MessageGroupId", "message-group-id-1"),
                ("MessageDeduplicationId", "message-deduplication-id-1")
            )
        );
        c.Compare("messages-in-dlq", await c.DrainAsync(dead));

        static JsonObject InGroup(int number, string message) =>
            With(
                Entry($"{number}", message),
                ("Subject", "Subject"),
                ("MessageGroupId", "complexMessageGroupId"),
                ("MessageDeduplicationId", $"MessageDeduplicationId-{number}")
            );
    }

    private static async Task PublishTwice(SnsConversation c, string topic, JsonObject queueAttributes, string suffix)
    {
        var (queue, _) = await c.SubscribeQueueAsync(topic, queueAttributes: queueAttributes, suffix: suffix);
        var message = On(topic, ("Message", "Test"), ("MessageGroupId", "message-group-id-1"));
        if (c.Variant == "False")
        {
            message["MessageDeduplicationId"] = "message-deduplication-id-1";
        }

        var first = await c.DoAsync("Publish", message);
        c.Compare("messages", await c.DrainAsync(queue));
        var second = await c.DoAsync("Publish", message);
        Assert.Equal((string?)first["SequenceNumber"], (string?)second["SequenceNumber"]);
        c.Compare("dedup-messages", await c.DrainAsync(queue));
    }
}
