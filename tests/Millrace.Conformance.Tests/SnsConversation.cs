using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>One recorded case of SNS being played: topics are asked in Query, queues in JSON.</summary>
internal sealed class SnsConversation(Conversation queues)
{
    private readonly SnsClient _client = new(queues.Server);

    /// <summary>The part of the conversation that queues have.</summary>
    public Conversation Queues => queues;

    public RunningServer Server => queues.Server;

    /// <summary>A name that no other case uses, and no queue of this one.</summary>
    public string TopicName => queues.Name + "-topic";

    /// <summary>What the case ran with, <c>True</c>; empty when there is only one.</summary>
    public string Variant => queues.Variant;

    public Task<JsonObject> CallAsync(string operation, JsonObject request) => _client.CallAsync(operation, request);

    /// <summary>Asks for what must succeed.</summary>
    public async Task<JsonObject> DoAsync(string operation, JsonObject request)
    {
        var answer = await CallAsync(operation, request);
        Assert.True(answer["Error"] is null, $"{operation}: {answer["Error"]?.ToJsonString()}");
        return answer;
    }

    /// <summary>Asks and compares the answer with the one recorded under a name.</summary>
    public async Task<JsonObject> CompareAsync(string name, string operation, JsonObject request)
    {
        var answer = await CallAsync(operation, request);
        Compare(name, answer);
        return answer;
    }

    public void Compare(string name, JsonNode? actual) => queues.Compare(name, actual);

    /// <summary>Makes a topic; its ARN.</summary>
    public async Task<string> CreateTopicAsync(JsonObject? attributes = null, string suffix = "") =>
        (string)
            (await DoAsync("CreateTopic", new JsonObject { ["Name"] = TopicName + suffix, ["Attributes"] = attributes ?? [] }))[
                "TopicArn"
            ]!;

    /// <summary>Subscribes an endpoint; the subscription's ARN.</summary>
    public async Task<string> SubscribeAsync(string topic, string protocol, string endpoint, JsonObject? attributes = null) =>
        (string)
            (
                await DoAsync(
                    "Subscribe",
                    new JsonObject
                    {
                        ["TopicArn"] = topic,
                        ["Protocol"] = protocol,
                        ["Endpoint"] = endpoint,
                        ["Attributes"] = attributes ?? [],
                        ["ReturnSubscriptionArn"] = "true",
                    }
                )
            )["SubscriptionArn"]!;

    /// <summary>Makes a queue and subscribes it to a topic; the queue's URL and the subscription's ARN.</summary>
    public async Task<(string Queue, string Subscription)> SubscribeQueueAsync(
        string topic,
        JsonObject? attributes = null,
        JsonObject? queueAttributes = null,
        string suffix = ""
    )
    {
        var queue = await queues.CreateQueueAsync(queueAttributes, suffix);
        return (queue, await SubscribeAsync(topic, "sqs", await queues.ArnAsync(queue), attributes));
    }

    public Task<JsonObject> PublishAsync(string topic, string message, JsonObject? attributes = null) =>
        DoAsync(
            "Publish",
            new JsonObject
            {
                ["TopicArn"] = topic,
                ["Message"] = message,
                ["MessageAttributes"] = attributes ?? [],
            }
        );

    public Task SetAsync(string subscription, string name, string value) =>
        DoAsync(
            "SetSubscriptionAttributes",
            new JsonObject
            {
                ["SubscriptionArn"] = subscription,
                ["AttributeName"] = name,
                ["AttributeValue"] = value,
            }
        );

    public Task<JsonObject> CompareAttributesAsync(string name, string subscription) =>
        CompareAsync(name, "GetSubscriptionAttributes", new JsonObject { ["SubscriptionArn"] = subscription });

    /// <summary>One receive of what there is once everything is delivered, as the recorder made it: message attributes, no others.</summary>
    public async Task<JsonObject> ReceiveAsync(string queue, int visibilityTimeout = 30)
    {
        await Server.SettleAsync();
        return await queues.DoAsync(
            "ReceiveMessage",
            new JsonObject
            {
                ["QueueUrl"] = queue,
                ["VisibilityTimeout"] = visibilityTimeout,
                ["MessageAttributeNames"] = new JsonArray("All"),
            }
        );
    }

    /// <summary>Receives and deletes all that is delivered, with all that can be shown of it, as if in a single answer.</summary>
    public async Task<JsonObject> DrainAsync(string queue, bool sorted = false)
    {
        await Server.SettleAsync();
        var all = new List<JsonNode>();
        while (await ReceiveAllAsync(queue) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                all.Add(message!.DeepClone());
                await queues.DoAsync(
                    "DeleteMessage",
                    new JsonObject { ["QueueUrl"] = queue, ["ReceiptHandle"] = (string)message["ReceiptHandle"]! }
                );
            }
        }

        var shown = sorted ? all.OrderBy(message => (string)message["Body"]!, StringComparer.Ordinal) : all.AsEnumerable();
        var drained = new JsonObject { ["ResponseMetadata"] = AwsClient.Succeeded };
        if (all.Count > 0)
        {
            drained["Messages"] = new JsonArray([.. shown]);
        }

        return drained;
    }

    private async Task<JsonArray?> ReceiveAllAsync(string queue) => (
            await queues.DoAsync(
                "ReceiveMessage",
                new JsonObject
                {
                    ["QueueUrl"] = queue,
                    ["MaxNumberOfMessages"] = 10,
                    ["AttributeNames"] = new JsonArray("All"),
                    ["MessageAttributeNames"] = new JsonArray("All"),
                }
            )
        )["Messages"]?.AsArray();
}
