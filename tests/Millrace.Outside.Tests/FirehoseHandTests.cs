using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>Records put into Firehose streams at a configured endpoint.</summary>
public sealed class FirehoseHandTests : IAsyncLifetime
{
    private const string Stream = "arn:aws:firehose:eu-central-1:111122223333:deliverystream/archive";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG";

    private readonly AheadTime _time = new();
    private HookServer _endpoint = null!;

    public async ValueTask InitializeAsync() => _endpoint = await HookServer.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_record_is_put_with_PutRecord_and_its_data_in_base64()
    {
        Assert.Null(await PutAsync("grüße"));
        var request = await _endpoint.NextAsync();
        Assert.Equal("POST", request.Method);
        Assert.Equal("Firehose_20150804.PutRecord", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        var body = JsonNode.Parse(request.Text)!;
        Assert.Equal("archive", (string?)body["DeliveryStreamName"]);
        Assert.Equal("grüße", Encoding.UTF8.GetString(Convert.FromBase64String((string)body["Record"]!["Data"]!)));
    }

    [Fact]
    public async Task A_request_is_signed_for_the_stream_s_region()
    {
        Assert.Null(await PutAsync("hello"));
        var request = await _endpoint.NextAsync();
        var authorization = request.Headers["Authorization"];
        var date = request.Headers["X-Amz-Date"];
        var scope = $"{date[..8]}/eu-central-1/firehose/aws4_request";
        Assert.StartsWith($"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}, ", authorization, StringComparison.Ordinal);
        Assert.Contains("host", Part(authorization, "SignedHeaders"), StringComparison.Ordinal);
        Assert.Contains("x-amz-target", Part(authorization, "SignedHeaders"), StringComparison.Ordinal);
        Assert.Equal(Signature(request, scope, Part(authorization, "SignedHeaders")), Part(authorization, "Signature"));
    }

    [Theory]
    [InlineData(400, """{"__type":"ResourceNotFoundException","message":"no stream"}""", "ResourceNotFoundException", false)]
    [InlineData(400, """{"__type":"com.amazonaws#ThrottlingException","Message":"slow"}""", "ThrottlingException", true)]
    [InlineData(503, """{"__type":"ServiceUnavailableException"}""", "ServiceUnavailableException", true)]
    [InlineData(500, "<html>", "500", true)]
    [InlineData(403, "[]", "403", false)]
    [InlineData(429, "", "429", true)]
    public async Task An_error_has_the_code_that_the_endpoint_gave_it(int status, string body, string code, bool isTransient)
    {
        _endpoint.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        };
        var refusal = await PutAsync("hello");
        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        Assert.Equal(isTransient, refusal.IsTransient);
    }

    [Fact]
    public async Task Without_an_endpoint_a_record_is_refused_and_the_option_named()
    {
        using var hand = new FirehoseHand(new OutsideOptions(), _time);
        var refusal = await hand.MakeAsync(CallTo(), new StreamRecord(Stream, "x"u8.ToArray()), default);
        Assert.Equal(
            new CallRefusal("NotConfigured", "This server knows no Firehose: outside.firehose.endpoint is not set."),
            refusal
        );
    }

    [Fact]
    public async Task What_is_no_stream_is_refused() =>
        Assert.True(
            await PutAsync("x", "arn:aws:firehose:eu-central-1:111122223333:archive")
                is { Code: "InvalidEndpoint", IsTransient: false }
        );

    /// <summary>The region becomes part of a host name: another host in its place would get the record, and the signed request.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("@127.0.0.1")]
    [InlineData("key@127.0.0.1")]
    [InlineData("")]
    [InlineData("EU-CENTRAL-1")]
    public async Task What_is_no_region_in_a_stream_s_ARN_leads_nowhere(string region)
    {
        var port = new Uri(_endpoint.Url).Port;
        var stream = $"arn:aws:firehose:{region}:111122223333:deliverystream/archive";
        var refusal = await PutAsync("x", stream, $"http://{{region}}:{port}/");
        Assert.True(refusal is { Code: "InvalidEndpoint", IsTransient: false }, refusal?.ToString());
        Assert.Equal(0, _endpoint.WaitingAt());
    }

    [Fact]
    public async Task A_stream_of_another_account_is_asked_through_the_endpoint_and_gets_what_is_published_once_it_confirms()
    {
        await using var server = await RunningServer.StartAsync(OptionsWith(_endpoint.Url));
        var client = server.Client();
        var topic = client.Arn("sns", "orders");
        await client.CallAsync("sns", "CreateTopic", ("Name", "orders"));
        await client.CallAsync("sns", "Subscribe", ("TopicArn", topic), ("Protocol", "firehose"), ("Endpoint", Stream));
        var asked = DataOf(await _endpoint.NextAsync());
        Assert.Equal("SubscriptionConfirmation", (string?)asked["Type"]);

        await server
            .Client(account: "111122223333")
            .CallAsync("sns", "ConfirmSubscription", ("TopicArn", topic), ("Token", (string)asked["Token"]!));
        await client.CallAsync("sns", "Publish", ("TopicArn", topic), ("Message", "hello"));
        Assert.Equal("hello", (string?)DataOf(await _endpoint.NextAsync())["Message"]);

        static JsonNode DataOf(HookRequest request) =>
            JsonNode.Parse(Convert.FromBase64String((string)JsonNode.Parse(request.Text)!["Record"]!["Data"]!))!;
    }

    private async Task<CallRefusal?> PutAsync(string data, string stream = Stream, string? endpoint = null)
    {
        var options = OptionsWith(endpoint ?? _endpoint.Url);
        Assert.Null(options.FindMistake());
        using var hand = new FirehoseHand(options, _time);
        return await hand.MakeAsync(CallTo(), new StreamRecord(stream, Encoding.UTF8.GetBytes(data)), default);
    }

    private static OutsideOptions OptionsWith(string endpoint) =>
        new()
        {
            Firehose = new FirehoseOptions
            {
                Endpoint = endpoint,
                AccessKeyId = "AKIDEXAMPLE",
                SecretAccessKey = Secret.Of(SecretKey),
            },
        };

    private static Call CallTo() =>
        new(
            1,
            new ResourceId("sns:topic", "arn:aws:sns:eu-central-1:111122223333:t"),
            new("firehose", Stream),
            "firehose:PutRecord",
            default,
            default
        );

    private static string Part(string authorization, string name)
    {
        var start = authorization.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1;
        var end = authorization.IndexOf(',', start);
        return end < 0 ? authorization[start..] : authorization[start..end];
    }

    /// <summary>Signature Version 4, worked out anew from what arrived. Source: IAM User Guide, "Create a signed AWS API request".</summary>
    private static string Signature(HookRequest request, string scope, string signedHeaders)
    {
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        var canonical = $"POST\n/\n\n{headers}\n{signedHeaders}\n{Hex(SHA256.HashData(request.Content))}";
        var text =
            $"AWS4-HMAC-SHA256\n{request.Headers["X-Amz-Date"]}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretKey);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
