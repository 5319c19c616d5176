using System.Globalization;
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
        Assert.Equal(
            (413, "com.amazon.coral.service#RequestEntityTooLargeException"),
            (answer.Status, (string?)answer.Json["__type"])
        );

        request = WireRequest.Form($"Action=SendMessage&QueueUrl={queue}&MessageBody={text}").AskingFirst();
        answer = await (chunked ? request.InChunks() : request).SendAsync(server);
        Assert.Equal((413, "Sender", "RequestEntityTooLargeException"), (answer.Status, answer.Xml("Type"), answer.Xml("Code")));

        var received = await WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(server);
        Assert.Equal((200, "{}"), (received.Status, received.Body));
    }

    [Theory]
    [InlineData("X-Amz-Target: AmazonSQS.SendMessage\r\nContent-Length: {0}\r\n\r\n", 1)]
    [InlineData("X-Amz-Target: AmazonSQS.SendMessage\r\nTransfer-Encoding: chunked\r\n\r\n{0:x}\r\n", 0)]
    [InlineData("X-Amz-Target: AmazonSQS.SendMessage\r\nTransfer-Encoding: chunked\r\n\r\n{0:x}\r\n", 1)]
    public async Task A_body_that_ends_too_soon_is_never_executed(string rest, int missing)
    {
        var queue = await server.CreateQueueAsync();
        var body = $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""";

        // With nothing missing from the chunk, the last chunk is.
        var head = string.Format(
            CultureInfo.InvariantCulture,
            "POST / HTTP/1.1\r\nHost: localhost\r\n" + rest,
            body.Length + missing
        );
        await SayAsync(head + body, hangUp: true);

        Assert.Empty(await ReceivedAsync(queue));
    }

    [Theory]
    [InlineData("Content-Length: 99999999999\r\n\r\n", "413")]
    [InlineData("Content-Length: -1\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n", "400")]
    public async Task A_length_that_cannot_be_is_refused_before_any_of_it_is_read(string rest, string status) =>
        Assert.StartsWith(
            $"HTTP/1.1 {status} ",
            await SayAsync("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n" + rest, hangUp: false),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_query_longer_than_a_request_line_may_be_is_refused_and_the_server_goes_on()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest
            .Get($"/?Action=SendMessage&QueueUrl={queue}&MessageBody={new string('x', 10_000)}")
            .SendAsync(server);
        Assert.Equal(414, answer.Status);
        Assert.Empty(await ReceivedAsync(queue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compressed_body_is_refused_by_name_in_either_protocol(bool chunked)
    {
        var queue = await server.CreateQueueAsync();
        var json = await WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"x"}""").CompressedAsync();
        var form = await WireRequest.Form($"Action=SendMessage&QueueUrl={queue}&MessageBody=x").CompressedAsync();

        var answer = await (chunked ? json.InChunks() : json).SendAsync(server);
        Assert.Equal((415, "UnsupportedMediaType;Sender"), (answer.Status, answer.Header("x-amzn-query-error")));
        Assert.Contains("Content-Encoding gzip", (string)answer.Json["message"]!, StringComparison.Ordinal);
        answer = await (chunked ? form.InChunks() : form).SendAsync(server);
        Assert.Equal((415, "UnsupportedMediaType"), (answer.Status, answer.Xml("Code")));
        Assert.Empty(await ReceivedAsync(queue));
    }

    [Theory]
    [InlineData("identity", 200)]
    [InlineData("br", 415)]
    [InlineData("aws-chunked", 415)]
    [InlineData("identity, gzip", 415)]
    public async Task Only_the_encoding_that_is_none_is_taken(string encoding, int status)
    {
        var queue = await server.CreateQueueAsync();
        var request = WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""").Encoded(encoding);
        Assert.Equal(status, (await request.SendAsync(server)).Status);
        Assert.Equal(status == 200 ? "hello" : "", await ReceivedAsync(queue));
    }

    /// <summary>The body of the message that is in the queue; the empty text when none is.</summary>
    private async Task<string> ReceivedAsync(string queue)
    {
        var received = await WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(server);
        Assert.Equal(200, received.Status);
        return (string?)received.Json["Messages"]?[0]?["Body"] ?? "";
    }

    /// <summary>Says these bytes, and hangs up or not; what the server says until it ends the connection: it is done with the request then.</summary>
    private async Task<string> SayAsync(string text, bool hangUp)
    {
        var address = new Uri(server.Address);
        using var client = new TcpClient(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        if (hangUp)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        return await EndAsync(stream);
    }

    private static async Task<string> EndAsync(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var rest = new byte[1024];
        try
        {
            while (await stream.ReadAsync(rest, TestContext.Current.CancellationToken) is var read and > 0)
            {
                answer.Append(Encoding.ASCII.GetString(rest, 0, read));
            }
        }
        catch (IOException)
        {
            // Whether it ends with a goodbye or a reset depends on who is faster.
        }

        return answer.ToString();
    }
}
