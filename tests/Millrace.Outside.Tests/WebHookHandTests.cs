using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.TestSupport;
using WebRequest = Millrace.Engine.WebRequest;

namespace Millrace.Outside.Tests;

/// <summary>What a web hook is sent, and what is made of its answer.</summary>
public sealed class WebHookHandTests : IAsyncLifetime
{
    private readonly AheadTime _time = new();
    private HookServer _hook = null!;

    public async ValueTask InitializeAsync() => _hook = await HookServer.StartAsync();

    public ValueTask DisposeAsync() => _hook.DisposeAsync();

    [Fact]
    public async Task A_POST_carries_the_content_and_the_headers_of_AWS()
    {
        Assert.Null(await SendAsync(_hook.Url + "/a/b?c=d%20e", "grüße"));

        var request = await _hook.NextAsync("/a/b");
        Assert.Equal("POST", request.Method);
        Assert.Equal("/a/b?c=d%20e", request.Target);
        Assert.Equal("grüße", request.Text);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Accept-Encoding"] = "gzip,deflate",
                ["Connection"] = "keep-alive",
                ["Content-Length"] = "7",
                ["Content-Type"] = "text/plain; charset=UTF-8",
                ["Host"] = new Uri(_hook.Url).Authority,
                ["User-Agent"] = "Amazon Simple Notification Service Agent",
                ["x-amz-sns-message-type"] = "Notification",
            },
            new SortedDictionary<string, string>(request.Headers.ToDictionary(), StringComparer.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("ada:secret@", "ada:secret")]
    [InlineData("ada@", "ada:")]
    [InlineData("a%40b:p%3Aq%2F@", "a@b:p:q/")]
    public async Task User_and_password_in_the_URL_become_basic_authentication_and_nothing_else(string written, string sent)
    {
        Assert.Null(await SendAsync(_hook.Url.Replace("://", "://" + written, StringComparison.Ordinal)));

        var request = await _hook.NextAsync();
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(sent)), request.Headers["Authorization"]);
        Assert.Equal("/", request.Target);
        Assert.Equal(new Uri(_hook.Url).Authority, request.Headers["Host"]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task A_status_of_2xx_says_that_it_was_taken(int status)
    {
        _hook.Answer = context => Status(context, status);
        Assert.Null(await SendAsync(_hook.Url));
    }

    [Theory]
    [InlineData(304, false)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(408, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(599, true)]
    public async Task Server_errors_and_429_can_be_tried_again_and_everything_else_is_final(int status, bool isTransient)
    {
        _hook.Answer = context => Status(context, status);
        var refusal = await SendAsync(_hook.Url);
        Assert.NotNull(refusal);
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), refusal.Code);
        Assert.StartsWith($"The endpoint answered {status}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isTransient, refusal.IsTransient);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _hook.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        var refusal = await SendAsync(_hook.Url);
        Assert.Equal(new CallRefusal("302", "The endpoint answered 302 Found"), refusal);

        // A request behind it would have come before this one.
        _hook.Answer = _ => Task.CompletedTask;
        Assert.Null(await SendAsync(_hook.Url + "/last"));
        await _hook.NextAsync("/last");
        Assert.Equal(0, _hook.WaitingAt("/elsewhere"));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_fifteen_seconds_is_tried_again()
    {
        var isReleased = new TaskCompletionSource();
        _hook.Answer = _ => isReleased.Task;
        var sent = SendAsync(_hook.Url);
        await _hook.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(new CallRefusal("Timeout", "There was no answer within 15 seconds.", IsTransient: true), await sent);
        isReleased.SetResult();
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_tried_again()
    {
        var url = _hook.Url.Replace("://", "://ada:secret@", StringComparison.Ordinal);
        await _hook.DisposeAsync();
        var refusal = await SendAsync(url);
        Assert.True(refusal is { Code: "EndpointUnreachable", IsTransient: true });
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_tried_again()
    {
        var refusal = await SendAsync("http://nowhere.invalid/");
        Assert.True(refusal is { Code: "EndpointUnreachable", IsTransient: true });
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    [InlineData("nonsense")]
    public async Task What_is_no_URL_of_a_web_hook_is_final(string url)
    {
        var refusal = await SendAsync(url);
        Assert.True(refusal is { Code: "InvalidEndpoint", IsTransient: false });
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_unless_the_option_says_otherwise()
    {
        using var certificate = Certificates.SelfSigned();
        await using var secure = await HookServer.StartAsync(certificate);

        var refusal = await SendAsync(secure.Url);
        Assert.True(refusal is { Code: "SecureConnectionFailed", IsTransient: true }, refusal?.ToString());

        Assert.Null(await SendAsync(secure.Url, options: new OutsideOptions { VerifyCertificates = false }));
        Assert.Equal("hello", (await secure.NextAsync()).Text);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var wasEnded = new TaskCompletionSource();
        _hook.Answer = async context =>
        {
            using var _ = context.RequestAborted.Register(wasEnded.SetResult);
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        };
        Assert.Null(await SendAsync(_hook.Url));
        await wasEnded.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_answer_with_headers_beyond_measure_is_a_failure_and_no_more()
    {
        _hook.Answer = context =>
        {
            context.Response.Headers["X-Much"] = new string('x', 100_000);
            return Task.CompletedTask;
        };
        Assert.True(await SendAsync(_hook.Url) is { Code: "EndpointUnreachable", IsTransient: true });
    }

    [Fact]
    public async Task Requests_one_after_the_other_share_a_connection()
    {
        using var hand = new WebHookHand(new OutsideOptions(), _time);
        Assert.Null(await hand.MakeAsync(CallTo(_hook.Url), RequestTo(_hook.Url, "one"), default));
        Assert.Null(await hand.MakeAsync(CallTo(_hook.Url), RequestTo(_hook.Url, "two"), default));
        Assert.Equal((await _hook.NextAsync()).Connection, (await _hook.NextAsync()).Connection);
    }

    [Fact]
    public async Task A_request_is_given_up_when_the_server_stops()
    {
        _hook.Answer = context =>
        {
            var left = new TaskCompletionSource();
            context.RequestAborted.Register(left.SetResult);
            return left.Task;
        };
        using var stopping = new CancellationTokenSource();
        using var hand = new WebHookHand(new OutsideOptions(), _time);
        var sent = hand.MakeAsync(CallTo(_hook.Url), RequestTo(_hook.Url, "hello"), stopping.Token).AsTask();
        await _hook.NextAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task What_the_address_rules_forbid_is_final_and_gets_nothing(string host)
    {
        var url = $"http://{host}:{new Uri(_hook.Url).Port}";
        var refusal = await SendAsync(url, options: new OutsideOptions { ForbidLoopbackAddresses = true });
        Assert.True(refusal is { Code: "AddressForbidden", IsTransient: false }, refusal?.ToString());
        Assert.Equal(0, _hook.WaitingAt());

        var isNamed = new OutsideOptions { ForbidLoopbackAddresses = true, AllowedNetworks = "127.0.0.1" };
        Assert.Null(await SendAsync(url, options: isNamed));
        await _hook.NextAsync();
    }

    /// <summary>A refusal is shown in the subscriber's dead-letter queue: it must not tell what the network looks like from here.</summary>
    [Fact]
    public async Task What_a_name_leads_to_is_told_to_the_operator_and_not_to_the_subscriber()
    {
        var port = new Uri(_hook.Url).Port;
        List<(string Host, string Reason)> told = [];
        var options = new OutsideOptions { ForbidLoopbackAddresses = true };
        Assert.Equal(
            new CallRefusal("AddressForbidden", "The options under outside forbid deliveries to this endpoint's address."),
            await SendAsync($"http://localhost:{port}", options: options, told: told)
        );
        var (host, reason) = Assert.Single(told);
        Assert.Equal("localhost", host);
        Assert.Matches(@"localhost is at (127\.0\.0\.1|::1),", reason);

        told.Clear();
        await _hook.DisposeAsync();
        Assert.Equal(
            new CallRefusal("EndpointUnreachable", "The endpoint could not be reached, or did not answer in HTTP.", true),
            await SendAsync($"http://127.0.0.1:{port}", told: told)
        );
        Assert.Contains($"{port}", Assert.Single(told).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_request_can_be_made_of_is_final()
    {
        using var door = new HttpDoor(new OutsideOptions(), rules: null, _time);
        var refusal = await door.SendAsync(() => throw new UriFormatException(), (_, _) => default, default);
        Assert.Equal(new CallRefusal("InvalidEndpoint", "No request can be made of the endpoint."), refusal);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("2852039166")]
    [InlineData("0xa9fea9fe")]
    [InlineData("169.254.43518")]
    [InlineData("[fe80::1]")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[fd00:ec2::254]")]
    public async Task Metadata_of_the_machine_is_out_of_reach_however_its_address_is_written(string host)
    {
        var refusal = await SendAsync($"http://{host}/latest/meta-data/");
        Assert.True(refusal is { Code: "AddressForbidden", IsTransient: false }, refusal?.ToString());
    }

    private async Task<CallRefusal?> SendAsync(
        string url,
        string text = "hello",
        OutsideOptions? options = null,
        List<(string Host, string Reason)>? told = null
    )
    {
        using var hand = new WebHookHand(
            options ?? new OutsideOptions(),
            _time,
            (host, failure) => told?.Add((host, (failure.InnerException ?? failure).Message + failure.Message))
        );
        return await hand.MakeAsync(CallTo(url), RequestTo(url, text), default);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Call CallTo(string url) =>
        new(
            1,
            new ResourceId("sns:topic", "arn:aws:sns:us-east-1:000000000000:t"),
            new("http", url),
            "sns:Notify",
            default,
            default
        );

    private static WebRequest RequestTo(string url, string text) =>
        new(
            url,
            "text/plain; charset=UTF-8",
            [new("x-amz-sns-message-type", "Notification"), new("User-Agent", "Amazon Simple Notification Service Agent")],
            Encoding.UTF8.GetBytes(text)
        );
}
