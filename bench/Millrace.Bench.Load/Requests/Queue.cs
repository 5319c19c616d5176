using System.Globalization;
using System.Text;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Requests;

/// <summary>A queue on the server under load, and the requests that go to it.</summary>
public sealed class Queue
{
    private readonly int _port;

    private Queue(int port, string url)
    {
        _port = port;
        Url = url;
    }

    /// <summary>The queue's URL as the server gave it.</summary>
    public string Url { get; }

    /// <summary>Creates a queue whose received messages stay invisible for the longest time there is, 12 hours.</summary>
    /// <exception cref="LoadException">The server refused.</exception>
    public static Queue Create(int port, string name) => Create(port, name, """{"VisibilityTimeout": "43200"}""");

    /// <summary>Creates a FIFO queue whose received messages stay invisible for the longest time there is, 12 hours.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="name">The name, which ends in .fifo.</param>
    /// <exception cref="LoadException">The server refused.</exception>
    public static Queue CreateFifo(int port, string name) =>
        Create(port, name, """{"FifoQueue": "true", "VisibilityTimeout": "43200"}""");

    private static Queue Create(int port, string name, string attributes)
    {
        var request = SqsRequest.Build(port, "CreateQueue", $$"""{"QueueName": "{{name}}", "Attributes": {{attributes}}}""");
        return new Queue(port, Member(Ask(port, "CreateQueue", request), "QueueUrl"));
    }

    public byte[] SendMessage(string body) =>
        SqsRequest.Build(_port, "SendMessage", $$"""{"QueueUrl": "{{Url}}", "MessageBody": {{Quoted(body)}}}""");

    /// <summary>A message with a group: a tenant's of a standard queue.</summary>
    public byte[] SendMessage(string body, string group) =>
        SqsRequest.Build(
            _port,
            "SendMessage",
            $$"""{"QueueUrl": "{{Url}}", "MessageBody": {{Quoted(body)}}, "MessageGroupId": "{{group}}"}"""
        );

    /// <summary>A message to a group of a FIFO queue.</summary>
    public byte[] SendMessage(string body, string group, string deduplicationId) =>
        SqsRequest.Build(
            _port,
            "SendMessage",
            $$"""{"QueueUrl": "{{Url}}", "MessageBody": {{Quoted(body)}}, "MessageGroupId": "{{group}}", "MessageDeduplicationId": "{{deduplicationId}}"}"""
        );

    /// <summary>Sends one message to a group of a FIFO queue and waits for the answer.</summary>
    /// <exception cref="LoadException">The server refused.</exception>
    public void Send(string body, string group, string deduplicationId) =>
        Ask(_port, "SendMessage", SendMessage(body, group, deduplicationId));

    /// <summary>A batch with entries 0 to <paramref name="entries"/> - 1, all with the same body.</summary>
    /// <param name="body">The body of every entry.</param>
    /// <param name="entries">How many.</param>
    /// <param name="group">The tenant that sends them; null leaves the member out.</param>
    public byte[] SendMessageBatch(string body, int entries, string? group = null)
    {
        var member = group is null ? string.Empty : $", \"MessageGroupId\": \"{group}\"";
        var quoted = Quoted(body);
        var list = string.Join(
            ", ",
            Enumerable.Range(0, entries).Select(id => $$"""{"Id": "{{id}}", "MessageBody": {{quoted}}{{member}}}""")
        );
        return SqsRequest.Build(_port, "SendMessageBatch", $$"""{"QueueUrl": "{{Url}}", "Entries": [{{list}}]}""");
    }

    /// <summary>Asks for one message.</summary>
    /// <param name="waitSeconds">The long poll's length in seconds, 0 to 20; null leaves the member out, as most callers do.</param>
    public byte[] ReceiveMessage(int? waitSeconds = null)
    {
        var wait = waitSeconds is null ? string.Empty : $", \"WaitTimeSeconds\": {waitSeconds}";
        return SqsRequest.Build(_port, "ReceiveMessage", $$"""{"QueueUrl": "{{Url}}", "MaxNumberOfMessages": 1{{wait}}}""");
    }

    /// <param name="receiptHandle">The handle as it stood between its quotes in the answer, JSON escapes included.</param>
    public byte[] DeleteMessage(string receiptHandle) =>
        SqsRequest.Build(_port, "DeleteMessage", $$"""{"QueueUrl": "{{Url}}", "ReceiptHandle": "{{receiptHandle}}"}""");

    /// <summary>The server's own count of visible messages.</summary>
    public long ApproximateNumberOfMessages()
    {
        var request = SqsRequest.Build(
            _port,
            "GetQueueAttributes",
            $$"""{"QueueUrl": "{{Url}}", "AttributeNames": ["ApproximateNumberOfMessages"]}"""
        );
        var count = Member(Ask(_port, "GetQueueAttributes", request), "ApproximateNumberOfMessages");
        return long.Parse(count, CultureInfo.InvariantCulture);
    }

    /// <summary>Sends one message, receives it and deletes it: proof that the server works, and a sample of its receipt handles.</summary>
    /// <returns>The handle as it stands in JSON.</returns>
    public string TryOut(string body) => TryOut(SendMessage(body));

    /// <inheritdoc cref="TryOut(string)"/>
    public string TryOut(byte[] send)
    {
        Ask(_port, "SendMessage", send);
        var handle = Member(Ask(_port, "ReceiveMessage", ReceiveMessage()), "ReceiptHandle");
        Ask(_port, "DeleteMessage", DeleteMessage(handle));
        return handle;
    }

    // boto3 writes its JSON with the least escaping JSON allows; System.Text.Json's default escapes quotes as \u0022.
    private static string Quoted(string body) =>
        '"' + body.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private static byte[] Ask(int port, string operation, byte[] request)
    {
        var (status, body) = SingleExchange.Send(port, request);
        return status == 200
            ? body
            : throw new LoadException($"{operation} was answered with status {status}: {Encoding.UTF8.GetString(body)}");
    }

    private static string Member(byte[] answer, string name)
    {
        var value = JsonSpan.StringAfter(answer, Encoding.UTF8.GetBytes($"\"{name}\""));
        return value.IsEmpty
            ? throw new LoadException($"Expected {name} in the answer, got {Encoding.UTF8.GetString(answer)}")
            : Encoding.UTF8.GetString(value);
    }
}
