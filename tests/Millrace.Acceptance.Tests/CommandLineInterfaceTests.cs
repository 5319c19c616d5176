using System.Text.Json.Nodes;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The AWS CLI, as the README's first use shows it.</summary>
public sealed class CommandLineInterfaceTests(SharedServer shared)
{
    [Fact]
    public async Task A_message_goes_through_a_queue_of_the_AWS_CLI()
    {
        var version = await ChildProcess.TryRunAsync("aws", ["--version"], shared.ClientEnvironment);
        Assert.SkipUnless(version is { ExitCode: 0 }, "There is no AWS CLI (Debian: awscli).");
        var name = $"cli-{Guid.NewGuid():N}";

        var created = await SqsAsync(
            "create-queue",
            "--queue-name",
            name,
            "--attributes",
            "VisibilityTimeout=60",
            "--tags",
            "a=b"
        );
        var url = created!["QueueUrl"]!.GetValue<string>();
        Assert.Equal(new Uri(shared.Server.Address, $"/000000000000/{name}").ToString(), url);
        var listed = await SqsAsync("list-queues", "--queue-name-prefix", name);
        Assert.Equal(url, listed!["QueueUrls"]![0]!.GetValue<string>());
        var tags = await SqsAsync("list-queue-tags", "--queue-url", url);
        Assert.Equal("b", tags!["Tags"]!["a"]!.GetValue<string>());

        const string Attributes = """{"kind": {"DataType": "String", "StringValue": "greeting"}}""";
        var sent = await SqsAsync(
            "send-message",
            "--queue-url",
            url,
            "--message-body",
            "hello from the command line",
            "--message-attributes",
            Attributes
        );
        var received = await SqsAsync(
            "receive-message",
            "--queue-url",
            url,
            "--message-attribute-names",
            "All",
            "--wait-time-seconds",
            "5"
        );
        var message = received!["Messages"]![0]!;
        Assert.Equal("hello from the command line", message["Body"]!.GetValue<string>());
        Assert.Equal(sent!["MessageId"]!.GetValue<string>(), message["MessageId"]!.GetValue<string>());
        Assert.Equal("greeting", message["MessageAttributes"]!["kind"]!["StringValue"]!.GetValue<string>());

        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible"));
        await SqsAsync("delete-message", "--queue-url", url, "--receipt-handle", message["ReceiptHandle"]!.GetValue<string>());
        await SqsAsync("send-message", "--queue-url", url, "--message-body", "to be purged");
        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessages"));
        await SqsAsync("purge-queue", "--queue-url", url);
        Assert.Equal("0", await AttributeAsync(url, "ApproximateNumberOfMessages"));

        await SqsAsync("delete-queue", "--queue-url", url);
        var gone = await RunAsync("sqs", "get-queue-url", "--queue-name", name);
        Assert.NotEqual(0, gone.ExitCode);
        Assert.Contains("(AWS.SimpleQueueService.NonExistentQueue)", gone.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_of_the_AWS_CLI_fans_out_to_queues_and_filters_by_number()
    {
        var version = await ChildProcess.TryRunAsync("aws", ["--version"], shared.ClientEnvironment);
        Assert.SkipUnless(version is { ExitCode: 0 }, "There is no AWS CLI (Debian: awscli).");
        var name = $"cli-{Guid.NewGuid():N}";
        var created = await SnsAsync(
            "create-topic",
            "--name",
            name,
            "--attributes",
            "DisplayName=Orders",
            "--tags",
            "Key=a,Value=b"
        );
        var topic = created!["TopicArn"]!.GetValue<string>();
        Assert.Equal($"arn:aws:sns:us-east-1:000000000000:{name}", topic);
        var all = await SubscribeAsync(topic, name + "-all", """{"RawMessageDelivery": "true"}""");
        var large = await SubscribeAsync(
            topic,
            name + "-large",
            """{"RawMessageDelivery": "true", "FilterPolicy": "{\"order_value\": [{\"numeric\": [\">=\", 1000]}]}"}"""
        );

        foreach (var value in new[] { "999", "1000" })
        {
            await SnsAsync(
                "publish",
                "--topic-arn",
                topic,
                "--message",
                $"worth {value}",
                "--message-attributes",
                $$$"""{"order_value": {"DataType": "Number", "StringValue": "{{{value}}}"}}"""
            );
        }

        Assert.Equal("worth 999", await ReceiveAsync(all));
        Assert.Equal("worth 1000", await ReceiveAsync(all));
        Assert.Equal("worth 1000", await ReceiveAsync(large));
        Assert.Null(await SqsAsync("receive-message", "--queue-url", large));
        var listed = await SnsAsync("list-subscriptions-by-topic", "--topic-arn", topic);
        Assert.Equal(2, listed!["Subscriptions"]!.AsArray().Count);

        await SnsAsync("delete-topic", "--topic-arn", topic);
        var gone = await RunAsync("sns", "publish", "--topic-arn", topic, "--message", "x");
        Assert.NotEqual(0, gone.ExitCode);
        Assert.Contains("(NotFound)", gone.Errors, StringComparison.Ordinal);
    }

    /// <summary>Makes a queue and subscribes it; the queue's URL.</summary>
    private async Task<string> SubscribeAsync(string topic, string queueName, string attributes)
    {
        var url = (await SqsAsync("create-queue", "--queue-name", queueName))!["QueueUrl"]!.GetValue<string>();
        var arn = await AttributeAsync(url, "QueueArn");
        await SnsAsync(
            "subscribe",
            "--topic-arn",
            topic,
            "--protocol",
            "sqs",
            "--notification-endpoint",
            arn,
            "--attributes",
            attributes
        );
        return url;
    }

    private async Task<string> ReceiveAsync(string url)
    {
        var received = await SqsAsync("receive-message", "--queue-url", url, "--wait-time-seconds", "10");
        var message = received!["Messages"]![0]!;
        await SqsAsync("delete-message", "--queue-url", url, "--receipt-handle", message["ReceiptHandle"]!.GetValue<string>());
        return message["Body"]!.GetValue<string>();
    }

    private async Task<string> AttributeAsync(string url, string name)
    {
        var shown = await SqsAsync("get-queue-attributes", "--queue-url", url, "--attribute-names", name);
        return shown!["Attributes"]![name]!.GetValue<string>();
    }

    private Task<JsonNode?> SqsAsync(params string[] arguments) => AskAsync("sqs", arguments);

    private Task<JsonNode?> SnsAsync(params string[] arguments) => AskAsync("sns", arguments);

    private async Task<JsonNode?> AskAsync(string service, string[] arguments)
    {
        var ending = await RunAsync([service, .. arguments]);
        Assert.True(ending.ExitCode == 0, $"aws {service} {string.Join(' ', arguments)}:\n{ending.Errors}");
        return ending.Output.Trim().Length == 0 ? null : JsonNode.Parse(ending.Output);
    }

    private Task<Ending> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(
            "aws",
            ["--endpoint-url", shared.Server.Address.GetLeftPart(UriPartial.Authority), "--output", "json", .. arguments],
            shared.ClientEnvironment
        );
}
