namespace Millrace.Wire.Tests.Requests;

/// <summary>awsJson: where requests may be sent, and the error's body, headers and status.</summary>
public sealed class JsonRequestTests(PipelineServer server)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/000000000000/any-queue")]
    public async Task A_request_reaches_a_queue_on_the_root_and_on_any_queues_path(string path)
    {
        var queue = await server.CreateQueueAsync();
        var body = $$"""{"QueueUrl":"{{queue}}","MessageBody":"hello"}""";
        var answer = await WireRequest.Json("SendMessage", body, path).SendAsync(server);

        Assert.Equal((200, "application/x-amz-json-1.0"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal("5d41402abc4b2a76b9719d911017c592", (string?)answer.Json["MD5OfMessageBody"]);
    }

    [Fact]
    public async Task An_error_tells_the_shape_in_the_body_and_the_older_code_in_a_header()
    {
        var answer = await WireRequest.Json("GetQueueUrl", """{"QueueName":"absent"}""").SendAsync(server);
        Assert.Equal(400, answer.Status);
        Assert.Equal("com.amazonaws.sqs#QueueDoesNotExist", (string?)answer.Json["__type"]);
        Assert.Equal("The specified queue does not exist.", (string?)answer.Json["message"]);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", answer.Header("x-amzn-query-error"));
    }

    /// <summary>SDKs older than November 2024 read the older code and do not ask for it; AWS gave it to them.</summary>
    [Theory]
    [InlineData(null, 400)]
    [InlineData("false", 400)]
    [InlineData("true", 403)]
    public async Task The_older_status_is_for_those_who_ask_for_query_mode_and_the_older_code_for_all(string? mode, int status)
    {
        var queue = await server.CreateQueueAsync();
        var body = $$"""{"QueueUrl":"{{queue}}"}""";
        await WireRequest.Json("PurgeQueue", body).SendAsync(server);
        var request = WireRequest.Json("PurgeQueue", body);
        var answer = await (mode is null ? request : request.With("x-amzn-query-mode", mode)).SendAsync(server);

        Assert.Equal(status, answer.Status);
        Assert.Equal("AWS.SimpleQueueService.PurgeQueueInProgress;Sender", answer.Header("x-amzn-query-error"));
    }

    [Fact]
    public async Task An_answer_has_no_error_header()
    {
        var answer = await WireRequest.Json("ListQueues", "{}").With("x-amzn-query-mode", "true").SendAsync(server);
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Header("x-amzn-query-error"));
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_request()
    {
        var answer = await WireRequest.Json("ListQueues", "").SendAsync(server);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"Entries\":null")]
    [InlineData(",\"Entries\":[]")]
    public async Task A_batch_without_entries_is_an_empty_one(string entries)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Json("SendMessageBatch", $$"""{"QueueUrl":"{{queue}}"{{entries}}}""").SendAsync(server);
        Assert.Equal((400, "com.amazonaws.sqs#EmptyBatchRequest"), (answer.Status, (string?)answer.Json["__type"]));
        Assert.Equal("AWS.SimpleQueueService.EmptyBatchRequest;Sender", answer.Header("x-amzn-query-error"));
    }

    [Fact]
    public async Task An_operation_nobody_knows_is_an_unknown_one()
    {
        var answer = await WireRequest.Json("FooBar", "{}").SendAsync(server);
        Assert.Equal(404, answer.Status);
        Assert.Equal("com.amazon.coral.service#UnknownOperationException", (string?)answer.Json["__type"]);
        Assert.Contains("FooBar", (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_of_the_model_that_is_not_offered_is_named()
    {
        var answer = await WireRequest.Json("StartMessageMoveTask", """{"SourceArn":"x"}""").SendAsync(server);
        Assert.Equal((400, "com.amazonaws.sqs#UnsupportedOperation"), (answer.Status, (string?)answer.Json["__type"]));
        Assert.Contains("StartMessageMoveTask", (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DynamoDB_20120810.ListTables")]
    [InlineData("ListQueues")]
    [InlineData("")]
    public async Task A_target_of_no_service_here_is_not_found(string target)
    {
        var answer = await new WireRequest(HttpMethod.Post, "/", "{}", "application/x-amz-json-1.0")
            .With("X-Amz-Target", target)
            .SendAsync(server);
        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task Json_without_a_target_is_an_unknown_operation()
    {
        var request = new WireRequest(HttpMethod.Post, "/", """{"QueueName":"x"}""", "application/x-amz-json-1.0");
        var answer = await request.SendAsync(server);
        Assert.Equal(404, answer.Status);
        Assert.Contains("UnknownOperationException", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("\"QueueUrl\"")]
    [InlineData("""{"QueueUrl":5}""")]
    [InlineData("""{"QueueUrl":"q","WaitTimeSeconds":"soon"}""")]
    [InlineData("""{"QueueUrl":"q","WaitTimeSeconds":99999999999}""")]
    [InlineData("Action=ReceiveMessage")]
    public async Task A_body_that_is_not_the_request_in_json_cannot_be_read(string body)
    {
        var answer = await WireRequest.Json("ReceiveMessage", body).SendAsync(server);
        Assert.Equal(400, answer.Status);
        Assert.EndsWith("#SerializationException", (string?)answer.Json["__type"], StringComparison.Ordinal);
        Assert.NotEqual("", (string?)answer.Json["message"]);
    }

    [Fact]
    public async Task What_is_unknown_or_null_in_a_request_is_passed_over()
    {
        var queue = await server.CreateQueueAsync();
        var body = $$"""{"QueueUrl":"{{queue}}","MaxNumberOfMessages":null,"Unheard":{"of":[1,2]} }""";
        var answer = await WireRequest.Json("ReceiveMessage", body).SendAsync(server);
        Assert.Equal((200, "{}"), (answer.Status, answer.Body));
    }
}
