using System.Text.Json.Nodes;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>What must not be found in a log, however much of it there is.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task A_password_in_an_endpoint_is_in_no_line_of_the_log()
    {
        await using var hook = await HookServer.StartAsync();
        await using var server = await ServerProcess.StartAsync("--log-level", "Trace");
        var client = new QueryClient(() => server.Address.ToString(), "111111111111", "eu-central-1");
        var topic = client.Arn("sns", "orders");
        await client.CallAsync("sns", "CreateTopic", ("Name", "orders"));
        var url = hook.Url.Replace("://", "://ada:s3cret@", StringComparison.Ordinal);
        await client.CallAsync("sns", "Subscribe", ("TopicArn", topic), ("Protocol", "http"), ("Endpoint", url));
        var asked = await hook.NextAsync();
        Assert.Equal("Basic " + Convert.ToBase64String("ada:s3cret"u8), asked.Headers["Authorization"]);
        await QueryClient.VisitAsync((string)JsonNode.Parse(asked.Text)!["SubscribeURL"]!);
        await hook.DisposeAsync();
        await client.CallAsync("sns", "Publish", ("TopicArn", topic), ("Message", "nobody listens"));

        Assert.Equal(0, await server.TerminateAsync());
        Assert.Contains("Subscribe", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", server.Output, StringComparison.Ordinal);
    }
}
