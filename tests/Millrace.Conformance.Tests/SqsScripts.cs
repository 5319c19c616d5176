using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>For each recorded case the requests its name and its answers imply.</summary>
internal static partial class SqsScripts
{
    /// <summary>Every script by the case's name without what it ran with.</summary>
    public static IReadOnlyDictionary<string, Func<Conversation, Task>> All { get; } =
        new[] { Standard, Fifo, Permissions, MoveTasks }
            .SelectMany(scripts => scripts)
            .ToDictionary(script => script.Key, script => script.Value, StringComparer.Ordinal);

    private static Dictionary<string, Func<Conversation, Task>> Standard =>
        new(StringComparer.Ordinal)
        {
            ["test_send_receive_max_number_of_messages"] = async c =>
                await c.CompareAsync(
                    "send_max_number_of_messages",
                    "ReceiveMessage",
                    On(await c.CreateQueueAsync(), ("MaxNumberOfMessages", 11))
                ),
            ["test_send_message_batch_with_oversized_contents"] = async c =>
                await c.CompareAsync(
                    "send_oversized_message_batch",
                    "SendMessageBatch",
                    Batch(await c.CreateQueueAsync(), Entry("1", new string('a', 1_048_576)), Entry("2", "a"))
                ),
            ["test_send_message_batch_with_oversized_contents_with_updated_maximum_message_size"] = OversizedForTheQueue,
            ["test_create_and_update_queue_attributes"] = CreateAndUpdateAttributes,
            ["test_too_many_entries_in_batch_request"] = async c =>
                await c.CompareAsync(
                    "test_too_many_entries_in_batch_request",
                    "SendMessageBatch",
                    Batch(await c.CreateQueueAsync(), [.. Enumerable.Range(0, 20).Select(id => Entry($"{id}", "x"))])
                ),
            ["test_invalid_dead_letter_arn_rejected_before_lookup"] = InvalidDeadLetterArn,
            ["test_send_message_with_binary_attributes"] = BinaryAttributes,
            ["test_send_message_with_empty_string_attribute"] = async c =>
                await c.CompareAsync(
                    "empty-string-attr",
                    "SendMessage",
                    On(
                        await c.CreateQueueAsync(),
                        ("MessageBody", "test"),
                        ("MessageAttributes", Attribute("ErrorDetails", "String", ""))
                    )
                ),
            ["test_dead_letter_queue_message_attributes"] = DeadLetterAttributes,
            ["test_set_unsupported_attribute_standard"] = UnsupportedAttribute,
            ["test_successive_purge_calls_fail"] = SuccessivePurges,
            ["test_sse_kms_and_sqs_are_mutually_exclusive"] = OneEncryption,
            ["test_receive_message_attribute_names_filters"] = c => AttributeFilters(c, "AttributeNames"),
            ["test_receive_message_message_system_attribute_names_filters"] = c =>
                AttributeFilters(c, "MessageSystemAttributeNames"),
            ["test_non_existent_queue"] = NonExistentQueue,
            ["test_send_receive_wait_time_seconds"] = WaitTimes,
            ["test_receive_empty_queue"] = EmptyQueue,
            ["test_message_system_attribute_names_with_attribute_names"] = BothAttributeLists,
            ["test_send_message_via_queue_url_with_json_protocol"] = JsonOnTheQueueUrl,
            ["test_send_empty_message"] = async c =>
                await c.CompareAsync("send_empty_message", "SendMessage", On(await c.CreateQueueAsync(), ("MessageBody", ""))),
            ["test_delete_after_visibility_timeout"] = DeleteAfterVisibilityTimeout,
            ["test_fair_queue_with_message_group_id"] = FairQueue,
            ["test_send_message_to_standard_queue_with_invalid_message_group_id"] = c => IdTooLong(c, "MessageGroupId"),
            ["test_message_deduplication_id_invalid"] = c => IdTooLong(c, "MessageDeduplicationId"),
            ["test_message_deduplication_id_success"] = async c =>
                await c.DoAsync(
                    "SendMessage",
                    On(await c.CreateQueueAsync(), ("MessageBody", "x"), ("MessageDeduplicationId", new string('a', 128)))
                ),
            ["test_approximate_number_of_messages_not_visible"] = ApproximateNotVisible,
            ["test_create_standard_queue_with_required_properties"] = async c =>
                await c.CompareAsync("attributes", "GetQueueAttributes", AllOf(await c.CreateQueueAsync())),
            ["test_create_standard_queue_with_all_properties"] = AllProperties,
            ["test_update_standard_queue_add_properties_with_replacement"] = PropertiesWithReplacement,
            ["test_update_standard_queue_remove_some_properties"] = RemoveSomeProperties,
            ["test_update_standard_queue_without_explicit_name"] = async c =>
                await c.CompareAsync(
                    "updated_attributes",
                    "GetQueueAttributes",
                    AllOf(
                        await c.CreateQueueAsync(
                            Map(
                                ("MaximumMessageSize", "4321"),
                                ("MessageRetentionPeriod", "17539"),
                                ("ReceiveMessageWaitTimeSeconds", "17")
                            )
                        )
                    )
                ),
            ["test_create_sqs_with_inlinepolicy"] = InlinePolicy,
            ["test_update_sqs_queuepolicy"] = UpdatePolicy,
            ["test_update_to_remove_queuepolicy_from_template"] = RemovePolicy,
        };

