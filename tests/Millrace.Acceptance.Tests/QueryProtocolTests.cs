using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Millrace.Acceptance.Tests;

/// <summary>Forms as old clients and shell scripts write them: to the root and to a queue's own path, posted and in a URL.</summary>
public sealed class QueryProtocolTests(SharedServer shared) : IDisposable
{
    private static readonly XNamespace _sqs = "http://queue.amazonaws.com/doc/2012-11-05/";

    private readonly HttpClient _http = new() { BaseAddress = shared.Server.Address };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_unsigned_form_creates_a_queue_and_a_form_to_its_path_uses_it()
    {
        var path = await CreateQueueAsync();

        var sent = await PostAsync(path, ("Action", "SendMessage"), ("MessageBody", "a & <b>"));
        var received = await PostAsync(path, ("Action", "ReceiveMessage"), ("AttributeName.1", "All"));
        var message = received.Descendants(_sqs + "Message").Single();
        var handle = message.Element(_sqs + "ReceiptHandle")!.Value;
        await PostAsync(path, ("Action", "DeleteMessage"), ("ReceiptHandle", handle));
        var empty = await PostAsync(path, ("Action", "ReceiveMessage"), ("VisibilityTimeout", "0"));

        Assert.Equal("a & <b>", message.Element(_sqs + "Body")!.Value);
        Assert.Equal(Value(sent, "MessageId"), message.Element(_sqs + "MessageId")!.Value);
        Assert.NotEmpty(Value(sent, "RequestId"));
        Assert.True(empty.Descendants(_sqs + "ReceiveMessageResult").Single().IsEmpty);
    }

    [Fact]
    public async Task A_GET_does_what_a_form_does()
    {
        var path = await CreateQueueAsync();

        using var sent = await _http.GetAsync($"{path}?Action=SendMessage&MessageBody=by%20GET&Version=2012-11-05");
        using var received = await _http.GetAsync($"/?Action=ReceiveMessage&QueueUrl={Uri.EscapeDataString(path)}");

        Assert.Equal("text/xml", sent.Content.Headers.ContentType!.MediaType);
        Assert.Equal("by GET", Value(XDocument.Parse(await received.Content.ReadAsStringAsync()), "Body"));
    }

    [Fact]
    public async Task The_parameter_that_names_a_queue_beats_the_path()
    {
        var first = await CreateQueueAsync();
        var second = await CreateQueueAsync();

        await PostAsync(first, ("Action", "SendMessage"), ("QueueUrl", second), ("MessageBody", "for the second"));

        Assert.Empty((await PostAsync(first, ("Action", "ReceiveMessage"))).Descendants(_sqs + "Message"));
        Assert.Single((await PostAsync(second, ("Action", "ReceiveMessage"))).Descendants(_sqs + "Message"));
    }

    [Fact]
    public async Task Who_accepts_JSON_gets_JSON()
    {
        var path = await CreateQueueAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?Action=SendMessage&MessageBody=x");
        request.Headers.Accept.ParseAdd("application/json");

        using var answer = await _http.SendAsync(request);

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var sent = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["SendMessageResponse"]!;
        Assert.NotEmpty(sent["SendMessageResult"]!["MessageId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_signed_for_another_account_reaches_that_account()
    {
        using var request = Form("/", ("Action", "CreateQueue"), ("QueueName", Name()));
        const string Scope = "555555555555/20260101/eu-central-1/sqs/aws4_request";
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Scope}, SignedHeaders=host, Signature=00"
        );

        using var answer = await _http.SendAsync(request);

        var url = Value(XDocument.Parse(await answer.Content.ReadAsStringAsync()), "QueueUrl");
        Assert.Contains("/555555555555/", url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "NoSuchAction", HttpStatusCode.BadRequest, "InvalidAction")]
    [InlineData("/000000000000/some-queue", "ListQueues", HttpStatusCode.BadRequest, "InvalidAction")]
    [InlineData("/000000000000/some-queue", "CreateQueue", HttpStatusCode.BadRequest, "InvalidAction")]
    [InlineData(
        "/000000000000/no-such-queue",
        "ReceiveMessage",
        HttpStatusCode.BadRequest,
        "AWS.SimpleQueueService.NonExistentQueue"
    )]
    public async Task A_form_that_asks_for_nothing_there_is_refused_in_XML(
        string path,
        string action,
        HttpStatusCode status,
        string code
    )
    {
        using var request = Form(path, ("Action", action), ("QueueName", "x"));
        using var answer = await _http.SendAsync(request);

        var error = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, Value(error, "Code"));
        Assert.Equal("Sender", Value(error, "Type"));
    }

    [Fact]
    public async Task A_GET_without_an_action_is_an_unknown_operation()
    {
        using var answer = await _http.GetAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("UnknownOperation", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_may_be_posted_to_the_queues_path_too()
    {
        var path = await CreateQueueAsync();
        var body = new JsonObject { ["QueueUrl"] = path, ["MessageBody"] = "as the SDK for PHP does" };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body.ToJsonString(), null, "application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "AmazonSQS.SendMessage");

        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/x-amz-json-1.0", answer.Content.Headers.ContentType!.MediaType);
    }

    private static string Name() => $"query-{Guid.NewGuid():N}";

    private static string Value(XDocument document, string name) =>
        document.Descendants().First(element => element.Name.LocalName == name).Value;

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };

    private async Task<string> CreateQueueAsync()
    {
        var created = await PostAsync("/", ("Action", "CreateQueue"), ("QueueName", Name()), ("Version", "2012-11-05"));
        return new Uri(Value(created, "QueueUrl")).AbsolutePath;
    }

    private async Task<XDocument> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = Form(path, fields);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return XDocument.Parse(text);
    }
}
