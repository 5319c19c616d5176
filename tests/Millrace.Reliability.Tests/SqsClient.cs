using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Reliability.Tests;

/// <summary>
/// A client by hand: awsJson 1.0 over one connection of its own. It repeats nothing, so a test knows of every request whether it
/// was acknowledged, refused (<see cref="RefusedException"/>) or lost with its connection (<see cref="HttpRequestException"/>).
/// </summary>
public sealed class SqsClient : IDisposable
{
    private readonly HttpClient _http;

    public SqsClient(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
        {
            BaseAddress = address,
        };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Creates a queue, or finds it; its URL, whose path is the same at every start.</summary>
    public async Task<string> CreateQueueAsync(string name) =>
        Text(await CallAsync("CreateQueue", new { QueueName = name }), "QueueUrl");

    /// <summary>Creates a FIFO queue, or finds it.</summary>
    public async Task<string> CreateFifoQueueAsync(string name) =>
        Text(await CallAsync("CreateQueue", new { QueueName = name, Attributes = new { FifoQueue = "true" } }), "QueueUrl");

    public async Task<SentMessage> SendAsync(string queueUrl, string body)
    {
        var answer = await CallAsync("SendMessage", new { QueueUrl = queueUrl, MessageBody = body });
        return new SentMessage(Text(answer, "MessageId"), Text(answer, "MD5OfMessageBody"));
    }

    /// <summary>Sends to a group of a FIFO queue.</summary>
    public async Task<SentMessage> SendAsync(string queueUrl, string body, string group, string deduplicationId)
    {
        var answer = await CallAsync(
            "SendMessage",
            new
            {
                QueueUrl = queueUrl,
                MessageBody = body,
                MessageGroupId = group,
                MessageDeduplicationId = deduplicationId,
            }
        );
        return new SentMessage(Text(answer, "MessageId"), Text(answer, "MD5OfMessageBody"))
        {
            SequenceNumber = Text(answer, "SequenceNumber"),
        };
    }

    /// <summary>Sends up to ten; what was acknowledged, in the order of the bodies.</summary>
    public async Task<IReadOnlyList<SentMessage>> SendBatchAsync(string queueUrl, IReadOnlyList<string> bodies)
    {
        var entries = bodies.Select((body, index) => new { Id = Id(index), MessageBody = body });
        var answer = await CallAsync("SendMessageBatch", new { QueueUrl = queueUrl, Entries = entries });
        Assert.Null(answer["Failed"]);
        var sent = answer["Successful"]!.AsArray().ToDictionary(entry => Text(entry!, "Id"), StringComparer.Ordinal);
        return
        [
            .. bodies
                .Select((_, index) => sent[Id(index)]!)
                .Select(entry => new SentMessage(Text(entry, "MessageId"), Text(entry, "MD5OfMessageBody"))),
        ];
    }

    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queueUrl,
        int most = 10,
        int visibilitySeconds = 600,
        int waitSeconds = 0
    )
    {
        var answer = await CallAsync(
            "ReceiveMessage",
            new
            {
                QueueUrl = queueUrl,
                MaxNumberOfMessages = most,
                VisibilityTimeout = visibilitySeconds,
                WaitTimeSeconds = waitSeconds,
                MessageSystemAttributeNames = new[] { "ApproximateReceiveCount", "SequenceNumber" },
            }
        );
        return [.. (answer["Messages"]?.AsArray() ?? []).Select(message => Received(message!))];
    }

    public Task DeleteAsync(string queueUrl, string receiptHandle) =>
        CallAsync("DeleteMessage", new { QueueUrl = queueUrl, ReceiptHandle = receiptHandle });

    public async Task DeleteBatchAsync(string queueUrl, IReadOnlyList<string> receiptHandles)
    {
        var entries = receiptHandles.Select((handle, index) => new { Id = Id(index), ReceiptHandle = handle });
        var answer = await CallAsync("DeleteMessageBatch", new { QueueUrl = queueUrl, Entries = entries });
        Assert.Null(answer["Failed"]);
        Assert.Equal(receiptHandles.Count, answer["Successful"]!.AsArray().Count);
    }

    /// <summary>How many messages the queue says it has: to be received, and held by somebody.</summary>
    public async Task<(int Visible, int InFlight)> CountAsync(string queueUrl)
    {
        var answer = await CallAsync("GetQueueAttributes", new { QueueUrl = queueUrl, AttributeNames = new[] { "All" } });
        var attributes = answer["Attributes"]!;
        return (Number(attributes, "ApproximateNumberOfMessages"), Number(attributes, "ApproximateNumberOfMessagesNotVisible"));
    }

    /// <summary>A page for operators: its status and text.</summary>
    public async Task<(HttpStatusCode Status, string Text)> PageAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> CallAsync(string operation, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/");
        message.Headers.Add("X-Amz-Target", "AmazonSQS." + operation);
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var answer = await _http.SendAsync(message);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var json = body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
        return answer.StatusCode == HttpStatusCode.OK
            ? json
            : throw new RefusedException(answer.StatusCode, $"{operation}: {json.ToJsonString()}");
    }

    private static ReceivedMessage Received(JsonNode message) =>
        new(
            Text(message, "MessageId"),
            Text(message, "Body"),
            Text(message, "MD5OfBody"),
            Text(message, "ReceiptHandle"),
            Number(message["Attributes"]!, "ApproximateReceiveCount")
        )
        {
            SequenceNumber = message["Attributes"]!["SequenceNumber"]?.GetValue<string>(),
        };

    private static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => int.Parse(Text(node, name), CultureInfo.InvariantCulture);
}

/// <summary>What a send acknowledges.</summary>
public sealed record SentMessage(string MessageId, string BodyMd5)
{
    /// <summary>On a FIFO queue.</summary>
    public string? SequenceNumber { get; init; }
}

/// <summary>A message as a receive gives it.</summary>
public sealed record ReceivedMessage(string MessageId, string Body, string BodyMd5, string ReceiptHandle, int ReceiveCount)
{
    /// <summary>On a FIFO queue.</summary>
    public string? SequenceNumber { get; init; }
}

/// <summary>The server answered, and the answer was no.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException() { }

    public RefusedException(string message)
        : base(message) { }

    public RefusedException(string message, Exception inner)
        : base(message, inner) { }

    public RefusedException(HttpStatusCode status, string message)
        : base($"{(int)status} {message}") => Status = status;

    public HttpStatusCode Status { get; }
}
