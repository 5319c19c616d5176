using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>FIFO queues: deduplication, groups, receipt handles that expire.</summary>
internal static partial class SqsScripts
{
    private static Dictionary<string, Func<Conversation, Task>> Fifo =>
        new(StringComparer.Ordinal)
        {
            ["test_create_fifo_queue_with_different_attributes_raises_error"] = OtherAttributesOnFifo,
            ["test_fifo_approximate_number_of_messages_not_visible"] = ApproximateNotVisibleOnFifo,
            ["test_fifo_change_to_high_throughput_after_creation"] = ChangeToHighThroughput,
            ["test_fifo_change_to_regular_throughput_after_creation"] = ChangeToRegularThroughput,
            ["test_fifo_deduplication_arrives_once_after_delete"] = ArrivesOnceAfterDelete,
            ["test_fifo_deduplication_not_on_message_group_id"] = NotOnMessageGroupId,
            ["test_fifo_delete_after_visibility_timeout"] = c => DeleteOnFifo(c, "delete_after_timeout_fifo", extend: false),
            ["test_fifo_delete_after_visibility_timeout_extended"] = c =>
                DeleteOnFifo(c, "delete_after_timeout_fifo_extended", extend: true),
            ["test_fifo_empty_message_groups_added_back_to_queue"] = EmptyGroupComesBack,
            ["test_fifo_group_visibility_extends_with_change_message_visibility"] = ExtendInGroup,
            ["test_fifo_high_throughput_ordering"] = HighThroughputOrdering,
            ["test_fifo_message_attributes"] = AttributesOnFifo,
            ["test_fifo_queue_send_message_with_zero_delay_defaults_to_queue_delay"] = ZeroDelayOnFifo,
            ["test_fifo_set_content_based_deduplication_strategy"] = SetDeduplicationStrategy,
            ["test_posting_to_fifo_requires_deduplicationid_group_id"] = PostingRequiresIds,
            ["test_set_unsupported_attribute_fifo"] = UnsupportedAttributeOnFifo,
            ["test_sqs_fifo_same_dedup_id_different_message_groups"] = SameIdInAnotherGroup,
            ["test_update_fifo_queue_remove_all_properties_except_queuename"] = RemovePropertiesOnFifo,
        };

    private static readonly (string Name, string Value)[] _highThroughput =
    [
        ("DeduplicationScope", "messageGroup"),
        ("FifoThroughputLimit", "perMessageGroupId"),
    ];

    private static async Task OtherAttributesOnFifo(Conversation c)
    {
        await CreateFifoAsync(c, ("ContentBasedDeduplication", "true"));
        var again = new JsonObject
        {
            ["QueueName"] = c.Name + ".fifo",
            ["Attributes"] = Map(("FifoQueue", "true"), ("ContentBasedDeduplication", "false")),
        };
        c.Compare("queue-already-exists", await c.Json.CallAsync("CreateQueue", again));
    }

    private static async Task ApproximateNotVisibleOnFifo(Conversation c)
    {
        var queue = await CreateFifoAsync(c);
        for (var index = 0; index < 5; index++)
        {
            await c.DoAsync("SendMessage", InGroup(queue, $"{index}", $"group-{index}", $"dedup-{index}"));
        }

        await c.DoAsync("ReceiveMessage", On(queue, ("MaxNumberOfMessages", 5)));
        var shown = (await c.DoAsync("GetQueueAttributes", AllOf(queue)))["Attributes"]!;
        Assert.Equal("5", (string?)shown["ApproximateNumberOfMessagesNotVisible"]);
    }

