using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Tests;

/// <summary>A world with one queue, "orders", and short ways to say what tests say often.</summary>
public abstract class SqsTest
{
    protected const string BaseUrl = "http://sqs.example:4566";
    protected const string Url = BaseUrl + "/000000000000/orders";

    private protected SqsTest(SqsLimits? limits = null)
    {
        World = new World(limits);
        Sqs = ClientOf("000000000000");
        CreateQueue("orders");
    }

    private protected World World { get; }

    private protected SqsClient Sqs { get; }

    protected static DateTimeOffset Start => Tests.World.Start;

    private protected SqsClient ClientOf(string account, string region = "us-east-1") =>
        new(World, new Caller(account, region, account, BaseUrl));

    protected static string ArnOf(string name) => $"arn:aws:sqs:us-east-1:000000000000:{name}";

    protected string CreateQueue(string name, params (string Name, string Value)[] attributes) =>
        Ok(Sqs.CreateQueue(new CreateQueueRequest { QueueName = name, Attributes = Map(attributes) })).QueueUrl!;

    protected void Set(string name, string value, string queueUrl = Url) =>
        Ok(Sqs.SetQueueAttributes(queueUrl, Map((name, value))));

    protected string? Attribute(string name, string queueUrl = Url) =>
        Ok(Sqs.GetQueueAttributes(queueUrl, [name])).Attributes?.GetValueOrDefault(name);

    protected SendMessageResult Send(string body, int? delaySeconds = null, string queueUrl = Url) =>
        Ok(
            Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = queueUrl,
                    MessageBody = body,
                    DelaySeconds = delaySeconds,
                }
            )
        );

    protected List<Message> Receive(int most = 1, int? visibilitySeconds = null, string queueUrl = Url) =>
        Ok(
            Sqs.ReceiveMessage(
                new ReceiveMessageRequest
                {
                    QueueUrl = queueUrl,
                    MaxNumberOfMessages = most,
                    VisibilityTimeout = visibilitySeconds,
                    MessageSystemAttributeNames = ["All"],
                }
            )
        ).Messages
        ?? [];

    protected Message? ReceiveOne(int? visibilitySeconds = null, string queueUrl = Url) =>
        Receive(1, visibilitySeconds, queueUrl).SingleOrDefault();

    /// <summary>Visible, in flight and delayed, as GetQueueAttributes tells them.</summary>
    protected (int Visible, int InFlight, int Delayed) Counts(string queueUrl = Url)
    {
        var shown = Ok(Sqs.GetQueueAttributes(queueUrl, ["All"])).Attributes!;
        return (
            int.Parse(shown["ApproximateNumberOfMessages"]),
            int.Parse(shown["ApproximateNumberOfMessagesNotVisible"]),
            int.Parse(shown["ApproximateNumberOfMessagesDelayed"])
        );
    }

    /// <summary>A process that starts anew, from the journal or from a checkpoint, knows all that this one does.</summary>
    protected void AssertSurvivesRestart()
    {
        Assert.Equal(World.Describe(), World.DescribeReplayed());
        Assert.Equal(World.Describe(), World.DescribeRestored());
    }

    protected static T Ok<T>(Answer<T> answer)
        where T : class
    {
        Assert.Null(answer.Error);
        return answer.Value!;
    }

    protected static AwsError Refused<T>(Answer<T> answer, string shape)
        where T : class
    {
        Assert.NotNull(answer.Error);
        Assert.Equal(shape, answer.Error.Shape);
        return answer.Error;
    }

    protected static AwsError Refused<T>(Answer<T> answer, string shape, string message)
        where T : class
    {
        var error = Refused(answer, shape);
        Assert.Equal(message, error.Message);
        return error;
    }

    protected static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    protected static string Redrive(string target, object most) =>
        $$"""{"deadLetterTargetArn":"{{ArnOf(target)}}","maxReceiveCount":{{most}}}""";
}
