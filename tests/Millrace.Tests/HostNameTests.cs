using System.Net;
using System.Net.Sockets;
using System.Text;
using Millrace.Authentication;

namespace Millrace.Tests;

/// <summary>The whole server under names it goes by, and under those that anybody can have lead to it.</summary>
public sealed class HostNameTests
{
    private const string Stranger = "evil.example";

    [Theory]
    [InlineData("/?Action=ListQueues", HttpStatusCode.Forbidden)]
    [InlineData("/?Action=ListTopics&Version=2010-03-31", HttpStatusCode.Forbidden)]
    [InlineData("/_millrace/sqs/queues", HttpStatusCode.Forbidden)]
    [InlineData("/_millrace/clock", HttpStatusCode.Forbidden)]
    [InlineData("/metrics", HttpStatusCode.Forbidden)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/_localstack/health", HttpStatusCode.OK)]
    public async Task What_shows_data_or_acts_is_refused_to_a_stranger_and_health_is_not(string path, HttpStatusCode status)
    {
        await using var server = await AidServer.StartAsync();

        var (refused, text) = await AskAsync(server, path, Stranger + ":4566");

        Assert.Equal(status, refused);
        Assert.Equal(status == HttpStatusCode.Forbidden, text.Contains("server.hostNames", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, path, "localhost:4566")).Status);
    }

    /// <summary>To the browser such a page is this server's own: Origin and Host are one.</summary>
    [Fact]
    public async Task A_page_whose_name_was_led_here_does_not_move_the_clock()
    {
        await using var server = await AidServer.StartAsync();
        using var request = AidServer.Post("clock", """{"advance": 3600}""");
        request.Headers.Host = Stranger + ":4566";
        request.Headers.Add("Origin", $"http://{Stranger}:4566");

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDeniedException"), await server.RefusedAsync(request));
        Assert.InRange((double)(await server.GetAsync("clock"))["aheadSeconds"]!, 0, 1);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/_millrace/clock")]
    [InlineData("/?Action=ListQueues")]
    public async Task A_malformed_host_is_bad_input_on_every_page(string path)
    {
        await using var server = await AidServer.StartAsync();

        // Bytes by hand: the client of the class library adds a second Host to one that it finds malformed.
        using var client = new TcpClient(IPAddress.Loopback.ToString(), server.Http.BaseAddress!.Port);
        var request = $"GET {path} HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("neither a host name nor an address", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, path, "localhost:4566")).Status);
    }

    [Theory]
    [InlineData("queues.example.test", true)]
    [InlineData("sqs.us-east-1.below.test", true)]
    [InlineData("proxy.example.test", true)]
    [InlineData("machine", true)]
    [InlineData("other.example.test", false)]
    public async Task Names_that_the_operator_gives_are_served(string host, bool isServed)
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Server = options.Server with
                {
                    HostNames = "queues.example.test, *.below.test",
                    PublicUrl = "https://proxy.example.test/",
                },
            }
        );
        host = host == "machine" ? Dns.GetHostName() : host;

        foreach (var path in new[] { "/?Action=ListQueues", "/_millrace/clock", "/metrics" })
        {
            Assert.Equal(isServed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await AskAsync(server, path, host)).Status);
        }
    }

    [Theory]
    [InlineData("0.0.0.0", "millrace:4566", HttpStatusCode.OK)]
    [InlineData("0.0.0.0", "millrace.shop.svc.cluster.local", HttpStatusCode.OK)]
    [InlineData("0.0.0.0", "sqs.us-east-1.amazonaws.com", HttpStatusCode.OK)]
    [InlineData("0.0.0.0", "192.0.2.7:4566", HttpStatusCode.OK)]
    [InlineData("0.0.0.0", Stranger, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "millrace-of-a-neighbour:4566", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "host.docker.internal:4566", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "queue.localhost:4566", HttpStatusCode.OK)]
    public async Task Containers_and_neighbours_find_the_server_beyond_loopback_under_the_names_they_have_for_it(
        string bind,
        string host,
        HttpStatusCode status
    )
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Server = options.Server with { Bind = bind, AllowAnonymous = true },
            }
        );

        Assert.Equal(status, (await AskAsync(server, "/?Action=ListQueues", host)).Status);
    }

    [Fact]
    public async Task With_authentication_on_the_name_does_not_count()
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Authentication = new AuthenticationOptions { Mode = AuthenticationMode.On },
                Aids = new AidsOptions { Mode = AidsMode.On },
            }
        );

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "/metrics", Stranger)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "/_millrace/sqs/queues", Stranger)).Status);
        Assert.Contains(
            "<Code>MissingAuthenticationToken</Code>",
            (await AskAsync(server, "/?Action=ListQueues", Stranger)).Text,
            StringComparison.Ordinal
        );
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(AidServer server, string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Assert.True(request.Headers.TryAddWithoutValidation("Host", host));
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