    private static async Task OversizedForTheQueue(Conversation c)
    {
        var queue = await c.CreateQueueAsync(Map(("MaximumMessageSize", "2048")));
        var full = Entry("1", new string('a', 2048 - "kStringx".Length));
        full["MessageAttributes"] = Attribute("k", "String", "x");
        await c.CompareAsync("send_oversized_message_batch", "SendMessageBatch", Batch(queue, full, Entry("2", "a")));
    }

    private static async Task CreateAndUpdateAttributes(Conversation c)
    {
        var queue = await c.CreateQueueAsync(
            Map(("MessageRetentionPeriod", "604800"), ("ReceiveMessageWaitTimeSeconds", "10"), ("VisibilityTimeout", "20"))
        );
        await c.CompareAsync("get_queue_attributes", "GetQueueAttributes", AllOf(queue));
        var changes = Map(("MaximumMessageSize", "2048"), ("VisibilityTimeout", "69"), ("DelaySeconds", "420"));
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", changes)));
        await c.CompareAsync("get_updated_queue_attributes", "GetQueueAttributes", AllOf(queue));
    }

    private static async Task InvalidDeadLetterArn(Conversation c)
    {
        var attributes = Map(("RedrivePolicy", """{"deadLetterTargetArn":"dummy","maxReceiveCount":42}"""));
        var answer = await c.CallAsync("CreateQueue", new JsonObject { ["QueueName"] = c.Name, ["Attributes"] = attributes });
        Assert.Equal("InvalidParameterValue", (string?)answer["Error"]?["Code"]);
    }

    private static async Task BinaryAttributes(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        var bytes = "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"u8.ToArray();
        var attribute = new JsonObject { ["DataType"] = "Binary", ["BinaryValue"] = Convert.ToBase64String(bytes) };
        await c.DoAsync(
            "SendMessage",
            On(queue, ("MessageBody", "test"), ("MessageAttributes", new JsonObject { ["attr1"] = attribute }))
        );
        await c.CompareAsync("binary-attrs-msg", "ReceiveMessage", On(queue, ("MessageAttributeNames", new JsonArray("All"))));
    }

