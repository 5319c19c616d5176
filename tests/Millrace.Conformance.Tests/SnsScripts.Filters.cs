using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.Conformance.Tests;

/// <summary>Filter policies: what is refused, and what they let through.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> FilterCases =>
        new(StringComparer.Ordinal)
        {
            ["test_validate_policy"] = RefusedPolicies,
            ["test_validate_policy_string_operators"] = RefusedPolicies,
            ["test_validate_policy_numeric_operator"] = RefusedPolicies,
            ["test_validate_policy_nested_anything_but_operator"] = RefusedPolicies,
            ["test_sub_filter_policy_nested_property_constraints"] = TooMuchOfAPolicy,
            ["test_exists_filter_policy"] = ExistingAttributes,
            ["test_exists_filter_policy_attributes_array"] = ArraysInAttributes,
            ["test_filter_policy_on_message_body"] = FilteredBody,
            ["test_filter_policy_on_message_body_dot_attribute"] = DottedKeys,
            ["test_filter_policy_on_message_body_array_attributes"] = ArraysInTheBody,
            ["test_filter_policy_on_message_body_array_of_object_attributes"] = ArraysOfObjects,
            ["test_filter_policy_large_complex_payload"] = LargeBody,
        };

    /// <summary>The addresses that AWS refuses; its answer does not quote these policies, but says what was wrong with them.</summary>
    private static readonly Dictionary<string, string> _unquoted = new(StringComparer.Ordinal)
    {
        ["error-condition-bad-cidr-str"] = "bad-filter",
        ["error-condition-bad-cidr-str-slash"] = "bad-filter/8",
        ["error-condition-bad-cidr-str-slash-2"] = "1.2.3.4/bad-filter",
        ["error-condition-bad-cidr-v4"] = "xx.11.xx/8",
        ["error-condition-bad-cidr-v6"] = "xxxx:db8:1234:1a00::/64",
    };

    [GeneratedRegex("""\(String\)"(?<policy>.*)"; line: """, RegexOptions.Singleline, 1000)]
    private static partial Regex QuotedPolicy();

    /// <summary>AWS quotes the policy that it refuses, so the recording says what was asked.</summary>
    private static async Task RefusedPolicies(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var queue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync());
        foreach (var (name, answer) in c.Queues.Recorded)
        {
            var policy = QuotedPolicy().Match((string)answer!["Error"]!["Message"]!) is { Success: true } quoted
                ? quoted.Groups["policy"].Value
                : $$"""{"key":[{"cidr":"{{_unquoted[name]}}"}]}""";
            await c.CompareAsync(
                name,
                "Subscribe",
                On(topic, ("Protocol", "sqs"), ("Endpoint", queue), ("Attributes", Map(("FilterPolicy", policy))))
            );
        }
    }

    private static async Task TooMuchOfAPolicy(SnsConversation c)
    {
        var (_, subscription) = await c.SubscribeQueueAsync(
            await c.CreateTopicAsync(),
            Map(("FilterPolicyScope", "MessageBody"))
        );
        await Compare(
            "sub-filter-policy-nested-error-too-many-combinations",
            """{"key_a":{"key_b":{"key_c":["1","2","3","4","5","6","7","8","9","10"]}},"key_d":{"key_e":["1","2","3","4","5"]}}"""
        );
        await Compare(
            "sub-filter-policy-max-attr-keys",
            """{"key_a":["1"],"key_b":["1"],"key_c":["1"],"key_d":["1"],"key_e":["1"],"key_f":["1"]}"""
        );
        await Compare("sub-filter-policy-rule-no-list", """{"key_a":"value_one"}""");

        async Task Compare(string name, string policy) =>
            await c.CompareAsync(
                name,
                "SetSubscriptionAttributes",
                new JsonObject
                {
                    ["SubscriptionArn"] = subscription,
                    ["AttributeName"] = "FilterPolicy",
                    ["AttributeValue"] = policy,
                }
            );
    }

    private static async Task ExistingAttributes(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(topic, Map(("FilterPolicy", """{"store":[{"exists":true}]}""")));
        await c.CompareAttributesAsync("subscription-attributes-policy-1", subscription);
        c.Compare("messages-0", await c.ReceiveAsync(queue, 0));
        await c.PublishAsync(
            topic,
            "message-1",
            With(Number("def", "99"), ("store", Number("store", "99")["store"]!.DeepClone()))
        );
        c.Compare("messages-1", await c.ReceiveAsync(queue, 0));
        await c.PublishAsync(topic, "message-2", Number("def", "99"));
        var received = await c.ReceiveAsync(queue, 0);
        c.Compare("messages-2", received);
        await DeleteAsync(c, queue, received);

        await c.SetAsync(subscription, "FilterPolicy", """{"store":[{"exists":false}]}""");
        await c.CompareAttributesAsync("subscription-attributes-policy-2", subscription);
        await c.PublishAsync(topic, "message-3", Number("def", "99"));
        c.Compare("messages-3", await c.ReceiveAsync(queue, 0));
        await c.PublishAsync(topic, "message-4", Number("store", "99"));
        received = await c.ReceiveAsync(queue, 0);
        c.Compare("messages-4", received);
        await DeleteAsync(c, queue, received);
        Assert.Null((await c.ReceiveAsync(queue))["Messages"]);
    }

    private static async Task ArraysInAttributes(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(
            topic,
            Map(("RawMessageDelivery", "true"), ("FilterPolicy", """{"store":["value1"]}"""))
        );
        await c.CompareAttributesAsync("subscription-attributes-policy", subscription);
        c.Compare("messages-init", await ReceiveBareAsync(c, queue));
        await Publish("message-1", """["value1"]""");
        await Publish("message-2", """["value2", "value1"]""");
        await Publish("message-3", """["value2", "value3"]""");

        async Task Publish(string message, string store)
        {
            await c.PublishAsync(topic, message, Attribute("store", "String.Array", store));
            c.Compare(message.Replace("message", "messages", StringComparison.Ordinal), await ReceiveBareAsync(c, queue));
        }
    }

    private static async Task FilteredBody(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(
            topic,
            Map(
                ("RawMessageDelivery", c.Variant == "True" ? "true" : "false"),
                ("FilterPolicyScope", "MessageBody"),
                ("FilterPolicy", """{"object": {"key": [{"prefix": "auto-"}, "hardcodedvalue"]}}""")
            )
        );
        c.Compare("recv-init", await c.ReceiveAsync(queue));
        await c.PublishAsync(topic, """{"object": {"key": "auto-test"}}""");
        c.Compare("recv-passed-msg-0", await c.ReceiveAsync(queue));
        await c.PublishAsync(topic, """{"object": {"key": "hardcodedvalue"}}""");
        c.Compare("recv-passed-msg-1", await c.ReceiveAsync(queue));

        foreach (var body in new[] { """{"object": {"key": "no match"}}""", """{"object": "auto-test"}""", "no JSON" })
        {
            await c.PublishAsync(topic, body);
        }

        await c.PublishAsync(topic, "{}", Attribute("object.key", "String", "auto-test"));
        Assert.Null((await c.ReceiveAsync(queue))["Messages"]);
    }

    private static async Task DottedKeys(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, subscription) = await c.SubscribeQueueAsync(
            topic,
            Map(("FilterPolicyScope", "MessageBody"), ("FilterPolicy", """{"object.nested": ["string.value"]}"""))
        );
        c.Compare("recv-init", await c.ReceiveAsync(queue));
        await Compare("recv-nested-msg", """{"object": {"nested": "string.value"}}""", """{"object.nested": "string.value"}""");
        await c.SetAsync(subscription, "FilterPolicy", """{"object.nested.test": ["string.value"]}""");
        await Compare(
            "recv-deep-nested-msg",
            """{"object": {"nested": {"test": "string.value"}}}""",
            """{"object.nested.test": "string.value"}""",
            """{"object.nested": {"test": "string.value"}}""",
            """{"object": {"nested.test": "string.value"}}"""
        );

        async Task Compare(string name, params string[] messages)
        {
            for (var index = 0; index < messages.Length; index++)
            {
                await c.PublishAsync(topic, messages[index]);
                c.Compare($"{name}-{index}", await c.ReceiveAsync(queue));
            }
        }
    }

    private static async Task ArraysInTheBody(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var queues = new List<string>();
        foreach (var name in new[] { "queue1", "queue2" })
        {
            var (queue, _) = await c.SubscribeQueueAsync(
                topic,
                Raw($$$"""{"headers": {"route-to": ["{{{name}}}"]}}"""),
                suffix: name
            );
            queues.Add(queue);
        }

        foreach (var route in new[] { """["queue1", "queue2"]""", """["queue1"]""", """["queue2"]""", """["queue3"]""" })
        {
            await c.PublishAsync(topic, $$$"""{"headers": {"route-to": {{{route}}}}}""");
        }

        for (var index = 0; index < queues.Count; index++)
        {
            c.Compare($"messages-queue-{index}", await c.DrainAsync(queues[index], sorted: true));
        }
    }

    private static async Task ArraysOfObjects(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var policy =
            """{"Records": {"s3": {"object": {"key": [{"prefix": "auto-"}]}}, "eventName": [{"prefix": "ObjectCreated:"}]}}""";
        var (queue, _) = await c.SubscribeQueueAsync(topic, Raw(policy));
        const string created = """
            {"Records": [{"eventSource": "aws:s3", "eventTime": "2024-12-03T15:02:59.000Z", "eventName": "ObjectCreated:Put",
            "s3": {"bucket": {"name": "auto", "arn": "arn:aws:s3:::auto"}, "object": {"key": "auto-insurance-2314.xml", "size": 17}}}]}
            """;
        const string nested = """
            {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {"object": [[{"key": "auto-insurance-2314.xml",
            "size": 17}]]}}, {"eventSource": "aws:s3", "eventName": "ObjectRemoved:Delete", "s3": {"object": {"key":
            "home-insurance-2314.xml", "size": 17}}}]}
            """;
        await c.PublishAsync(topic, created);
        await c.PublishAsync(topic, nested);
        await c.PublishAsync(topic, created.Replace("ObjectCreated:Put", "ObjectRemoved:Delete", StringComparison.Ordinal));
        await c.PublishAsync(topic, created.Replace("auto-", "home-", StringComparison.Ordinal));
        c.Compare("messages", await c.DrainAsync(queue, sorted: true));
    }

    /// <summary>The recorder kept nothing of this case; that a large message is matched in time and arrives is told besides.</summary>
    private static async Task LargeBody(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(
            topic,
            Raw("""{"records": {"kind": ["wanted"], "value": [{"numeric": [">", 100]}]}}""")
        );
        var records = Enumerable
            .Range(0, 3000)
            .Select(number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"kind": "{{(number == 2999 ? "wanted" : "other")}}", "value": {{number}}}"""
                )
            );
        var body = $$"""{"records": [{{string.Join(", ", records)}}]}""";
        await c.PublishAsync(topic, body.Replace("wanted", "unwanted", StringComparison.Ordinal));
        await c.PublishAsync(topic, body);
        var received = await c.DrainAsync(queue);
        Assert.Equal(body, (string?)Assert.Single(received["Messages"]!.AsArray())!["Body"]);
    }

    private static JsonObject Raw(string policy) =>
        Map(("RawMessageDelivery", "true"), ("FilterPolicyScope", "MessageBody"), ("FilterPolicy", policy));

    private static async Task DeleteAsync(SnsConversation c, string queue, JsonObject received) =>
        await c.Queues.DoAsync(
            "DeleteMessage",
            new JsonObject { ["QueueUrl"] = queue, ["ReceiptHandle"] = (string)received["Messages"]![0]!["ReceiptHandle"]! }
        );

    /// <summary>A receive that asks for no attributes.</summary>
    private static async Task<JsonObject> ReceiveBareAsync(SnsConversation c, string queue)
    {
        await c.Server.SettleAsync();
        return await c.Queues.DoAsync("ReceiveMessage", new JsonObject { ["QueueUrl"] = queue });
    }
}
