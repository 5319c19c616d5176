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
        var gone = await RunAsync("get-queue-url", "--queue-name", name);
        Assert.NotEqual(0, gone.ExitCode);
        Assert.Contains("(AWS.SimpleQueueService.NonExistentQueue)", gone.Errors, StringComparison.Ordinal);
    }

    private async Task<string> AttributeAsync(string url, string name)
    {
        var shown = await SqsAsync("get-queue-attributes", "--queue-url", url, "--attribute-names", name);
        return shown!["Attributes"]![name]!.GetValue<string>();
    }

    private async Task<JsonNode?> SqsAsync(params string[] arguments)
    {
        var ending = await RunAsync(arguments);
        Assert.True(ending.ExitCode == 0, $"aws sqs {string.Join(' ', arguments)}:\n{ending.Errors}");
        return ending.Output.Trim().Length == 0 ? null : JsonNode.Parse(ending.Output);
    }

    private Task<Ending> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(
            "aws",
            ["--endpoint-url", shared.Server.Address.GetLeftPart(UriPartial.Authority), "--output", "json", "sqs", .. arguments],
            shared.ClientEnvironment
        );
}