    private static async Task DeadLetterAttributes(Conversation c)
    {
        var dead = await c.CreateQueueAsync(suffix: "-dead");
        var deadArn = await c.ArnAsync(dead);
        c.Compare("dlq-arn", deadArn);
        var policy = new JsonObject { ["deadLetterTargetArn"] = deadArn, ["maxReceiveCount"] = 1 }.ToJsonString();
        var source = await c.CreateQueueAsync(Map(("RedrivePolicy", policy)));
        c.Compare("sourcen-arn", await c.ArnAsync(source));

        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        await c.DoAsync(
            "SendMessage",
            On(
                source,
                ("MessageBody", "message-1"),
                ("MessageAttributes", Attribute("MyAttribute", "String", "foobar")),
                ("MessageSystemAttributes", Attribute("AWSTraceHeader", "String", Trace))
            )
        );
        await c.SendAsync(source, "message-2");
        c.Compare("rec-pre-dlq", (await c.DoAsync("ReceiveMessage", Receive(source)))["Messages"]);
        await c.DoAsync("ReceiveMessage", Receive(source));
        var wait = Receive(dead);
        wait["WaitTimeSeconds"] = 5;
        // They arrive one by one: what came with the first must stay away while the second is waited for.
        wait["VisibilityTimeout"] = 30;
        var dlq = new JsonArray();
        while (dlq.Count < 2)
        {
            var received = (await c.DoAsync("ReceiveMessage", wait.DeepClone().AsObject()))["Messages"];
            Assert.True(received is not null, "The dead-letter queue did not get both messages.");
            dlq = [.. dlq.Concat(received.AsArray()).Select(message => message!.DeepClone())];
        }

        c.Compare("dlq-messages", dlq);

        static JsonObject Receive(string queue) =>
            On(
                queue,
                ("MaxNumberOfMessages", 10),
                ("VisibilityTimeout", 0),
                ("MessageAttributeNames", new JsonArray("All")),
                (
                    "AttributeNames",
                    new JsonArray(
                        "ApproximateFirstReceiveTimestamp",
                        "ApproximateReceiveCount",
                        "SentTimestamp",
                        "AWSTraceHeader",
                        "DeadLetterQueueSourceArn"
                    )
                )
            );
    }

    private static async Task UnsupportedAttribute(Conversation c)
    {
        await c.CompareAsync(
            "invalid-attr-name-1",
            "CreateQueue",
            new JsonObject { ["QueueName"] = c.Name, ["Attributes"] = Map(("FifoQueue", "false")) }
        );
        var queue = await c.CreateQueueAsync();
        await c.CompareAsync("invalid-attr-name-2", "SetQueueAttributes", On(queue, ("Attributes", Map(("FifoQueue", "true")))));
    }

    private static async Task SuccessivePurges(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await c.DoAsync("PurgeQueue", On(queue));
        await c.CompareAsync("purge_queue_error", "PurgeQueue", On(queue));
        c.Server.Advance(TimeSpan.FromSeconds(60));
        await c.DoAsync("PurgeQueue", On(queue));
    }

    private static async Task OneEncryption(Conversation c)
    {
        var both = Map(("KmsMasterKeyId", "alias/aws/sqs"), ("SqsManagedSseEnabled", "true"));
        var error = (await c.CallAsync("SetQueueAttributes", On(await c.CreateQueueAsync(), ("Attributes", both))))["Error"]!;
        c.Compare(
            "error",
            $"An error occurred ({error["Code"]}) when calling the SetQueueAttributes operation: {error["Message"]}"
        );
    }

    private static async Task AttributeFilters(Conversation c, string member)
    {
        var queue = await c.CreateQueueAsync(Map(("VisibilityTimeout", "0")));
        await c.DoAsync(
            "SendMessage",
            On(queue, ("MessageBody", "msg"), ("MessageAttributes", Attribute("Foo", "String", "Bar")))
        );
        await c.CompareAsync("all_attributes", "ReceiveMessage", On(queue, (member, new JsonArray("All"))));
        await c.CompareAsync(
            "all_system_and_message_attributes",
            "ReceiveMessage",
            On(queue, (member, new JsonArray("All")), ("MessageAttributeNames", new JsonArray("All")))
        );
        await c.CompareAsync("single_attribute", "ReceiveMessage", On(queue, (member, new JsonArray("SenderId"))));
        await c.CompareAsync(
            "multiple_attributes",
            "ReceiveMessage",
            On(queue, (member, new JsonArray("SenderId", "SequenceNumber")))
        );
    }

