using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Millrace.Wire.Tests.Requests;

/// <summary>docs/authentication.md, "While it is off: names": where nobody is authenticated, a name that anybody on the web can have lead here is refused.</summary>
public sealed class HostNamesTests(PipelineServer server)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:4566")]
    [InlineData("localhost.:4566")]
    [InlineData("queue.localhost:4566")]
    [InlineData("sqs.us-east-1.localhost")]
    [InlineData("127.0.0.1:4566")]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.7:80")]
    [InlineData("[::1]:4566")]
    [InlineData("[2001:db8::7]")]
    [InlineData("host.docker.internal:4566")]
    [InlineData("queue.amazonaws.com")]
    [InlineData("eu-west-1.queue.amazonaws.com")]
    [InlineData("sqs.us-east-1.amazonaws.com")]
    [InlineData("sqs-fips.us-gov-west-1.amazonaws.com:443")]
    [InlineData("sqs.cn-north-1.amazonaws.com.cn")]
    [InlineData("sns.eu-central-2.api.aws")]
    [InlineData("")]
    [InlineData(null)]
    public void A_name_that_nobody_on_the_web_can_have_lead_here_is_vouched_for(string? host) =>
        Assert.Null(Names().Refusal(To(host)));

    [Theory]
    [InlineData("evil.example:4566")]
    [InlineData("localhost.evil.example")]
    [InlineData("evillocalhost")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1.5")]
    [InlineData("evil-internal")]
    [InlineData("internal.example")]
    [InlineData("amazonaws.com.evil.example")]
    [InlineData("evilamazonaws.com")]
    [InlineData("amazonaws.com")]
    [InlineData("sqs.c0ffee.us-east-1.rds.amazonaws.com")]
    [InlineData("ec2-192-0-2-7.compute-1.amazonaws.com")]
    [InlineData("sqs.s3-website-us-east-1.amazonaws.com")]
    [InlineData("us-east-1.elb.amazonaws.com")]
    [InlineData("xn--bcher-kva.example")]
    public void Any_other_name_is_refused(string host)
    {
        var refusal = Names().Refusal(To(host));

        Assert.Equal((403, "AccessDeniedException"), Refused(refusal));
        Assert.Contains("server.hostNames", refusal!.Message, StringComparison.Ordinal);
        Assert.Contains(host.Split(':')[0], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData(".localhost")]
    [InlineData("localhost:http")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:80:80")]
    [InlineData("localhost, evil.example")]
    [InlineData("http://localhost")]
    [InlineData("user@localhost")]
    [InlineData("evil%2eexample")]
    [InlineData("bücher.example")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[localhost]")]
    [InlineData("[::1]x")]
    [InlineData("[::1]:x")]
    [InlineData("[:::::]")]
    [InlineData(" ")]
    [InlineData(":4566")]
    public void What_is_neither_a_name_nor_an_address_is_refused_as_malformed(string host) =>
        Assert.Equal((400, "MalformedHttpRequestException"), Refused(Names().Refusal(To(host))));

    [Fact]
    public void A_name_is_as_long_as_DNS_lets_it_be()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('a', 61);

        Assert.Equal((403, "AccessDeniedException"), Refused(Names().Refusal(To(longest))));
        Assert.Equal((400, "MalformedHttpRequestException"), Refused(Names().Refusal(To(longest + "a"))));
        Assert.Equal((400, "MalformedHttpRequestException"), Refused(Names().Refusal(To(new string('a', 64)))));
        Assert.Equal((400, "MalformedHttpRequestException"), Refused(Names().Refusal(To(new string('[', 30_000)))));
    }

    [Theory]
    [InlineData("queues.example.test", true)]
    [InlineData("QUEUES.example.test:4566", true)]
    [InlineData("a.queues.example.test", false)]
    [InlineData("a.below.test", true)]
    [InlineData("a.b.Below.test:1", true)]
    [InlineData("below.test", false)]
    [InlineData("notbelow.test", false)]
    [InlineData("laptop", true)]
    [InlineData("laptop.home.example", false)]
    public void Listed_and_own_names_are_vouched_for(string host, bool isVouchedFor) =>
        Assert.Equal(
            isVouchedFor,
            new HostNames(" queues.example.test,*.below.test ", ["Laptop"], beyondLoopback: false).Refusal(To(host)) is null
        );

    [Theory]
    [InlineData("evil.example")]
    [InlineData("[x")]
    public void A_star_is_every_name(string host) => Assert.Null(Names("*").Refusal(To(host)));

    [Theory]
    [InlineData("millrace:4566")]
    [InlineData("my_service")]
    [InlineData("millrace.default.svc.cluster.local:4566")]
    public void Names_that_only_neighbours_can_answer_for_are_vouched_for_beyond_loopback(string host)
    {
        Assert.Equal((403, "AccessDeniedException"), Refused(Names().Refusal(To(host))));
        Assert.Null(new HostNames("", [], beyondLoopback: true).Refusal(To(host)));
        Assert.NotNull(new HostNames("", [], beyondLoopback: true).Refusal(To("evil.example")));
    }

    /// <summary>What was vouched for is remembered, and nothing else is.</summary>
    [Fact]
    public void A_name_is_judged_alike_each_time()
    {
        var names = Names();
        for (var round = 0; round < 3; round++)
        {
            Assert.NotNull(names.Refusal(To("evil.example")));
            Assert.Null(names.Refusal(To("localhost:4566")));
            Assert.NotNull(names.Refusal(To("localhost:x")));
            Assert.Null(names.Refusal(To("[::1]")));
        }
    }

    [Fact]
    public void A_name_that_is_vouched_for_costs_no_memory()
    {
        var names = Names();
        HttpRequest[] requests =
        [
            To("localhost:4566"),
            To("127.0.0.1:4566"),
            To("[::1]:4566"),
            To("sqs.us-east-1.amazonaws.com"),
        ];
        Judge();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Judge()
        {
            foreach (var request in requests)
            {
                if (names.Refusal(request) is not null || names.Refusal(request) is not null)
                {
                    throw new InvalidOperationException(request.Headers.Host);
                }
            }
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a, b.c,*.d.e , my_service", true)]
    [InlineData("*", true)]
    [InlineData("http://a.example", false)]
    [InlineData("a.example:4566", false)]
    [InlineData("a b", false)]
    [InlineData("*.", false)]
    [InlineData("a.*.b", false)]
    [InlineData("**", false)]
    [InlineData("bücher.example", false)]
    public void A_list_holds_names_and_nothing_else(string text, bool isList) => Assert.Equal(isList, HostNames.IsList(text));

    [Fact]
    public void A_list_has_an_end()
    {
        Assert.True(HostNames.IsList(string.Join(',', Enumerable.Repeat("a", HostNames.NamesMax))));
        Assert.False(HostNames.IsList(string.Join(',', Enumerable.Repeat("a", HostNames.NamesMax + 1))));
    }

    [Theory]
    [InlineData("evil.example", null, true)]
    [InlineData("evil.example", "http://evil.example", true)]
    [InlineData("queues.example", "http://queues.example", false)]
    [InlineData("localhost", null, false)]
    public async Task A_page_whose_name_was_led_here_changes_nothing(string name, string? origin, bool isRefused)
    {
        var host = $"{name}:{new Uri(server.Address).Port}";
        var refusal = await SendsOfAPage.CheckAsync(server, From, isRefused);
        Assert.Equal(isRefused, refusal?.Contains("server.hostNames", StringComparison.Ordinal) ?? false);

        WireRequest From(WireRequest request)
        {
            request = request.With("Host", host);
            return origin is null ? request : request.With("Origin", $"{origin}:{new Uri(server.Address).Port}");
        }
    }

    /// <summary>What the HTTP server itself refuses ends there, what it lets through is answered in AWS's words, and the next is served.</summary>
    [Theory]
    [InlineData("GET {0} HTTP/1.0\r\n\r\n", "200")]
    [InlineData("GET {0} HTTP/1.0\r\nHost: evil.example\r\n\r\n", "403")]
    [InlineData("GET {0} HTTP/1.0\r\nHost: localhost\r\n\r\n", "200")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost:\r\n\r\n", "200")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\n\r\n", "400")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "400")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost: a..b\r\n\r\n", "400", "MalformedHttpRequestException")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost: localhost:99999\r\n\r\n", "400", "MalformedHttpRequestException")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost: [:::::]\r\n\r\n", "400", "MalformedHttpRequestException")]
    [InlineData("GET {0} HTTP/1.1\r\nConnection: close\r\nHost: <script>\r\n\r\n", "400")]
    [InlineData("GET http://evil.example{0} HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("GET http://evil.example{0} HTTP/1.1\r\nConnection: close\r\nHost: evil.example\r\n\r\n", "403", "AccessDenied")]
    public async Task Whatever_the_host_is_there_is_an_answer(string request, string status, string code = "")
    {
        var path = $"/?Action=GetQueueUrl&QueueName={await server.CreateQueueAsync()}";
        var answer = await RawAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, path));

        Assert.StartsWith("HTTP/1.1 " + status, answer, StringComparison.Ordinal);
        Assert.Contains(code, answer, StringComparison.Ordinal);
        Assert.Equal(200, (await WireRequest.Get(path).SendAsync(server)).Status);
    }

    private async Task<string> RawAsync(string request)
    {
        var address = new Uri(server.Address);
        using var client = new TcpClient(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static HostNames Names(string listed = "") => new(listed, [], beyondLoopback: false);

    private static HttpRequest To(string? host)
    {
        var request = new DefaultHttpContext().Request;
        if (host is not null)
        {
            request.Headers.Host = host;
        }

        return request;
    }

    private static (int?, string?) Refused(Api.AwsError? error) => (error?.HttpStatus, error?.Shape);
}
