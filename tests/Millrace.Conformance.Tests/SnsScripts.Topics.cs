using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Topics: their attributes, tags, permissions and policies.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> TopicCases =>
        new(StringComparer.Ordinal)
        {
            ["test_create_topic_test_arn"] = TopicLife,
            ["test_create_topic_after_delete_with_new_tags"] = TopicAgainWithOtherTags,
            ["test_create_topic_should_be_idempotent"] = TopicAgain,
            ["test_create_topic_different_attrs"] = TopicAgainWithOtherAttributes,
            ["test_topic_remove_permission"] = RemovedPermission,
            ["test_add_permission_errors"] = PermissionErrors,
            ["test_remove_permission_errors"] = async c =>
                await c.CompareAsync("topic-not-found", "RemovePermission", On(AbsentTopic(c), ("Label", "label"))),
            ["test_data_protection_policy_crud"] = DataProtectionPolicy,
            ["test_cross_region_access"] = OtherRegion,
        };

    private static string AbsentTopic(SnsConversation c) => $"arn:aws:sns:us-east-1:{AwsClient.Account}:{c.TopicName}-absent";

    private static async Task TopicLife(SnsConversation c)
    {
        var topic = (string)
            (await c.CompareAsync("create-topic", "CreateTopic", new JsonObject { ["Name"] = c.TopicName }))["TopicArn"]!;
        await c.CompareAsync("get-topic-attrs", "GetTopicAttributes", On(topic));
        await c.CompareAsync("delete-topic", "DeleteTopic", On(topic));
        await c.CompareAsync("topic-not-exists", "GetTopicAttributes", On(topic));
    }

    private static async Task TopicAgainWithOtherTags(SnsConversation c)
    {
        for (var time = 0; time < 2; time++)
        {
            var request = new JsonObject
            {
                ["Name"] = c.TopicName,
                ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name", ["Value"] = $"topic-{time}" }),
            };
            var topic = (string)(await c.CompareAsync($"topic-{time}", "CreateTopic", request))["TopicArn"]!;
            await c.DoAsync("DeleteTopic", On(topic));
        }
    }

    private static async Task TopicAgain(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var name = On(topic, ("AttributeName", "DisplayName"), ("AttributeValue", "AlreadySet"));
        await c.DoAsync("SetTopicAttributes", name);
        await c.CompareAsync("topic-attrs-idempotent-1", "GetTopicAttributes", On(topic));
        Assert.Equal(topic, await c.CreateTopicAsync());
        await c.CompareAsync("topic-attrs-idempotent-2", "GetTopicAttributes", On(topic));
    }

    private static async Task TopicAgainWithOtherAttributes(SnsConversation c)
    {
        var created = await c.CompareAsync("create-topic", "CreateTopic", Named(("DisplayName", "Value1")));
        await c.CompareAsync("create-topic-no-attrs", "CreateTopic", new JsonObject { ["Name"] = c.TopicName });
        await c.CompareAsync("topic-attrs", "GetTopicAttributes", On((string)created["TopicArn"]!));
        await c.CompareAsync("create-topic-diff-attrs", "CreateTopic", Named(("DisplayName", "Value2")));
        await c.CompareAsync("create-topic-new-attrs-fifo", "CreateTopic", Named(("FifoTopic", "true")));
        await c.CompareAsync("create-topic-new-attrs", "CreateTopic", Named(("TracingConfig", "Active")));
        await c.CompareAsync(
            "create-topic-new-and-same-attrs",
            "CreateTopic",
            Named(("DisplayName", "Value1"), ("TracingConfig", "Active"))
        );

        JsonObject Named(params (string Name, string Value)[] attributes) =>
            new() { ["Name"] = c.TopicName, ["Attributes"] = Map(attributes) };
    }

    private static async Task RemovedPermission(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.DoAsync("AddPermission", Permission(topic, "Publish"));
        await c.DoAsync("RemovePermission", On(topic, ("Label", "label")));
        c.Compare("topic-policy", (await c.DoAsync("GetTopicAttributes", On(topic)))["Attributes"]!["Policy"]);
    }

    private static async Task PermissionErrors(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.DoAsync("AddPermission", Permission(topic, "Publish"));
        await c.CompareAsync("duplicate-label", "AddPermission", Permission(topic, "Publish"));
        await c.CompareAsync("topic-not-found", "AddPermission", Permission(AbsentTopic(c), "Publish"));
        await c.CompareAsync("invalid-action", "AddPermission", With(Permission(topic, "Nothing"), ("Label", "other")));
    }

    private static JsonObject Permission(string topic, string action) =>
        On(topic, ("Label", "label"), ("AWSAccountId", List(AwsClient.Account)), ("ActionName", List(action)));

    private static async Task DataProtectionPolicy(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        await c.CompareAsync("get-topic-attributes-before-policy", "GetTopicAttributes", On(topic));
        var policy = new JsonObject
        {
            ["Name"] = "data_protection_policy",
            ["Description"] = "Test Policy",
            ["Version"] = "2021-06-01",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Sid"] = "test-statement",
                    ["DataDirection"] = "Inbound",
                    ["Principal"] = List("*"),
                    ["DataIdentifier"] = List("arn:aws:dataprotection:us-east-1::data-identifier/EmailAddress"),
                    ["Operation"] = new JsonObject { ["Deny"] = new JsonObject() },
                }
            ),
        };
        var resource = new JsonObject { ["ResourceArn"] = topic };
        await c.CompareAsync(
            "put-data-protection-policy",
            "PutDataProtectionPolicy",
            With(resource.DeepClone().AsObject(), ("DataProtectionPolicy", policy.ToJsonString()))
        );
        await c.CompareAsync("get-data-protection-policy", "GetDataProtectionPolicy", resource);
        await c.CompareAsync("get-topic-attributes-after-policy", "GetTopicAttributes", On(topic));
    }

    private static async Task OtherRegion(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var (queue, _) = await c.SubscribeQueueAsync(topic);
        var endpoint = await c.Queues.ArnAsync(queue);
        var elsewhere = new SnsClient(c.Server, "eu-central-1");
        await Compare("set-topic-attrs", "SetTopicAttributes", ("AttributeName", "DisplayName"), ("AttributeValue", "x"));
        await Compare("get-topic-attrs", "GetTopicAttributes");
        await Compare("cross-region-publish-forbidden", "Publish", ("Message", "hello"));
        await Compare("cross-region-subscribe", "Subscribe", ("Protocol", "sqs"), ("Endpoint", endpoint));
        await Compare("list-subs", "ListSubscriptionsByTopic");
        await Compare("delete-topic", "DeleteTopic");

        async Task Compare(string name, string operation, params (string Name, JsonNode Value)[] members) =>
            c.Compare(name, await elsewhere.CallAsync(operation, On(topic, members)));
    }
}
