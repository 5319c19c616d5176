namespace Millrace.Wire.Tests.Requests;

/// <summary>awsQuery: where forms may be sent, what is understood there, and the shape of what comes back.</summary>
public sealed class QueryRequestTests(PipelineServer server)
{
    private const string Account = "000000000000";

    [Fact]
    public async Task A_form_reaches_a_queue_on_the_root_and_on_the_queues_own_path()
    {
        var queue = await server.CreateQueueAsync();
        var onRoot = await WireRequest.Form($"Action=SendMessage&QueueUrl={queue}&MessageBody=a").SendAsync(server);
        var onPath = await WireRequest.Form("Action=SendMessage&MessageBody=b", $"/{Account}/{queue}").SendAsync(server);

        Assert.Equal((200, 200), (onRoot.Status, onPath.Status));
        Assert.Equal("text/xml", onPath.Header("Content-Type"));
        Assert.Equal(("a", "b"), (await ReceiveAsync(queue), await ReceiveAsync(queue)));
    }

    /// <summary>A form has no way to write an empty list, so an absent one is what EmptyBatchRequest is about.</summary>
    [Theory]
    [InlineData("SendMessageBatch")]
    [InlineData("DeleteMessageBatch")]
    [InlineData("ChangeMessageVisibilityBatch")]
    public async Task A_batch_without_entries_is_an_empty_one(string action)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Form($"Action={action}&QueueUrl={queue}").SendAsync(server);
        Assert.Equal(
            (
                400,
                "AWS.SimpleQueueService.EmptyBatchRequest",
                $"There should be at least one {action}RequestEntry in the request."
            ),
            (answer.Status, answer.Xml("Code"), answer.Xml("Message"))
        );
    }

    [Fact]
    public async Task The_parameter_names_the_queue_before_the_path_does()
    {
        var onPath = await server.CreateQueueAsync();
        var named = await server.CreateQueueAsync();
        await WireRequest
            .Form($"Action=SendMessage&QueueUrl={named}&MessageBody=hello", $"/{Account}/{onPath}")
            .SendAsync(server);

        Assert.Equal("hello", await ReceiveAsync(named));
        Assert.Null(await ReceiveAsync(onPath));
    }

    [Fact]
    public async Task A_get_carries_its_request_in_the_query_string()
    {
        var queue = await server.CreateQueueAsync();
        var sent = await WireRequest.Get($"/{Account}/{queue}?Action=SendMessage&MessageBody=one+two%21").SendAsync(server);

        Assert.Equal(200, sent.Status);
        Assert.Equal("one two!", await ReceiveAsync(queue));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/000000000000/orders")]
    public async Task A_get_without_an_action_is_an_unknown_operation(string path)
    {
        var answer = await WireRequest.Get(path).SendAsync(server);
        Assert.Equal((404, "UnknownOperationException"), (answer.Status, answer.Xml("Code")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/000000000000/orders")]
    public async Task An_unknown_action_is_an_invalid_one(string path)
    {
        var answer = await WireRequest.Get(path + "?Action=FooBar&Version=2012-11-05").SendAsync(server);
        Assert.Equal(
            (400, "Sender", "InvalidAction", "The action FooBar is not valid for this endpoint."),
            (answer.Status, answer.Xml("Type"), answer.Xml("Code"), answer.Xml("Message"))
        );
    }

    [Theory]
    [InlineData("Action=ListQueues")]
    [InlineData("Action=CreateQueue&QueueName=another")]
    [InlineData("Action=GetQueueUrl&QueueName=another")]
    public async Task An_action_that_is_for_no_queue_in_particular_is_invalid_on_a_queues_path(string form)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Form(form, $"/{Account}/{queue}").SendAsync(server);
        Assert.Equal((400, "InvalidAction"), (answer.Status, answer.Xml("Code")));
    }

    [Fact]
    public async Task An_action_of_the_model_that_is_not_offered_is_named()
    {
        var answer = await WireRequest.Form("Action=AddPermission&QueueUrl=q&Label=x").SendAsync(server);
        Assert.Equal((400, "AWS.SimpleQueueService.UnsupportedOperation"), (answer.Status, answer.Xml("Code")));
        Assert.Contains("AddPermission", answer.Xml("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_parameter_is_named()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Get($"/{Account}/{queue}?Action=SendMessage").SendAsync(server);
        Assert.Equal(
            (400, "MissingParameter", "The request must contain the parameter MessageBody."),
            (answer.Status, answer.Xml("Code"), answer.Xml("Message"))
        );
    }

    [Theory]
    [InlineData("{\r\n\"a\": 1}\r")]
    [InlineData(" <&>'\"]]> \t")]
    [InlineData("grüße 🚂")]
    public async Task A_body_comes_back_as_it_was(string body)
    {
        var queue = await server.CreateQueueAsync();
        await WireRequest.Form($"Action=SendMessage&QueueUrl={queue}&MessageBody={Uri.EscapeDataString(body)}").SendAsync(server);
        var answer = await WireRequest.Form($"Action=ReceiveMessage&QueueUrl={queue}").SendAsync(server);
        Assert.Equal(body, answer.Xml("Body"));
    }

    [Fact]
    public async Task A_receive_without_messages_is_an_empty_element()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Form($"Action=ReceiveMessage&QueueUrl={queue}").SendAsync(server);
        Assert.Contains("<ReceiveMessageResult/>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_tells_type_code_message_and_an_empty_detail()
    {
        var answer = await WireRequest.Form("Action=DeleteQueue&QueueUrl=absent").SendAsync(server);
        Assert.Equal(
            (400, "Sender", "AWS.SimpleQueueService.NonExistentQueue", ""),
            (answer.Status, answer.Xml("Type"), answer.Xml("Code"), answer.Xml("Detail"))
        );
        Assert.Equal("The specified queue does not exist for this wsdl version.", answer.Xml("Message"));
        Assert.Null(answer.Header("x-amzn-query-error"));
    }

    [Fact]
    public async Task An_error_has_its_own_status()
    {
        var queue = await server.CreateQueueAsync();
        await WireRequest.Form($"Action=PurgeQueue&QueueUrl={queue}").SendAsync(server);
        var answer = await WireRequest.Form($"Action=PurgeQueue&QueueUrl={queue}").SendAsync(server);
        Assert.Equal((403, "AWS.SimpleQueueService.PurgeQueueInProgress"), (answer.Status, answer.Xml("Code")));
    }

    [Fact]
    public async Task Who_accepts_json_gets_answers_and_errors_in_json()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest
            .Form($"Action=GetQueueUrl&QueueName={queue}")
            .With("Accept", "application/json")
            .SendAsync(server);
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.EndsWith(
            "/" + queue,
            (string?)answer.Json["GetQueueUrlResponse"]!["GetQueueUrlResult"]!["QueueUrl"],
            StringComparison.Ordinal
        );

        var error = await WireRequest
            .Form("Action=GetQueueUrl&QueueName=absent")
            .With("Accept", "application/json")
            .SendAsync(server);
        Assert.Equal(400, error.Status);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", (string?)error.Json["Error"]!["Code"]);
    }

    [Theory]
    [InlineData("Action=SendMessage&MessageBody=%zz")]
    [InlineData("Action=SendMessage&MessageAttribute.1.Name=a&MessageAttribute.1=b")]
    [InlineData("Action=ReceiveMessage&MaxNumberOfMessages=many")]
    public async Task A_malformed_form_is_the_senders_mistake(string form)
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest.Form(form, $"/{Account}/{queue}").SendAsync(server);
        Assert.Equal((400, "Sender"), (answer.Status, answer.Xml("Type")));
        Assert.StartsWith("Malformed", answer.Xml("Code"), StringComparison.Ordinal);
    }

    private async Task<string?> ReceiveAsync(string queue)
    {
        var answer = await WireRequest.Json("ReceiveMessage", $$"""{"QueueUrl":"{{queue}}"}""").SendAsync(server);
        return (string?)answer.Json["Messages"]?[0]?["Body"];
    }
}
