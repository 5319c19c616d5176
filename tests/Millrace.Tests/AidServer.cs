using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;

namespace Millrace.Tests;

/// <summary>A server inside this process whose clock can be moved, with short ways to ask SQS and the aids.</summary>
internal sealed class AidServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-aid-tests-");
    private readonly MillraceOptions _options;
    private Server? _server;

    private AidServer(Func<MillraceOptions, MillraceOptions> change) =>
        _options = change(
            new MillraceOptions
            {
                Server = new ServerOptions { Port = 0, Data = _folder.FullName },
                Aids = new AidsOptions { Clock = true },
                Log = new LogOptions { Level = LogLevel.None },
            }
        );

    public HttpClient Http { get; private set; } = new();

    public static async Task<AidServer> StartAsync(Func<MillraceOptions, MillraceOptions>? change = null)
    {
        var server = new AidServer(change ?? (options => options));
        await server.StartAgainAsync();
        return server;
    }

    public static string ArnOf(string queue) => $"arn:aws:sqs:us-east-1:000000000000:{queue}";

    /// <summary>Stops the server, if it runs, and starts another one on the same store.</summary>
    public async Task StartAgainAsync(Func<MillraceOptions, MillraceOptions>? change = null)
    {
        Http.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _server = await Server.StartAsync(change is null ? _options : change(_options), TimeProvider.System);
        var address = new UriBuilder(_server.Address) { Host = "127.0.0.1" };
        Http = new HttpClient { BaseAddress = address.Uri };
    }

    /// <summary>An operation of SQS in awsJson; fails the test when it is refused.</summary>
    public async Task<JsonNode> SqsAsync(string operation, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/");
        message.Headers.Add("X-Amz-Target", "AmazonSQS." + operation);
        message.Content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0");
        using var answer = await Http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    /// <summary>An operation of SNS as a form (the Query protocol); the answer without namespaces.</summary>
    public async Task<XElement> SnsAsync(string operation, params (string Name, string Value)[] parameters)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent([
                new("Action", operation),
                .. parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)),
            ]),
        };
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=00"
        );
        using var answer = await Http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        var plain = XElement.Parse(text);
        foreach (var element in plain.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return plain;
    }

    /// <summary>Completes when no call between resources is on its way any more.</summary>
    public async Task SettleAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!(await Http.GetStringAsync("/metrics", patience.Token)).Contains("\nmillrace_calls_pending 0\n")) { }
    }

    public Task CreateAsync(string queue, params (string Name, string Value)[] attributes) =>
        SqsAsync("CreateQueue", new() { ["QueueName"] = queue, ["Attributes"] = Map(attributes) });

    public async Task<string> SendAsync(string queue, string body, int delaySeconds = 0) =>
        (string)
            (
                await SqsAsync(
                    "SendMessage",
                    new()
                    {
                        ["QueueUrl"] = queue,
                        ["MessageBody"] = body,
                        ["DelaySeconds"] = delaySeconds,
                    }
                )
            )["MessageId"]!;

    /// <summary>The bodies a receive gets.</summary>
    public async Task<List<string>> ReceiveAsync(
        string queue,
        int visibilitySeconds = 30,
        int waitSeconds = 0,
        bool delete = false
    )
    {
        var received = await SqsAsync(
            "ReceiveMessage",
            new()
            {
                ["QueueUrl"] = queue,
                ["MaxNumberOfMessages"] = 10,
                ["VisibilityTimeout"] = visibilitySeconds,
                ["WaitTimeSeconds"] = waitSeconds,
            }
        );
        var messages = received["Messages"]?.AsArray() ?? [];
        foreach (var message in delete ? messages : [])
        {
            await SqsAsync(
                "DeleteMessage",
                new() { ["QueueUrl"] = queue, ["ReceiptHandle"] = (string)message!["ReceiptHandle"]! }
            );
        }

        return [.. messages.Select(message => (string)message!["Body"]!)];
    }

    /// <summary>What an aid answers to a GET.</summary>
    public Task<JsonNode> GetAsync(string path) => OkAsync(new HttpRequestMessage(HttpMethod.Get, "/_millrace/" + path));

    /// <summary>What an aid answers to a POST.</summary>
    public Task<JsonNode> PostAsync(string path, string? json = null) => OkAsync(Post(path, json));

    public Task<JsonNode> MoveClockAsync(TimeSpan by) =>
        PostAsync("clock", $$"""{"advance": {{by.TotalSeconds.ToString(CultureInfo.InvariantCulture)}}}""");

    /// <summary>Status and error code of a request that is to be refused.</summary>
    public async Task<(HttpStatusCode Status, string Error)> RefusedAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var error = JsonNode.Parse(text)!;
        Assert.NotEmpty((string)error["message"]!);
        return (answer.StatusCode, (string)error["error"]!);
    }

    public static HttpRequestMessage Post(string path, string? json = null, string type = "application/json") =>
        new(HttpMethod.Post, "/_millrace/" + path)
        {
            Content = json is null
                ? null
                : new StringContent(json, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<JsonNode> OkAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private static JsonObject Map((string Name, string Value)[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));
}
