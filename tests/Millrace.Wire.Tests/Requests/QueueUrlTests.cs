using System.Net.Sockets;
using System.Text;

namespace Millrace.Wire.Tests.Requests;

/// <summary>Clients reach one server under many names: the URL they get is under theirs, and any they send finds the queue.</summary>
public sealed class QueueUrlTests(PipelineServer server)
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("/000000000000/{0}")]
    [InlineData("http://localhost:4566/000000000000/{0}")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/000000000000/{0}")]
    [InlineData("https://queue.amazonaws.com/000000000000/{0}")]
    [InlineData("http://[::1]:4566/000000000000/{0}")]
    [InlineData("http://127.0.0.1/queue/us-east-1/000000000000/{0}")]
    public async Task A_queue_is_found_by_its_bare_name_and_under_any_host(string form)
    {
        var queue = string.Format(form, await server.CreateQueueAsync());
        var json = await WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"x"}""").SendAsync(server);
        var query = await WireRequest
            .Form($"Action=SendMessage&MessageBody=x&QueueUrl={Uri.EscapeDataString(queue)}")
            .SendAsync(server);
        Assert.Equal((200, 200), (json.Status, query.Status));
    }

    [Theory]
    [InlineData("sqs.us-east-1.amazonaws.com")]
    [InlineData("millrace.internal:9324")]
    [InlineData("[::1]:4566")]
    public async Task A_queues_url_is_under_the_host_the_caller_used(string host)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest
            .Json("GetQueueUrl", $$"""{"QueueName":"{{queue}}"}""")
            .With("Host", host)
            .SendAsync(server);
        Assert.Equal($"http://{host}/000000000000/{queue}", (string?)answer.Json["QueueUrl"]);
    }

    /// <summary>TLS ends at a proxy; a client that were handed http:// would leave it out of its next request.</summary>
    [Theory]
    [InlineData("https", "https")]
    [InlineData("http", "http")]
    [InlineData("HTTPS", "https")]
    [InlineData("https, http", "https")]
    [InlineData(" https ,http", "https")]
    [InlineData("http,https", "http")]
    [InlineData("", "http")]
    [InlineData("ftp", "http")]
    [InlineData("javascript://x/%0a", "http")]
    public async Task A_queues_url_has_the_scheme_that_the_proxy_in_front_was_reached_by(string forwarded, string scheme)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest
            .Json("GetQueueUrl", $$"""{"QueueName":"{{queue}}"}""")
            .With("Host", "queues.example")
            .With("X-Forwarded-Proto", forwarded)
            .SendAsync(server);
        Assert.Equal($"{scheme}://queues.example/000000000000/{queue}", (string?)answer.Json["QueueUrl"]);
    }

    [Fact]
    public async Task The_credential_scope_names_account_and_region()
    {
        var request = WireRequest
            .Json("CreateQueue", """{"QueueName":"scoped"}""")
            .With("Authorization", Signed("123456789012", "eu-west-1"));
        var url = (string)(await request.SendAsync(server)).Json["QueueUrl"]!;
        Assert.EndsWith("/123456789012/scoped", url, StringComparison.Ordinal);

        var shown = await WireRequest
            .Json("GetQueueAttributes", """{"QueueUrl":"scoped","AttributeNames":["QueueArn"]}""")
            .With("Authorization", Signed("123456789012", "eu-west-1"))
            .SendAsync(server);
        Assert.Equal("arn:aws:sqs:eu-west-1:123456789012:scoped", (string?)shown.Json["Attributes"]!["QueueArn"]);

        var elsewhere = await WireRequest
            .Json("GetQueueUrl", """{"QueueName":"scoped"}""")
            .With("Authorization", Signed("123456789012", "us-east-1"))
            .SendAsync(server);
        Assert.Equal("com.amazonaws.sqs#QueueDoesNotExist", (string?)elsewhere.Json["__type"]);
    }

    [Fact]
    public async Task A_presigned_get_names_account_and_region_in_its_query_string()
    {
        var credential = Uri.EscapeDataString("210987654321/20261121/eu-west-1/sqs/aws4_request");
        var answer = await WireRequest
            .Get($"/?Action=CreateQueue&QueueName=presigned&Version=2012-11-05&X-Amz-Credential={credential}&X-Amz-Signature=0")
            .SendAsync(server);
        Assert.EndsWith("/210987654321/presigned", answer.Xml("QueueUrl"), StringComparison.Ordinal);

        var shown = await WireRequest
            .Json("GetQueueAttributes", """{"QueueUrl":"presigned","AttributeNames":["QueueArn"]}""")
            .With("Authorization", Signed("210987654321", "eu-west-1"))
            .SendAsync(server);
        Assert.Equal("arn:aws:sqs:eu-west-1:210987654321:presigned", (string?)shown.Json["Attributes"]!["QueueArn"]);
    }

    [Theory]
    [InlineData("x\"\ny")]
    [InlineData("US-EAST-1")]
    [InlineData("us_east_1")]
    [InlineData("us-east-1.")]
    [InlineData("région")]
    [InlineData("a23456789-123456789-123456789-123")]
    public async Task A_region_that_can_be_none_is_refused_as_AWS_refuses_the_wrong_one(string region)
    {
        var name = await server.CreateQueueAsync();
        var message = $"Credential should be scoped to a valid region, not '{region}'.";
        var credential = Uri.EscapeDataString($"a/b/{region}/sqs/aws4_request");
        var form = await WireRequest
            .Get($"/?Action=CreateQueue&QueueName={name}&X-Amz-Credential={credential}")
            .SendAsync(server);
        Assert.Equal(
            (403, "SignatureDoesNotMatch", message),
            (form.Status, form.Xml("Code"), form.Xml("Message").ReplaceLineEndings("\n"))
        );

        var json = await WireRequest
            .Json("GetQueueUrl", $$"""{"QueueName":"{{name}}"}""", $"/?X-Amz-Credential={credential}")
            .SendAsync(server);
        Assert.Equal(
            (403, "com.amazon.coral.service#InvalidSignatureException", message),
            (json.Status, (string?)json.Json["__type"], (string?)json.Json["message"])
        );
    }

    [Theory]
    [InlineData("local")]
    [InlineData("us-gov-west-1")]
    [InlineData("a23456789-123456789-123456789-12")]
    public async Task A_region_that_AWS_does_not_have_may_be_invented(string region)
    {
        var answer = await WireRequest
            .Json("ListQueues", "{}")
            .With("Authorization", Signed("123456789012", region))
            .SendAsync(server);
        Assert.Equal(200, answer.Status);
    }

    /// <summary>HTTP/1.0 lets a client leave the host out.</summary>
    [Fact]
    public async Task Without_a_host_a_queues_url_is_under_the_address_the_server_was_reached_at()
    {
        var queue = await server.CreateQueueAsync();
        var address = new Uri(server.Address);
        using var client = new TcpClient(address.Host, address.Port);
        await using var stream = client.GetStream();
        var request = $"GET /?Action=GetQueueUrl&QueueName={queue} HTTP/1.0\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<QueueUrl>{server.Address}/000000000000/{queue}</QueueUrl>", answer, StringComparison.Ordinal);
    }

    private static string Signed(string key, string region) =>
        $"AWS4-HMAC-SHA256 Credential={key}/20261121/{region}/sqs/aws4_request, SignedHeaders=host, Signature=0";
}