    /// <summary>In JSON AWS shows what either list names; which one its Query front end drops, the recording does not tell.</summary>
    private static async Task BothAttributeLists(Conversation c)
    {
        var queue = await c.CreateQueueAsync(Map(("VisibilityTimeout", "0")));
        await c.SendAsync(queue, "msg");
        await c.CompareAsync("same_values", "ReceiveMessage", Receive("All"));
        await c.CompareAsync("different_values", "ReceiveMessage", Receive("SenderId"));

        JsonObject Receive(string old) =>
            On(queue, ("AttributeNames", new JsonArray(old)), ("MessageSystemAttributeNames", new JsonArray("All")));
    }

    /// <summary>What AWS's poll brought was empty, so its form is all that can be compared; that a send arrives is told besides.</summary>
    private static async Task JsonOnTheQueueUrl(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        var path = new Uri(queue).AbsolutePath;
        c.Compare("receive-json-on-queue-url", await c.Json.CallAsync("ReceiveMessage", On(queue), path));
        await c.Json.CallAsync("SendMessage", On(queue, ("MessageBody", "on its own path")), path);
        var received = await c.Json.CallAsync("ReceiveMessage", On(queue), path);
        Assert.Equal("on its own path", (string?)received["Messages"]?[0]?["Body"]);
    }

    private static async Task NonExistentQueue(Conversation c)
    {
        var absent = $"{c.Server.Address}/{AwsClient.Account}/{c.Name}";
        await c.CompareAsync("queue-does-not-exist", "DeleteQueue", On(absent));
        await c.CompareAsync("queue-does-not-exist-url", "GetQueueUrl", new JsonObject { ["QueueName"] = c.Name });
        c.Compare("queue-does-not-exist-query", await c.Query.CallAsync("DeleteQueue", On(absent)));
    }

    private static async Task WaitTimes(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await c.CompareAsync("recieve_message_error_too_large", "ReceiveMessage", On(queue, ("WaitTimeSeconds", 21)));
        await c.CompareAsync("recieve_message_error_too_small", "ReceiveMessage", On(queue, ("WaitTimeSeconds", -1)));
        await c.SendAsync(queue, "message");
        await c.CompareAsync("empty_short_poll_by_default_resp", "ReceiveMessage", On(queue));
        await c.SendAsync(queue, "message");
        await c.CompareAsync("empty_short_poll_explicit_resp", "ReceiveMessage", On(queue, ("WaitTimeSeconds", 0)));
    }

    private static async Task EmptyQueue(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await c.CompareAsync("empty_short_poll_resp_no_param", "ReceiveMessage", On(queue));
        await c.CompareAsync("empty_short_poll_resp", "ReceiveMessage", On(queue, ("WaitTimeSeconds", 0)));
        await c.CompareAsync("empty_long_poll_resp", "ReceiveMessage", On(queue, ("WaitTimeSeconds", 1)));
    }

    private static async Task DeleteAfterVisibilityTimeout(Conversation c)
    {
        var queue = await c.CreateQueueAsync(Map(("VisibilityTimeout", "10")));
        await c.SendAsync(queue, "foobar");
        var message = (await c.DoAsync("ReceiveMessage", On(queue)))["Messages"]![0]!;
        c.Server.Advance(TimeSpan.FromSeconds(11));
        await c.DoAsync("DeleteMessage", On(queue, ("ReceiptHandle", (string)message["ReceiptHandle"]!)));
        await c.CompareAsync("delete_after_timeout_queue_empty", "ReceiveMessage", On(queue));
    }

