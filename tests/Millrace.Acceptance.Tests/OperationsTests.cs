using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.Acceptance.Tests;

/// <summary>What operators, collectors and waiting scripts ask, and clients that speak no sense.</summary>
public sealed partial class OperationsTests(SharedServer shared) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = shared.Server.Address };

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("/health", "\"ready\":true")]
    [InlineData("/health/ready", "\"ready\":true")]
    [InlineData("/health/live", "\"status\":\"live\"")]
    [InlineData("/_localstack/health", "\"sqs\": \"")]
    public async Task The_server_says_that_it_is_well(string path, string expected)
    {
        Assert.Contains(expected, await _http.GetStringAsync(path), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task The_metrics_are_Prometheus_text_and_count_requests()
    {
        using var sent = await _http.GetAsync("/?Action=ListQueues");
        using var answer = await _http.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var typed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                Assert.True(typed.Add(line.Split(' ')[2]), $"A family is declared once: {line}");
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                var sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                Assert.Contains(sample.Groups["name"].Value, typed);
                Assert.True(double.TryParse(sample.Groups["value"].Value, CultureInfo.InvariantCulture, out _), line);
            }
        }

        Assert.Matches("""millrace_requests_total\{service="sqs",operation="ListQueues",status="200"\} [1-9]""", text);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"QueueUrl\": 5}")]
    [InlineData("{\"QueueUrl\": \"\\ud800\"}")]
    [InlineData("\u00ff\u00fe")]
    public async Task JSON_that_is_none_is_the_senders_fault(string body)
    {
        using var answer = await PostJsonAsync("AmazonSQS.SendMessage", new ByteArrayContent(Encoding.Latin1.GetBytes(body)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("__type", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task JSON_nested_without_end_is_the_senders_fault()
    {
        var body = Encoding.ASCII.GetBytes("{\"x\":" + new string('[', 1_000_000));

        using var answer = await PostJsonAsync("AmazonSQS.SendMessage", new ByteArrayContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("AmazonSQS.NoSuchOperation", HttpStatusCode.NotFound)]
    [InlineData("NoSuchService.SendMessage", HttpStatusCode.NotFound)]
    [InlineData("SendMessage", HttpStatusCode.NotFound)]
    public async Task An_operation_that_is_not_there_is_named_in_the_refusal(string target, HttpStatusCode status)
    {
        using var answer = await PostJsonAsync(target, new StringContent("{}"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(target.Split('.')[^1], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_413()
    {
        // By its stated length, before it is read: only the head is ever sent.
        var stated = await SpeakAsync(
            $"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {20L << 20}\r\nConnection: close\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 413 ", stated, StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "HTTP/1.1 505 ")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400 ")]
    public async Task HTTP_that_is_none_is_refused_and_the_server_goes_on(string request, string expected)
    {
        Assert.StartsWith(expected, await SpeakAsync(request), StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("Action=SendMessage&MessageBody=%zz")]
    [InlineData("Action=SendMessage&MessageBody=%ff%fe")]
    [InlineData("Action=SendMessageBatch&SendMessageBatchRequestEntry.99999999999.Id=1")]
    [InlineData("Action=SendMessage&MessageAttribute.1.Name=a&MessageAttribute.1.Value.BinaryValue=***&MessageBody=x")]
    [InlineData("&&&===")]
    public async Task Forms_that_are_none_are_refused_and_the_server_goes_on(string body)
    {
        using var content = new StringContent(body, null, "application/x-www-form-urlencoded");
        using var answer = await _http.PostAsync("/000000000000/x", content);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        await AssertAliveAsync();
    }

    private async Task<HttpResponseMessage> PostJsonAsync(string target, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = content;
        request.Headers.Add("X-Amz-Target", target);
        return await _http.SendAsync(request);
    }

    private async Task AssertAliveAsync() =>
        Assert.Contains("live", await _http.GetStringAsync("/health/live"), StringComparison.Ordinal);

    /// <summary>Says exactly these bytes and reads until the server hangs up.</summary>
    private async Task<string> SpeakAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(shared.Server.Address.Host, shared.Server.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-z]+="[^"\\]*"(,(?=[a-z]))?)*\})? (?<value>\S+)$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Sample();
}
