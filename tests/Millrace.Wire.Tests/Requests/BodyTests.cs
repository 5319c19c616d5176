using System.Net.Sockets;
using System.Text;

namespace Millrace.Wire.Tests.Requests;

/// <summary>Bodies in pieces, too large, or cut off.</summary>
public sealed class BodyTests(PipelineServer server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(60_000)]
    public async Task A_chunked_body_is_read_like_any_other(int length)
    {
        var queue = await server.CreateQueueAsync();
        var text = new string('x', length);
        var sent = await WireRequest
            .Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"{{text}}"}""")
            .InChunks()
            .SendAsync(server);
        Assert.Equal(200, sent.Status);

        var received = await WireRequest.Form($"Action=ReceiveMessage&QueueUrl={queue}").InChunks().SendAsync(server);
        Assert.Equal(text, received.Xml("Body"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_servers_limit_is_refused_and_the_server_goes_on(bool chunked)
    {
        var queue = await server.CreateQueueAsync();
        var text = new string('x', PipelineServer.RequestBytesMax);
        var request = WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"{{text}}"}""").AskingFirst();
        var answer = await (chunked ? request.InChunks() : request).SendAsync(server);
        Assert.Equal(413, answer.Status);

        var received = await WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(server);
        Assert.Equal((200, "{}"), (received.Status, received.Body));
    }

    [Fact]
    public async Task A_body_that_ends_too_soon_is_never_executed()
    {
        var queue = await server.CreateQueueAsync();
        var half = $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""";
        var address = new Uri(server.Address);
        using (var client = new TcpClient(address.Host, address.Port))
        {
            var stream = client.GetStream();
            var head =
                $"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AmazonSQS.SendMessage\r\nContent-Length: {half.Length + 1}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head + half), TestContext.Current.CancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);
            await EndAsync(stream);
        }

        var received = await WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(server);
        Assert.Equal((200, "{}"), (received.Status, received.Body));
    }

    /// <summary>Waits until the server has ended the connection: it is done with the request then.</summary>
    private static async Task EndAsync(NetworkStream stream)
    {
        var rest = new byte[1024];
        try
        {
            while (await stream.ReadAsync(rest, TestContext.Current.CancellationToken) > 0) { }
        }
        catch (IOException)
        {
            // Whether it ends with a goodbye or a reset depends on who is faster.
        }
    }
}