    private static async Task FairQueue(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await c.CompareAsync("send_message", "SendMessage", On(queue, ("MessageBody", "message"), ("MessageGroupId", "test")));
        await c.CompareAsync(
            "get-message-with-deduplication-id",
            "ReceiveMessage",
            On(queue, ("AttributeNames", new JsonArray("All")))
        );
    }

    private static async Task IdTooLong(Conversation c, string member) =>
        await c.CompareAsync(
            "error-response",
            "SendMessage",
            On(await c.CreateQueueAsync(), ("MessageBody", "test"), (member, new string('a', 129)))
        );

    private static async Task ApproximateNotVisible(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        for (var index = 0; index < 5; index++)
        {
            await c.SendAsync(queue, $"{index}");
        }

        var received = (await c.DoAsync("ReceiveMessage", On(queue, ("MaxNumberOfMessages", 5))))["Messages"]!.AsArray();
        var shown = (await c.DoAsync("GetQueueAttributes", AllOf(queue)))["Attributes"]!;
        Assert.Equal(
            (5, "5", "0"),
            (
                received.Count,
                (string?)shown["ApproximateNumberOfMessagesNotVisible"],
                (string?)shown["ApproximateNumberOfMessages"]
            )
        );
    }

    private static async Task AllProperties(Conversation c)
    {
        var dead = await c.CreateQueueAsync(Map(("RedriveAllowPolicy", """{"redrivePermission":"allowAll"}""")), "-dead");
        var redrive = new JsonObject { ["deadLetterTargetArn"] = await c.ArnAsync(dead), ["maxReceiveCount"] = 7 }.ToJsonString();
        var queue = await c.CreateQueueAsync(
            Map(
                ("DelaySeconds", "17"),
                ("KmsDataKeyReusePeriodSeconds", "297"),
                ("KmsMasterKeyId", "alias/aws/sqs"),
                ("MaximumMessageSize", "1234"),
                ("MessageRetentionPeriod", "13579"),
                ("ReceiveMessageWaitTimeSeconds", "18"),
                ("RedrivePolicy", redrive),
                ("VisibilityTimeout", "45")
            )
        );
        await c.DoAsync("TagQueue", On(queue, ("Tags", Map(("Department", "Finance"), ("Environment", "Production")))));
        await c.CompareAsync("attributes", "GetQueueAttributes", AllOf(queue));
        await c.CompareAsync("tags", "ListQueueTags", On(queue));
        await c.CompareAsync(
            "dlq_attributes",
            "GetQueueAttributes",
            On(dead, ("AttributeNames", new JsonArray("RedriveAllowPolicy")))
        );
    }

    private static async Task PropertiesWithReplacement(Conversation c)
    {
        var dead = await c.CreateQueueAsync(suffix: "-dead");
        var redrive = new JsonObject { ["deadLetterTargetArn"] = await c.ArnAsync(dead), ["maxReceiveCount"] = 4 }.ToJsonString();
        var former = await c.CreateQueueAsync();
        await c.DoAsync("DeleteQueue", On(former));
        var attributes = Map(
            ("DelaySeconds", "15"),
            ("MaximumMessageSize", "4444"),
            ("MessageRetentionPeriod", "17777"),
            ("ReceiveMessageWaitTimeSeconds", "14"),
            ("RedrivePolicy", redrive),
            ("VisibilityTimeout", "35")
        );
        // The recording shows this very name, so it cannot be one of our own making.
        var request = new JsonObject { ["QueueName"] = "MyStandardQueueWithADifferentName", ["Attributes"] = attributes };
        var queue = (string)(await c.DoAsync("CreateQueue", request))["QueueUrl"]!;
        await c.DoAsync("TagQueue", On(queue, ("Tags", Map(("Department", "Marketing"), ("Environment", "Pre-Test")))));
        await c.CompareAsync("updated_attributes", "GetQueueAttributes", AllOf(queue));
        await c.CompareAsync("updated_tags", "ListQueueTags", On(queue));
        await c.CompareAsync("error", "GetQueueAttributes", AllOf(former));
    }

