using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>What arrives in standard queues.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> QueueCases =>
        new(StringComparer.Ordinal)
        {
            ["test_subscribe_sqs_queue"] = FilteredByNumber,
            ["test_publish_unicode_chars"] = async c =>
            {
                var topic = await c.CreateTopicAsync();
                var (queue, _) = await c.SubscribeQueueAsync(topic);
                await c.PublishAsync(topic, "ö§a1\"_!?,. £$-");
                c.Compare("received-message", await c.ReceiveAsync(queue));
            },
            ["test_attribute_raw_subscribe"] = RawWithBytes,
            ["test_publish_sqs_from_sns"] = RawAndWrapped,
            ["test_publish_batch_messages_from_sns_to_sqs"] = RawBatch,
            ["test_redrive_policy_sqs_queue_subscription"] = DeadLetter,
            ["test_message_structure_json_to_sqs"] = TextForQueues,
            ["test_publish_sqs_verify_signature"] = Signed,
            ["test_publish_message_group_id"] = GroupOfAStandardTopic,
        };

    private static async Task FilteredByNumber(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var policy = Map(("FilterPolicy", """{"attr1":[{"numeric":[">",0,"<=",100]}]}"""));
        var (queue, subscription) = await c.SubscribeQueueAsync(topic, policy);
        await c.CompareAttributesAsync("subscription-attributes", subscription);
        await c.PublishAsync(topic, "This is a test message", Number("attr1", "99.12"));
        await c.PublishAsync(topic, "too much", Number("attr1", "100.12"));
        c.Compare("messages", await c.ReceiveAsync(queue));
        Assert.Null((await c.ReceiveAsync(queue))["Messages"]);
    }

    private static async Task RawWithBytes(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(topic, Map(("RawMessageDelivery", "true")));
        await c.CompareAttributesAsync("subscription-attributes", subscription);
        await c.PublishAsync(topic, "This is a test message", Binary("store", 2, 3, 4));
        c.Compare("messages-response", await c.ReceiveAsync(queue));
    }

    private static async Task RawAndWrapped(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(topic);
        foreach (var (raw, value) in new[] { ("true", "99.12"), ("false", "100.12") })
        {
            await c.SetAsync(subscription, "RawMessageDelivery", raw);
            await c.CompareAttributesAsync($"sub-attrs-raw-{raw}", subscription);
            await c.PublishAsync(topic, "Test msg", Number("attr1", value));
            c.Compare($"message-raw-{raw}", await c.ReceiveAsync(queue));
        }
    }

    private static async Task RawBatch(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(topic, Map(("RawMessageDelivery", "true")));
        await c.CompareAttributesAsync("sub-attrs-raw-true", subscription);
        await c.CompareAsync(
            "publish-batch",
            "PublishBatch",
            Batch(
                topic,
                With(Told("1", "Test Message with two attributes"), ("MessageAttributes", TwoNumbers())),
                With(Told("2", "Test Message with one attribute"), ("MessageAttributes", Number("attr1", "19.12"))),
                Told("3", "Test Message without attribute"),
                Entry("4", "Test Message without subject"),
                With(Told("5", """{"default": "test default", "sqs": "test sqs"}"""), ("MessageStructure", "json"))
            )
        );
        c.Compare("messages", await c.DrainAsync(queue, sorted: true));

        static JsonObject Told(string id, string message) => With(Entry(id, message), ("Subject", "Subject"));
    }

    private static JsonObject TwoNumbers() =>
        With(Number("attr1", "99.12"), ("attr2", Number("attr2", "109.12")["attr2"]!.DeepClone()));

    private static async Task DeadLetter(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var dead = await c.Queues.CreateQueueAsync(suffix: "-dead");
        var policy = new JsonObject { ["deadLetterTargetArn"] = await c.Queues.ArnAsync(dead) }.ToJsonString();
        var attributes = Map(("RawMessageDelivery", c.Variant == "True" ? "true" : "false"), ("RedrivePolicy", policy));
        var (queue, _) = await c.SubscribeQueueAsync(topic, attributes);
        await c.Queues.DoAsync("DeleteQueue", new JsonObject { ["QueueUrl"] = queue });
        await c.PublishAsync(
            topic,
            "test_dlq_after_sqs_endpoint_deleted",
            With(Number("attr1", "111"), ("attr2", Binary("attr2", 2, 3, 4)["attr2"]!.DeepClone()))
        );
        await c.Server.SettleAsync();
        var request = new JsonObject
        {
            ["QueueUrl"] = dead,
            ["AttributeNames"] = List("All"),
            ["MessageAttributeNames"] = List("All"),
        };
        await c.Queues.CompareAsync("messages", "ReceiveMessage", request);
    }

    private static async Task TextForQueues(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await Compare("get-msg-json-sqs", """{"default": "default field", "sqs": "{\"field\": \"value\"}"}""");
        await Compare("get-msg-json-default", """{"default": "default field", "email": "for mail"}""");

        async Task Compare(string name, string message)
        {
            await c.DoAsync("Publish", On(topic, ("Message", message), ("MessageStructure", "json")));
            c.Compare(name, await c.ReceiveAsync(queue));
        }
    }

    /// <summary>That the signature is good with the certificate it names is told besides.</summary>
    private static async Task Signed(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync(Map(("SignatureVersion", c.Variant)));
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await c.PublishAsync(topic, "test signature value with attributes", Number("attr1", "1"));
        var received = await c.DrainAsync(queue);
        c.Compare("messages", received);
        var envelope = JsonNode.Parse((string)received["Messages"]![0]!["Body"]!)!;
        Assert.True(await NotificationSignature.IsGoodAsync(c.Server, envelope));
    }

    private static async Task GroupOfAStandardTopic(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await c.DoAsync(
            "Publish",
            On(
                topic,
                ("Message", "test signature value with attributes"),
                ("MessageAttributes", Number("attr1", "1")),
                ("MessageGroupId", "my-group-id-1")
            )
        );
        c.Compare("messages", await c.DrainAsync(queue));
    }
}