    private static async Task ChangeToHighThroughput(Conversation c)
    {
        var queue = await CreateFifoAsync(c);
        await c.DoAsync("SendMessage", InGroup(queue, "Test1", "1", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-1", queue);
        await c.DoAsync("SendMessage", InGroup(queue, "Test2", "2", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-2", queue);

        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", Map(_highThroughput))));
        await c.CompareAsync("set-to-high-throughput", "GetQueueAttributes", AllOf(queue));

        // What was remembered for the whole queue stays so.
        await c.DoAsync("SendMessage", InGroup(queue, "Test3", "1", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-high-throughput", queue);
        await c.DoAsync("SendMessage", InGroup(queue, "Test3", "2", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-high-throughput-2", queue);
        await c.DoAsync("SendMessage", InGroup(queue, "Test4", "1", "2"));
        await ReceiveAndDeleteAsync(c, "new-dedup2-high-throughput", queue);
        await c.DoAsync("SendMessage", InGroup(queue, "Test5", "1", "2"));
        await ReceiveAndDeleteAsync(c, "same-dedup2-high-throughput", queue);
    }

    private static async Task ChangeToRegularThroughput(Conversation c)
    {
        var queue = await CreateFifoAsync(c, _highThroughput);
        await c.DoAsync("SendMessage", InGroup(queue, "Test1", "1", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-1", queue);
        await c.DoAsync("SendMessage", InGroup(queue, "Test2", "2", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-2", queue);

        var regular = Map(("DeduplicationScope", "queue"), ("FifoThroughputLimit", "perQueue"));
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", regular)));
        await c.CompareAsync("set-to-regular-throughput", "GetQueueAttributes", AllOf(queue));
        await c.DoAsync("SendMessage", InGroup(queue, "Test3", "3", "1"));
        await ReceiveAndDeleteAsync(c, "same-dedup-different-grp-regular-throughput", queue);
    }

    private static async Task ArrivesOnceAfterDelete(Conversation c)
    {
        var (queue, id) = await CreateForVariantAsync(c);
        const string Body = """{"foo": "bar"}""";
        await c.DoAsync("SendMessage", InGroup(queue, Body, "group-1", id));
        await ReceiveAndDeleteAsync(c, "get-messages", queue);
        await c.DoAsync("SendMessage", InGroup(queue, Body, "group-1", id));
        await c.CompareAsync("get-messages-duplicate", "ReceiveMessage", On(queue));
    }

    private static async Task NotOnMessageGroupId(Conversation c)
    {
        var (queue, id) = await CreateForVariantAsync(c);
        const string Body = """{"foo": "bar"}""";
        await c.DoAsync("SendMessage", InGroup(queue, Body, "group-1", id));
        await c.DoAsync("SendMessage", InGroup(queue, Body, "group-2", id));
        await c.CompareAsync("get-messages", "ReceiveMessage", On(queue));
        await c.CompareAsync("get-dedup-messages", "ReceiveMessage", On(queue));
    }

    private static async Task DeleteOnFifo(Conversation c, string name, bool extend)
    {
        var queue = await CreateFifoAsync(c, ("VisibilityTimeout", "2"));
        await c.DoAsync("SendMessage", InGroup(queue, "foobar", "1", "1"));
        var received = await c.CompareAsync("received_sqs_message", "ReceiveMessage", On(queue));
        var handle = (string)received["Messages"]![0]!["ReceiptHandle"]!;
        if (extend)
        {
            await c.DoAsync("ChangeMessageVisibility", On(queue, ("ReceiptHandle", handle), ("VisibilityTimeout", 10)));
        }

        c.Server.Advance(TimeSpan.FromSeconds(3));
        await c.CompareAsync(name, "DeleteMessage", On(queue, ("ReceiptHandle", handle)));
    }

    private static async Task EmptyGroupComesBack(Conversation c)
    {
        var queue = await CreateFifoAsync(c);
        await c.DoAsync("SendMessage", InGroup(queue, "Message 1", "1", "1"));
        await ReceiveAndDeleteAsync(c, "inital-fifo-receive", queue);
        await c.CompareAsync("empty-fifo-receive", "ReceiveMessage", On(queue));
        await c.DoAsync("SendMessage", InGroup(queue, "Message 2", "1", "2"));
        await c.CompareAsync("final-fifo-receive", "ReceiveMessage", On(queue));
    }

    /// <summary>Of three messages of one group in flight some are extended; those before the first of them come back in time.</summary>
    private static async Task ExtendInGroup(Conversation c)
    {
        int[] extended = c.Variant.Split('-', 2)[1] switch
        {
            "all-invisible" => [0, 1, 2],
            "1-invisible" => [1],
            _ => [0],
        };
        var queue = await CreateFifoAsync(c, ("VisibilityTimeout", "5"));
        foreach (var body in (string[])["foo", "bar", "baz"])
        {
            await c.DoAsync("SendMessage", InGroup(queue, body, "1", body));
        }

        var received = await c.CompareAsync("receive_all_messages", "ReceiveMessage", On(queue, ("MaxNumberOfMessages", 10)));
        foreach (var index in extended)
        {
            var handle = (string)received["Messages"]![index]!["ReceiptHandle"]!;
            await c.DoAsync("ChangeMessageVisibility", On(queue, ("ReceiptHandle", handle), ("VisibilityTimeout", 60)));
        }

        c.Server.Advance(TimeSpan.FromSeconds(6));
        await c.CompareAsync("some-messages-invisible", "ReceiveMessage", On(queue, ("MaxNumberOfMessages", 10)));
    }

    private static async Task HighThroughputOrdering(Conversation c)
    {
        var queue = await CreateFifoAsync(c, _highThroughput);
        await c.DoAsync("SendMessage", InGroup(queue, "Test1", "1", "1"));
        await c.DoAsync("SendMessage", InGroup(queue, "Test2", "2", "1"));
        await c.CompareAsync("same-dedup-different-grp-1", "ReceiveMessage", On(queue));
        await c.CompareAsync("same-dedup-different-grp-2", "ReceiveMessage", On(queue));
    }

    private static async Task AttributesOnFifo(Conversation c)
    {
        var queue = await CreateFifoAsync(
            c,
            [("ContentBasedDeduplication", "true"), ("VisibilityTimeout", "0"), .. _highThroughput]
        );
        await c.CompareAsync("send_message", "SendMessage", InGroup(queue, "message-body-1", "group-1", "dedup-1"));
        var receive = On(queue, ("AttributeNames", new JsonArray("All")));
        await c.CompareAsync("receive_message_0", "ReceiveMessage", receive.DeepClone().AsObject());
        await c.CompareAsync("receive_message_1", "ReceiveMessage", receive);
    }

    private static async Task ZeroDelayOnFifo(Conversation c)
    {
        var queue = await CreateFifoAsync(c, ("ContentBasedDeduplication", "true"), ("DelaySeconds", "2"));
        var send = InGroup(queue, "message-1", "1");
        send["DelaySeconds"] = 0;
        await c.CompareAsync("send_message_result", "SendMessage", send);
        await c.CompareAsync("receive_message_initial_result", "ReceiveMessage", On(queue));
        c.Server.Advance(TimeSpan.FromSeconds(3));
        await c.CompareAsync("receive_message_after_delay_result", "ReceiveMessage", On(queue));
    }

    private static async Task SetDeduplicationStrategy(Conversation c)
    {
        var queue = await CreateFifoAsync(c, ("SqsManagedSseEnabled", "true"), ("ContentBasedDeduplication", "true"));
        await c.CompareAsync("before-update", "GetQueueAttributes", AllOf(queue));
        var change = Map(("ContentBasedDeduplication", "false"));
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", change)));
        await c.CompareAsync("after-update", "GetQueueAttributes", AllOf(queue));
    }

    private static async Task PostingRequiresIds(Conversation c)
    {
        var queue = await CreateFifoAsync(c);
        var withoutId = InGroup(queue, "test", "group");
        var withoutGroup = On(queue, ("MessageBody", "test"), ("MessageDeduplicationId", "dedup"));
        await c.CompareAsync("invalid-parameter-value", "SendMessage", withoutId);
        await c.CompareAsync("missing-parameter", "SendMessage", withoutGroup);
        // Named for Query, recorded in JSON.
        c.Compare("invalid-parameter-value-query", await c.Json.CallAsync("SendMessage", withoutId));
        c.Compare("missing-parameter-query", await c.Json.CallAsync("SendMessage", withoutGroup));
    }

    private static async Task UnsupportedAttributeOnFifo(Conversation c)
    {
        var standard = await c.CreateQueueAsync();
        await c.CompareAsync(
            "invalid-attr-name-1",
            "SetQueueAttributes",
            On(standard, ("Attributes", Map(("FifoQueue", "true"))))
        );
        var queue = await CreateFifoAsync(c);
        await c.CompareAsync("invalid-attr-name-2", "SetQueueAttributes", On(queue, ("Attributes", Map(("FifoQueue", "false")))));
    }

    private static async Task SameIdInAnotherGroup(Conversation c)
    {
        var queue = await CreateFifoAsync(c);
        await c.DoAsync("SendMessage", InGroup(queue, "Test", "1", "1"));
        await c.DoAsync("SendMessage", InGroup(queue, "Test", "2", "1"));
        await c.CompareAsync("same-dedup-different-grp-1", "ReceiveMessage", On(queue));
        await c.CompareAsync("same-dedup-different-grp-2", "ReceiveMessage", On(queue));
    }

    private static async Task RemovePropertiesOnFifo(Conversation c)
    {
        var queue = await CreateFifoAsync(c, [("KmsMasterKeyId", "alias/aws/sqs"), ("DelaySeconds", "17"), .. _highThroughput]);
        await c.DoAsync("TagQueue", On(queue, ("Tags", Map(("Department", "Finance")))));
        // What a template no longer names is set back: numbers to defaults of its own, the key to nothing.
        var changes = Map(("KmsMasterKeyId", ""), ("DelaySeconds", "0"), ("MaximumMessageSize", "262144"));
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", changes)));
        await c.DoAsync("UntagQueue", On(queue, ("TagKeys", new JsonArray("Department"))));
        await c.CompareAsync("updated_attributes", "GetQueueAttributes", AllOf(queue));
        await c.CompareAsync("updated_tags", "ListQueueTags", On(queue));
    }

    private static Task<string> CreateFifoAsync(Conversation c, params (string Name, string Value)[] attributes) =>
        c.CreateQueueAsync(Map([("FifoQueue", "true"), .. attributes]), ".fifo");

    /// <summary>A queue that deduplicates by content (…-True), or the id to send with (…-False).</summary>
    private static async Task<(string Queue, string? Id)> CreateForVariantAsync(Conversation c) =>
        c.Variant.EndsWith("True", StringComparison.Ordinal)
            ? (await CreateFifoAsync(c, ("ContentBasedDeduplication", "true")), null)
            : (await CreateFifoAsync(c), "dedup1");

    private static async Task ReceiveAndDeleteAsync(Conversation c, string name, string queue)
    {
        var received = await c.CompareAsync(name, "ReceiveMessage", On(queue));
        if (received["Messages"]?[0] is { } message)
        {
            await c.DoAsync("DeleteMessage", On(queue, ("ReceiptHandle", (string)message["ReceiptHandle"]!)));
        }
    }

    private static JsonObject InGroup(string queue, string body, string group, string? deduplicationId = null)
    {
        var request = On(queue, ("MessageBody", body), ("MessageGroupId", group));
        if (deduplicationId is not null)
        {
            request["MessageDeduplicationId"] = deduplicationId;
        }

        return request;
    }
}
