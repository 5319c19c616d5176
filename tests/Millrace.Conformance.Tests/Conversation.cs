using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>One recorded case being played: the requests go out, and every answer that was recorded is compared.</summary>
internal sealed class Conversation(RunningServer server, string caseName, Recording recording)
{
    private readonly AwsClient _client = new(server, RecordedSqs.IsQuery(caseName));
    private readonly HashSet<string> _compared = [];

    public RunningServer Server => server;

    /// <summary>What the case ran with, <c>sqs-True</c>; empty when there is only one.</summary>
    public string Variant { get; } = RecordedCases.VariantOf(caseName);

    /// <summary>The same caller, whatever protocol the case is in.</summary>
    public AwsClient Query { get; } = new(server, isQuery: true);

    public AwsClient Json { get; } = new(server, isQuery: false);

    /// <summary>A name that no other case uses.</summary>
    public string Name { get; } = $"case-{Guid.NewGuid():N}";

    /// <summary>What AWS answered, by name; for cases that quote what they were asked.</summary>
    public JsonObject Recorded => recording.Answers;

    /// <summary>Names of answers that AWS gave and the script has not compared.</summary>
    public IEnumerable<string> Uncompared => recording.Names.Except(_compared);

    public Task<JsonObject> CallAsync(string operation, JsonObject request) => _client.CallAsync(operation, request);

    /// <summary>Asks for what must succeed.</summary>
    public async Task<JsonObject> DoAsync(string operation, JsonObject request)
    {
        var answer = await CallAsync(operation, request);
        Assert.True(answer["Error"] is null, $"{operation}: {answer["Error"]?.ToJsonString()}");
        return answer;
    }

    public async Task<string> CreateQueueAsync(JsonObject? attributes = null, string suffix = "")
    {
        var request = new JsonObject { ["QueueName"] = Name + suffix };
        if (attributes is not null)
        {
            request["Attributes"] = attributes;
        }

        return (string)(await DoAsync("CreateQueue", request))["QueueUrl"]!;
    }

    public async Task<string> ArnAsync(string queueUrl) =>
        (string)
            (
                await DoAsync(
                    "GetQueueAttributes",
                    new JsonObject { ["QueueUrl"] = queueUrl, ["AttributeNames"] = new JsonArray("QueueArn") }
                )
            )["Attributes"]!["QueueArn"]!;

    public Task<JsonObject> SendAsync(string queueUrl, string body) =>
        DoAsync("SendMessage", new JsonObject { ["QueueUrl"] = queueUrl, ["MessageBody"] = body });

    /// <summary>Asks and compares the answer with the one recorded under a name.</summary>
    public async Task<JsonObject> CompareAsync(string name, string operation, JsonObject request)
    {
        var answer = await CallAsync(operation, request);
        Compare(name, answer);
        return answer;
    }

    public void Compare(string name, JsonNode? actual)
    {
        _compared.Add(name);
        var difference = recording.Difference(name, actual);
        Assert.True(difference is null, $"{difference}\nThe whole answer: {actual?.ToJsonString()}");
    }
}
