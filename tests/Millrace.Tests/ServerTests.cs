using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Millrace.Engine.Embedded;

namespace Millrace.Tests;

/// <summary>The server inside this process: its pages for operators, and what it leaves behind.</summary>
public sealed class ServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-server-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/health", "application/json", "{\"status\":\"ready\",\"live\":true,\"ready\":true}\n")]
    [InlineData("/health/ready", "application/json", "{\"status\":\"ready\",\"live\":true,\"ready\":true}\n")]
    [InlineData("/health/live", "application/json", "{\"status\":\"live\"}\n")]
    public async Task A_page_says_how_the_server_is_and_its_head_how_long_that_is(string path, string type, string expected)
    {
        await using var server = await StartAsync();
        using var http = Client(server);

        using var page = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(type, page.Content.Headers.ContentType!.ToString());
        Assert.Equal(expected, await page.Content.ReadAsStringAsync());

        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(expected.Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_page_is_only_read_and_what_is_posted_to_its_path_is_an_AWS_request()
    {
        await using var server = await StartAsync();
        using var http = Client(server);

        using var form = new StringContent("", null, "application/x-www-form-urlencoded");
        using var answer = await http.PostAsync("/health", form);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("UnknownOperation", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_available_to_waiting_scripts_and_running_once_it_was_used()
    {
        await using var server = await StartAsync();
        using var http = Client(server);
        Assert.Contains("\"sqs\": \"available\"", await http.GetStringAsync("/_localstack/health"), StringComparison.Ordinal);

        await http.GetStringAsync("/?Action=ListQueues");

        Assert.Contains("\"sqs\": \"running\"", await http.GetStringAsync("/_localstack/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metrics_tell_resources_and_journal()
    {
        await using var server = await StartAsync();
        using var http = Client(server);
        Assert.Equal(0, await MetricAsync(http, "millrace_resources"));
        Assert.Equal(0, await MetricAsync(http, "millrace_journal_bytes_total"));

        await http.GetStringAsync("/?Action=CreateQueue&QueueName=one");

        Assert.Equal(1, await MetricAsync(http, "millrace_resources"));
        Assert.InRange(await MetricAsync(http, "millrace_journal_bytes_total"), 1, 10_000);
        Assert.Equal(0, await MetricAsync(http, "millrace_journal_pending_bytes"));
        Assert.Equal(0, await MetricAsync(http, "millrace_journal_full"));
    }

    [Fact]
    public async Task Two_servers_do_not_share_a_folder_and_the_next_has_it_when_the_first_is_gone()
    {
        await using (await StartAsync())
        {
            var refusal = await Assert.ThrowsAsync<StoreInUseException>(() => StartAsync());
            Assert.Contains("MR1002", refusal.Message, StringComparison.Ordinal);
        }

        await using var next = await StartAsync();
    }

    [Fact]
    public async Task A_start_that_fails_for_its_port_lets_go_of_its_folder()
    {
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();

        await Assert.ThrowsAnyAsync<IOException>(() => StartAsync(((IPEndPoint)occupied.LocalEndpoint).Port));

        await using var next = await StartAsync();
    }

    private static HttpClient Client(Server server) => new() { BaseAddress = new Uri(server.Address) };

    private static async Task<long> MetricAsync(HttpClient http, string name)
    {
        var text = await http.GetStringAsync("/metrics");
        var line = Assert.Single(text.Split('\n'), line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1), System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<Server> StartAsync(int port = 0) =>
        Server.StartAsync(
            new MillraceOptions
            {
                Server = new ServerOptions { Port = port, Data = _folder.FullName },
                Log = new LogOptions { Level = LogLevel.None },
            },
            TimeProvider.System
        );
}
