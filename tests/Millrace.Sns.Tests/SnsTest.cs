using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sqs.Operations;
using MessageAttributeValue = Millrace.Api.Sns.MessageAttributeValue;
using Queue = Millrace.Sqs.Queue;

namespace Millrace.Sns.Tests;

/// <summary>A world with one topic, "orders", and short ways to say what tests say often.</summary>
public abstract partial class SnsTest
{
    protected const string Account = "000000000000";
    protected const string TopicArn = "arn:aws:sns:us-east-1:000000000000:orders";

    private protected SnsTest(SnsSettings? settings = null, IAuthorizer? authorizer = null)
    {
        World = new SnsWorld(settings: settings, authorizer: authorizer);
        CreateTopic("orders");
    }

    private protected SnsWorld World { get; }

    private protected Caller Caller { get; set; } = new(Account, "us-east-1", Account, "http://sns.example:4566");

    protected static string QueueArn(string name) => $"arn:aws:sqs:us-east-1:{Account}:{name}";

    protected static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    protected static T Ok<T>(Answer<T> answer)
        where T : class
    {
        Assert.Null(answer.Error);
        return answer.Value!;
    }

    /// <summary>The refusal of a request, as code and text.</summary>
    protected static (string Code, string Message) Refusal<T>(Answer<T> answer)
        where T : class
    {
        Assert.NotNull(answer.Error);
        return (answer.Error.Code, answer.Error.Message);
    }

    protected string CreateTopic(string name, params (string Name, string Value)[] attributes) =>
        Ok(
            Topics<CreateTopic, CreateTopicInput, CreateTopicResponse>(new() { Name = name, Attributes = Map(attributes) })
        ).TopicArn!;

    protected string CreateQueue(string name)
    {
        var isFifo = name.EndsWith(".fifo", StringComparison.Ordinal);
        var attributes = isFifo ? Map(("FifoQueue", "true")) : null;
        Ok(Queues<CreateQueue, CreateQueueRequest, CreateQueueResult>(new() { QueueName = name, Attributes = attributes }));
        return QueueArn(name);
    }

    protected Answer<SubscribeResponse> TrySubscribe(
        string protocol,
        string endpoint,
        string topicArn = TopicArn,
        params (string Name, string Value)[] attributes
    ) =>
        Topics<Subscribe, SubscribeInput, SubscribeResponse>(
            new()
            {
                TopicArn = topicArn,
                Protocol = protocol,
                Endpoint = endpoint,
                Attributes = attributes.Length > 0 ? Map(attributes) : null,
                ReturnSubscriptionArn = true,
            }
        );

    /// <summary>Makes a queue and subscribes it; the subscription's ARN.</summary>
    protected string SubscribeQueue(string name, string topicArn = TopicArn, params (string Name, string Value)[] attributes) =>
        Ok(TrySubscribe("sqs", CreateQueue(name), topicArn, attributes)).SubscriptionArn!;

    protected Answer<PublishResponse> TryPublish(
        string message,
        string topicArn = TopicArn,
        string? subject = null,
        string? structure = null,
        string? group = null,
        string? deduplication = null,
        Dictionary<string, MessageAttributeValue>? attributes = null
    ) =>
        Topics<Publish, PublishInput, PublishResponse>(
            new()
            {
                TopicArn = topicArn,
                Message = message,
                Subject = subject,
                MessageStructure = structure,
                MessageGroupId = group,
                MessageDeduplicationId = deduplication,
                MessageAttributes = attributes,
            }
        );

    protected PublishResponse Publish(
        string message,
        string topicArn = TopicArn,
        string? subject = null,
        string? structure = null,
        string? group = null,
        string? deduplication = null,
        Dictionary<string, MessageAttributeValue>? attributes = null
    ) => Ok(TryPublish(message, topicArn, subject, structure, group, deduplication, attributes));

    protected Dictionary<string, string> TopicAttributesOf(string topicArn = TopicArn) =>
        Ok(
            Topics<GetTopicAttributes, GetTopicAttributesInput, GetTopicAttributesResponse>(new() { TopicArn = topicArn })
        ).Attributes!;

    protected Answer<Unit> TrySet(string subscriptionArn, string name, string? value) =>
        Topics<SetSubscriptionAttributes, SetSubscriptionAttributesInput, Unit>(
            new()
            {
                SubscriptionArn = subscriptionArn,
                AttributeName = name,
                AttributeValue = value,
            }
        );

    protected Dictionary<string, string> SubscriptionAttributesOf(string subscriptionArn) =>
        Ok(
            Topics<GetSubscriptionAttributes, GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse>(
                new() { SubscriptionArn = subscriptionArn }
            )
        ).Attributes!;

    /// <summary>Receives and deletes everything a queue has at the moment.</summary>
    protected List<Message> Drain(string queueName)
    {
        var drained = new List<Message>();
        while (Receive(queueName) is { Count: > 0 } messages)
        {
            drained.AddRange(messages);
            foreach (var message in messages)
            {
                Ok(
                    Queues<DeleteMessage, DeleteMessageRequest, Unit>(
                        new() { QueueUrl = QueueArn(queueName), ReceiptHandle = message.ReceiptHandle }
                    )
                );
            }
        }

        return drained;
    }

    protected List<string> Bodies(string queueName) => Drain(queueName).ConvertAll(message => message.Body!.Value.ToString());

    /// <summary>The envelopes in a queue, parsed.</summary>
    protected List<JsonObject> Envelopes(string queueName) =>
        Bodies(queueName).ConvertAll(body => JsonNode.Parse(body)!.AsObject());

    private protected Answer<TReply> Topics<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : IOperation<Topic, TRequest, TReply>
        where TReply : class => World.Execute<TOperation, Topic, TRequest, TReply>(request, Caller);

    private protected Answer<TReply> Queues<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class => World.Execute<TOperation, Queue, TRequest, TReply>(request, Caller);

    private List<Message> Receive(string queueName) =>
        Ok(
            Queues<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(
                new()
                {
                    QueueUrl = QueueArn(queueName),
                    MaxNumberOfMessages = 10,
                    MessageSystemAttributeNames = ["All"],
                    MessageAttributeNames = ["All"],
                }
            )
        ).Messages
        ?? [];
}
