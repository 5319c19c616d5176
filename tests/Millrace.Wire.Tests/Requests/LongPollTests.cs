using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Millrace.Wire.Tests.Requests;

/// <summary>Long polls over the wire: they end when the client goes away and when the queue is deleted.</summary>
public sealed class LongPollTests : IAsyncLifetime
{
    /// <summary>A server of its own: it is asked how many requests wait.</summary>
    private readonly PipelineServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_client_that_goes_away_ends_its_wait_and_the_next_message_is_for_the_next_client()
    {
        var queue = await _server.CreateQueueAsync();
        var address = new Uri(_server.Address);
        using (var client = new TcpClient(address.Host, address.Port))
        {
            var body = $$"""{"QueueUrl":"{{queue}}","WaitTimeSeconds":20,"VisibilityTimeout":43200}""";
            var head =
                $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: {body.Length}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + body), TestContext.Current.CancellationToken);
            await UntilAsync(() => _server.Counters.Waiting == 1);
        }

        await UntilAsync(() => _server.Counters.Waiting == 0);
        await WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""").SendAsync(_server);
        Assert.Equal("hello", await ReceivedAsync(queue));
    }

    [Fact]
    public async Task A_message_that_was_decided_for_a_client_that_is_gone_by_then_is_handed_back_at_once()
    {
        var queue = await _server.CreateQueueAsync();
        await WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""").SendAsync(_server);
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Request.Method = HttpMethods.Post;
        context.Request.Scheme = "http";
        context.Request.Path = "/";
        context.Request.Headers["X-Amz-Target"] = "AmazonSQS.ReceiveMessage";
        context.Request.Body = new MemoryStream(
            Encoding.UTF8.GetBytes($$"""{"QueueUrl":"{{queue}}","VisibilityTimeout":43200}""")
        );

        await _server.Pipeline.HandleAsync(context);

        Assert.Equal(0, context.Response.ContentLength ?? 0);
        Assert.Equal("hello", await ReceivedAsync(queue));
    }

    [Fact]
    public async Task A_queue_that_is_deleted_ends_the_polls_that_wait_on_it_and_says_so()
    {
        var queue = await _server.CreateQueueAsync();
        var json = WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}","WaitTimeSeconds":20}""").SendAsync(_server);
        var form = WireRequest.Form($"Action=ReceiveMessage&WaitTimeSeconds=20&QueueUrl={queue}").SendAsync(_server);
        await UntilAsync(() => _server.Counters.Waiting == 2);

        Assert.Equal(200, (await WireRequest.Json("DeleteQueue", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(_server)).Status);

        Assert.Equal("com.amazonaws.sqs#QueueDoesNotExist", (string)(await json).Json["__type"]!);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", (await form).Xml("Code"));
    }

    private async Task<string?> ReceivedAsync(string queue)
    {
        var received = await WireRequest
            .Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}","WaitTimeSeconds":0}""")
            .SendAsync(_server);
        return (string?)received.Json["Messages"]?[0]?["Body"];
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