    private static async Task RemoveSomeProperties(Conversation c)
    {
        var dead = await c.CreateQueueAsync(suffix: "-dead");
        var redrive = new JsonObject { ["deadLetterTargetArn"] = await c.ArnAsync(dead), ["maxReceiveCount"] = 7 }.ToJsonString();
        var queue = await c.CreateQueueAsync(
            Map(
                ("DelaySeconds", "17"),
                ("KmsMasterKeyId", "alias/aws/sqs"),
                ("MessageRetentionPeriod", "13579"),
                ("ReceiveMessageWaitTimeSeconds", "18"),
                ("RedrivePolicy", redrive),
                ("VisibilityTimeout", "45")
            )
        );
        await c.DoAsync("TagQueue", On(queue, ("Tags", Map(("Department", "Finance"), ("Environment", "Production")))));
        // What a template no longer names is set back: numbers to defaults of its own, the key to nothing.
        var changes = Map(
            ("KmsMasterKeyId", ""),
            ("MaximumMessageSize", "262144"),
            ("MessageRetentionPeriod", "345600"),
            ("ReceiveMessageWaitTimeSeconds", "0"),
            ("VisibilityTimeout", "43")
        );
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", changes)));
        await c.DoAsync("UntagQueue", On(queue, ("TagKeys", new JsonArray("Department"))));
        await c.DoAsync("TagQueue", On(queue, ("Tags", Map(("Environment", "Pre-Production")))));
        await c.CompareAsync("updated_attributes", "GetQueueAttributes", AllOf(queue));
        await c.CompareAsync("updated_tags", "ListQueueTags", On(queue));
    }

    private static async Task InlinePolicy(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await SetPolicyAsync(c, queue, "sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl");
        await c.CompareAsync("policy", "GetQueueAttributes", PolicyOf(queue));
    }

    private static async Task UpdatePolicy(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await SetPolicyAsync(c, queue, "sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl");
        c.Compare("policy1", (await c.DoAsync("GetQueueAttributes", PolicyOf(queue)))["Attributes"]!["Policy"]);
        await SetPolicyAsync(c, queue, "sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:DeleteMessage");
        c.Compare("policy2", (await c.DoAsync("GetQueueAttributes", PolicyOf(queue)))["Attributes"]!["Policy"]);
    }

    private static async Task RemovePolicy(Conversation c)
    {
        var queue = await c.CreateQueueAsync();
        await SetPolicyAsync(c, queue, "sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl");
        await c.CompareAsync("policy_before", "GetQueueAttributes", PolicyOf(queue));
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", Map(("Policy", "")))));
        await c.CompareAsync("policy_after", "GetQueueAttributes", PolicyOf(queue));
    }

    private static async Task SetPolicyAsync(Conversation c, string queue, params string[] actions)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = "*",
            ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = await c.ArnAsync(queue),
        };
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
        await c.DoAsync("SetQueueAttributes", On(queue, ("Attributes", Map(("Policy", policy.ToJsonString())))));
    }

    private static JsonObject AllOf(string queue) => On(queue, ("AttributeNames", new JsonArray("All")));

    private static JsonObject PolicyOf(string queue) => On(queue, ("AttributeNames", new JsonArray("Policy")));

    private static JsonObject On(string queue, params (string Name, JsonNode Value)[] members)
    {
        var request = new JsonObject { ["QueueUrl"] = queue };
        foreach (var (name, value) in members)
        {
            request[name] = value;
        }

        return request;
    }

    private static JsonObject Batch(string queue, params JsonObject[] entries) =>
        On(queue, ("Entries", new JsonArray([.. entries])));

    private static JsonObject Entry(string id, string body) => new() { ["Id"] = id, ["MessageBody"] = body };

    private static JsonObject Attribute(string name, string type, string value) =>
        new()
        {
            [name] = new JsonObject { ["DataType"] = type, ["StringValue"] = value },
        };

    private static JsonObject Map(params (string Name, string Value)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))];
}
