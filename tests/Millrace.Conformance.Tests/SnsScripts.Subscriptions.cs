using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Subscriptions: how they are made, shown, changed and ended.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> SubscriptionCases =>
        new(StringComparer.Ordinal)
        {
            ["test_subscribe_with_invalid_protocol"] = async c =>
                await c.CompareAsync(
                    "exception",
                    "Subscribe",
                    On(await c.CreateTopicAsync(), ("Protocol", "test-protocol"), ("Endpoint", "hello@example.com"))
                ),
            ["test_subscribe_with_invalid_topic"] = InvalidTopics,
            ["test_subscribe_sqs_queue_url"] = SubscribedByUrl,
            ["test_subscribe_invalid_filter_policy"] = InvalidFilterPolicy,
            ["test_create_subscriptions_with_attributes"] = SubscribedWithAttributes,
            ["test_set_subscription_attributes"] = SetAttributes,
            ["test_get_subscription_attributes_error_not_exists"] = async c =>
                await c.CompareAttributesAsync("get-sub-attrs-nonexistent", $"{await c.CreateTopicAsync()}:{Guid.NewGuid()}"),
            ["test_creating_subscription"] = async c =>
                await c.CompareAsync("create-subscription", "Subscribe", Mail(await c.CreateTopicAsync())),
            ["test_double_subscription"] = SubscribedTwice,
            ["test_list_subscriptions"] = Listed,
            ["test_list_subscriptions_by_topic_pagination"] = ListedByPage,
            ["test_unsubscribe_from_non_existing_subscription"] = UnsubscribedAgain("empty-unsubscribe", isFirstCompared: false),
            ["test_unsubscribe_idempotency"] = UnsubscribedAgain("unsubscribe-2", isFirstCompared: true),
            ["test_unsubscribe_wrong_arn_format"] = WrongSubscriptionArns,
            ["test_unsubscribe_from_deleted_topic"] = UnsubscribedWithoutArn,
            ["test_http_subscription_response"] = SubscribedWebHooks,
        };

    private static JsonObject Mail(string topic) => On(topic, ("Protocol", "email"), ("Endpoint", "somebody@example.com"));

    private static async Task InvalidTopics(SnsConversation c)
    {
        await Compare("invalid-subscribe-arn-1", "randomstring");
        await Compare("invalid-subscribe-arn-2", "arn:aws:sns:us-east-1:random");
        await Compare("non-existent-topic", AbsentTopic(c));

        async Task Compare(string name, string topic) => await c.CompareAsync(name, "Subscribe", Mail(topic));
    }

    private static async Task SubscribedByUrl(SnsConversation c)
    {
        var queue = await c.Queues.CreateQueueAsync();
        var request = On(await c.CreateTopicAsync(), ("Protocol", "sqs"), ("Endpoint", queue));
        await c.CompareAsync("subscribe-sqs-via-url-error", "Subscribe", request);
    }

    private static async Task InvalidFilterPolicy(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var queue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync());
        await c.CompareAsync(
            "subscribe-invalid-filter-policy",
            "Subscribe",
            On(topic, ("Protocol", "sqs"), ("Endpoint", queue), ("Attributes", Map(("FilterPolicy", "invalid"))))
        );
    }

    private static async Task SubscribedWithAttributes(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var queue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync());
        await c.CompareAsync("subscribe-wrong-attr", "Subscribe", Raw("wrongvalue"));
        var subscribed = await c.CompareAsync("subscribe", "Subscribe", Raw("true"));
        await c.CompareAttributesAsync("get-attrs", (string)subscribed["SubscriptionArn"]!);
        await c.CompareAttributesAsync("get-attrs-nonexistent-sub", $"{topic}:{Guid.NewGuid()}");

        JsonObject Raw(string value) =>
            On(
                topic,
                ("Protocol", "sqs"),
                ("Endpoint", queue),
                ("Attributes", Map(("RawMessageDelivery", value))),
                ("ReturnSubscriptionArn", "true")
            );
    }

    private static async Task SetAttributes(SnsConversation c)
    {
        var (_, subscription) = await c.SubscribeQueueAsync(await c.CreateTopicAsync());
        await c.SetAsync(subscription, "RawMessageDelivery", "true");
        await c.CompareAttributesAsync("set-subscription-attributes", subscription);
    }

    private static async Task SubscribedTwice(SnsConversation c)
    {
        // The recording shows this very name, so it cannot be one of our own making.
        var created = await c.DoAsync("CreateTopic", new JsonObject { ["Name"] = "double-sub-befdfdff" });
        var queue = await c.Queues.ArnAsync(await c.Queues.CreateQueueAsync());
        foreach (var name in new[] { "double-subscription-first", "double-subscription-second" })
        {
            await c.CompareAsync(name, "Subscribe", On((string)created["TopicArn"]!, ("Protocol", "sqs"), ("Endpoint", queue)));
        }
    }

    /// <summary>The recorder kept nothing of this case; that a listing of the account shows what was subscribed is told besides.</summary>
    private static async Task Listed(SnsConversation c)
    {
        var topics = new[] { await c.CreateTopicAsync(suffix: "-1"), await c.CreateTopicAsync(suffix: "-2") };
        var (_, first) = await c.SubscribeQueueAsync(topics[0], suffix: "-1");
        var (_, second) = await c.SubscribeQueueAsync(topics[1], suffix: "-2");
        var found = new List<string>();
        string? token = null;
        do
        {
            var page = await c.DoAsync("ListSubscriptions", token is null ? [] : new JsonObject { ["NextToken"] = token });
            found.AddRange(page["Subscriptions"]!.AsArray().Select(shown => (string)shown!["SubscriptionArn"]!));
            token = (string?)page["NextToken"];
        } while (token is not null);
        Assert.Subset(found.ToHashSet(), new HashSet<string> { first, second });
    }

    private static async Task ListedByPage(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        for (var number = 0; number < 101; number++)
        {
            await c.SubscribeAsync(topic, "sms", $"+1206555{number:D4}");
        }

        var first = await c.DoAsync("ListSubscriptionsByTopic", On(topic));
        Assert.Equal(100, first["Subscriptions"]!.AsArray().Count);
        await c.CompareAsync(
            "list-sub-per-topic-page-2",
            "ListSubscriptionsByTopic",
            On(topic, ("NextToken", (string)first["NextToken"]!))
        );
    }

    private static Func<SnsConversation, Task> UnsubscribedAgain(string second, bool isFirstCompared) =>
        async c =>
        {
            var (_, subscription) = await c.SubscribeQueueAsync(await c.CreateTopicAsync());
            var request = new JsonObject { ["SubscriptionArn"] = subscription };
            var answer = await c.DoAsync("Unsubscribe", request);
            if (isFirstCompared)
            {
                c.Compare("unsubscribe-1", answer);
            }

            await c.CompareAsync(second, "Unsubscribe", request);
        };

    private static async Task WrongSubscriptionArns(SnsConversation c)
    {
        string[] arns = ["randomstring", "arn:aws:sns:us-east-1:random", $"arn:aws:sns:us-east-1:{AwsClient.Account}:random", ""];
        for (var index = 0; index < arns.Length; index++)
        {
            await c.CompareAsync(
                $"invalid-unsubscribe-arn-{index + 1}",
                "Unsubscribe",
                new JsonObject { ["SubscriptionArn"] = arns[index] }
            );
        }
    }

    /// <summary>AWS names one element: the case gave back the words that stand in for the ARN of a pending subscription.</summary>
    private static async Task UnsubscribedWithoutArn(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var subscribed = await c.DoAsync("Subscribe", Mail(topic));
        await c.DoAsync("DeleteTopic", On(topic));
        await c.CompareAsync(
            "unsubscribe-deleted-topic",
            "Unsubscribe",
            new JsonObject { ["SubscriptionArn"] = (string)subscribed["SubscriptionArn"]! }
        );
    }

    private static async Task SubscribedWebHooks(SnsConversation c)
    {
        var created = await c.CompareAsync("topic-arn", "CreateTopic", new JsonObject { ["Name"] = c.TopicName });
        var topic = (string)created["TopicArn"]!;
        await c.CompareAsync("subscription", "Subscribe", Hook("http://example.com/1"));
        await c.CompareAsync(
            "subscription-with-arn",
            "Subscribe",
            With(Hook("http://example.com/2"), ("ReturnSubscriptionArn", "true"))
        );

        JsonObject Hook(string url) => On(topic, ("Protocol", "http"), ("Endpoint", url));
    }
}
