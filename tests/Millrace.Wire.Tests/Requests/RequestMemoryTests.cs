using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Millrace.Wire.Tests.Requests;

/// <summary>What the bodies of all requests hold together: beyond the bound they are refused, and all of it comes back.</summary>
public sealed class RequestMemoryTests : IAsyncLifetime
{
    private const int BytesMax = 48 * 1024;

    private readonly PipelineServer _server = new() { Memory = new RequestMemory(BytesMax) };
    private string _queue = "";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _queue = await _server.CreateQueueAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_for_which_there_is_no_memory_is_throttled_in_either_protocol_and_small_ones_go_on(bool chunked)
    {
        var text = new string('x', BytesMax);
        var json = WireRequest.Json("SendMessage", Body(text)).AskingFirst();
        var form = WireRequest.Form($"Action=SendMessage&QueueUrl={_queue}&MessageBody={text}").AskingFirst();

        var answer = await (chunked ? json.InChunks() : json).SendAsync(_server);
        Assert.Equal((503, "RequestThrottled;Receiver"), (answer.Status, answer.Header("x-amzn-query-error")));
        Assert.EndsWith("#RequestThrottled", (string?)answer.Json["__type"], StringComparison.Ordinal);
        answer = await (chunked ? form.InChunks() : form).SendAsync(_server);
        Assert.Equal((503, "Receiver", "RequestThrottled"), (answer.Status, answer.Xml("Type"), answer.Xml("Code")));

        Assert.Equal(200, (await WireRequest.Json("SendMessage", Body("hello")).SendAsync(_server)).Status);
        await UntilAsync(() => _server.Memory.Held == 0);
    }

    [Fact]
    public async Task Many_connections_share_it_and_what_one_gives_back_another_has()
    {
        var body = Body(new string('x', 20_000));
        using var slow = await BeginAsync(body, bytes: 10_000);
        await UntilAsync(() => _server.Memory.Held >= 20_000);

        Assert.Equal(503, (await WireRequest.Json("SendMessage", body).SendAsync(_server)).Status);
        Assert.Equal(200, (await WireRequest.Json("SendMessage", Body("hello")).SendAsync(_server)).Status);

        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(body[10_000..]), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(slow.GetStream());
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await UntilAsync(() => _server.Memory.Held == 0);
        Assert.Equal(200, (await WireRequest.Json("SendMessage", body).SendAsync(_server)).Status);
    }

    [Fact]
    public async Task A_client_that_goes_in_the_middle_of_its_body_gives_back_what_it_held()
    {
        using (await BeginAsync(Body(new string('x', 20_000)), bytes: 10_000))
        {
            await UntilAsync(() => _server.Memory.Held > 0);
        }

        await UntilAsync(() => _server.Memory.Held == 0);
    }

    [Fact]
    public async Task A_body_is_held_until_its_answer()
    {
        var names = string.Join(',', Enumerable.Range(0, 1_000).Select(index => $"\"name-{index}\""));
        var poll = WireRequest
            .Json("ReceiveMessage", $$"""{"QueueUrl":"{{_queue}}","WaitTimeSeconds":20,"MessageAttributeNames":[{{names}}]}""")
            .SendAsync(_server);
        await UntilAsync(() => _server.Counters.Waiting == 1);
        Assert.InRange(_server.Memory.Held, names.Length, 2 * 16 * 1024);

        await WireRequest.Json("SendMessage", Body("hello")).SendAsync(_server);

        Assert.Equal(200, (await poll).Status);
        await UntilAsync(() => _server.Memory.Held == 0);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_gives_back_what_its_request_held()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new NoResponse());
        context.Request.Method = HttpMethods.Post;
        context.Request.Scheme = "http";
        context.Request.Path = "/";
        context.Request.Headers["X-Amz-Target"] = "AmazonSQS.SendMessage";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body(new string('x', 20_000))));

        await Assert.ThrowsAsync<NotSupportedException>(() => _server.Pipeline.HandleAsync(context));

        Assert.Equal(0, _server.Memory.Held);
    }

    [Fact]
    public void What_would_be_too_much_is_not_taken_and_what_is_given_back_can_be()
    {
        var memory = new RequestMemory(100);
        Assert.True(memory.TryTake(60));
        Assert.True(memory.HasRoomFor(40));
        Assert.False(memory.HasRoomFor(41));
        Assert.False(memory.TryTake(41));
        Assert.Equal(60, memory.Held);
        Assert.True(memory.TryTake(40));
        memory.GiveBack(100);
        Assert.Equal(0, memory.Held);
    }

    private string Body(string text) => $$"""{"QueueUrl":"{{_queue}}","MessageBody":"{{text}}"}""";

    /// <summary>A client that has sent so much of its request so far.</summary>
    private async Task<TcpClient> BeginAsync(string body, int bytes)
    {
        var address = new Uri(_server.Address);
        var client = new TcpClient(address.Host, address.Port);
        var head =
            $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.SendMessage\r\nContent-Length: {body.Length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + body[..bytes]), TestContext.Current.CancellationToken);
        return client;
    }

    private sealed class NoResponse : IHttpResponseBodyFeature
    {
        public Stream Stream => throw new NotSupportedException();

        public PipeWriter Writer => throw new NotSupportedException();

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering() { }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
