using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Publishing: what is taken and what is refused.</summary>
internal static partial class SnsScripts
{
    private const int MessageBytesMax = 262_144;

    private static Dictionary<string, Func<SnsConversation, Task>> PublishingCases =>
        new(StringComparer.Ordinal)
        {
            ["test_publish_by_path_parameters"] = PublishByLink,
            ["test_publish_message_by_target_arn"] = PublishToTarget,
            ["test_publish_message_before_subscribe_topic"] = PublishBeforeSubscribing,
            ["test_publish_non_existent_target"] = async c =>
                await c.CompareAsync(
                    "non-existent-endpoint",
                    "Publish",
                    new JsonObject
                    {
                        ["TargetArn"] = $"arn:aws:sns:us-east-1:{AwsClient.Account}:endpoint/APNS/absent/{Guid.NewGuid()}",
                        ["Message"] = "hello",
                    }
                ),
            ["test_empty_sns_message"] = EmptyMessage,
            ["test_publish_too_long_message"] = TooLongMessage,
            ["test_publish_batch_too_long_message"] = TooLongBatch,
            ["test_message_structure_json_exc"] = StructureErrors,
            ["test_topic_publish_another_region"] = PublishFromAnotherRegion,
            ["test_empty_or_wrong_message_attributes"] = WrongAttributes,
        };

    private static async Task PublishByLink(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        var answer = await new SnsClient(c.Server).CallByLinkAsync(
            "Publish",
            On(topic, ("Message", "test message direct post request"))
        );
        var result = new JsonObject { ["MessageId"] = (string?)answer["MessageId"] };
        c.Compare(
            "post-request",
            new JsonObject
            {
                ["PublishResponse"] = new JsonObject
                {
                    ["PublishResult"] = result,
                    ["ResponseMetadata"] = answer["ResponseMetadata"]!.DeepClone(),
                },
            }
        );
        c.Compare("messages", await c.ReceiveAsync(queue));
    }

    private static async Task PublishToTarget(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await c.PublishAsync(topic, "test-msg-1");
        c.Compare("receive-topic-arn", await c.ReceiveAsync(queue));
        await c.DoAsync("Publish", new JsonObject { ["TargetArn"] = topic, ["Message"] = "test-msg-2" });
        c.Compare("receive-target-arn", await c.ReceiveAsync(queue));
    }

    private static async Task PublishBeforeSubscribing(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.CompareAsync(
            "publish-before-subscribing",
            "Publish",
            On(topic, ("Subject", "test-subject-before-sub"), ("Message", "test_message_before"))
        );
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await c.CompareAsync(
            "publish-after-subscribing",
            "Publish",
            On(topic, ("Subject", "test-subject-after-sub"), ("Message", "test_message_after"))
        );
        c.Compare("receive-messages", await c.ReceiveAsync(queue));
    }

    private static async Task EmptyMessage(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        await c.CompareAsync("empty-msg-error", "Publish", On(topic, ("Message", "")));
        await c.Server.SettleAsync();
        await c.Queues.CompareAsync(
            "queue-attrs",
            "GetQueueAttributes",
            new JsonObject { ["QueueUrl"] = queue, ["AttributeNames"] = List("ApproximateNumberOfMessages") }
        );
    }

    private static async Task TooLongMessage(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.CompareAsync("error", "Publish", On(topic, ("Message", new string('a', MessageBytesMax + 1))));
        await c.CompareAsync(
            "error-with-attrs",
            "Publish",
            On(topic, ("Message", new string('a', MessageBytesMax)), ("MessageAttributes", Attribute("k", "String", "v")))
        );
        await c.PublishAsync(topic, new string('a', MessageBytesMax));
        await c.PublishAsync(topic, new string('a', MessageBytesMax - "kStringv".Length), Attribute("k", "String", "v"));
    }

    private static async Task TooLongBatch(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var half = new string('a', MessageBytesMax / 2);
        await c.CompareAsync("error-no-attrs", "PublishBatch", Batch(topic, Entry("1", half), Entry("2", half + "a")));
        await c.CompareAsync(
            "error-with-attrs",
            "PublishBatch",
            Batch(topic, Entry("1", half), With(Entry("2", half), ("MessageAttributes", Attribute("k", "String", "v"))))
        );
        await c.DoAsync("PublishBatch", Batch(topic, Entry("1", half), Entry("2", half)));
    }

    private static async Task StructureErrors(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await Compare("missing-default-key", """{"sqs": "no default"}""");
        await Compare("invalid-json", """{"default": """);
        await Compare("duplicate-json-keys", """{"default": "first", "default": "second"}""");
        await Compare("key-is-not-string", """{"default": {"object": "test"}}""");

        async Task Compare(string name, string message) =>
            await c.CompareAsync(name, "Publish", On(topic, ("Message", message), ("MessageStructure", "json")));
    }

    private static async Task PublishFromAnotherRegion(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.CompareAsync("success", "Publish", On(topic, ("Message", "hello")));
        var elsewhere = new SnsClient(c.Server, "us-west-1");
        c.Compare("error", await elsewhere.CallAsync("Publish", On(topic, ("Message", "hello"))));
        c.Compare("error-batch", await elsewhere.CallAsync("PublishBatch", Batch(topic, Entry("1", "hello"))));
    }

    private static async Task WrongAttributes(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await Compare("missing_string_attr", Attribute("attr1", "String", ""));
        await Compare("fully_missing_string_attr", Typed("String"));
        await Compare("fully_missing_data_type", new JsonObject { ["attr1"] = Map(("StringValue", "value")) });
        await Compare("missing_binary_attr", Binary("attr1"));
        await Compare("str_attr_binary_value", Typed("String", "BinaryValue"));
        await Compare("int_attr_binary_value", Typed("Number", "BinaryValue"));
        await Compare("binary_attr_string_value", Typed("Binary", "StringValue"));
        await Compare("invalid_attr_string_value", Attribute("attr1", "InvalidType", "value"));
        await Compare("too_long_name", Attribute(new string('a', 257), "String", "value"));
        await Compare("invalid_name", Attribute("a^b", "String", "value"));
        await Compare("invalid_name_2", Attribute(".abc", "String", "value"));
        await Compare("invalid_name_3", Attribute("abc.", "String", "value"));
        await Compare("invalid_name_4", Attribute("a..bc", "String", "value"));

        async Task Compare(string name, JsonObject attributes)
        {
            var alone = On(topic, ("Message", "test"), ("MessageAttributes", attributes));
            var entry = With(Entry("1", "test"), ("MessageAttributes", attributes.DeepClone()));
            await c.CompareAsync(name, "Publish", alone);
            await c.CompareAsync("batch-" + name, "PublishBatch", Batch(topic, entry));
        }

        static JsonObject Typed(string type, string? field = null)
        {
            var value = Map(("DataType", type));
            if (field is not null)
            {
                value[field] = "dmFsdWU=";
            }

            return new JsonObject { ["attr1"] = value };
        }
    }

    private static JsonObject Batch(string topic, params JsonObject[] entries) =>
        On(topic, ("PublishBatchRequestEntries", new JsonArray([.. entries])));

    private static JsonObject Entry(string id, string message) => new() { ["Id"] = id, ["Message"] = message };
}
