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

    private static string Signed(string key, string region) =>
        $"AWS4-HMAC-SHA256 Credential={key}/20261121/{region}/sqs/aws4_request, SignedHeaders=host, Signature=0";
}
