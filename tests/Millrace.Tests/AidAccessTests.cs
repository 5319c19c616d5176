using System.Net;
using Millrace.Authentication;
using Millrace.Outside;

namespace Millrace.Tests;

/// <summary>Where the aids answer without a word, and where they must be asked for by name.</summary>
public sealed class AidAccessTests
{
    [Theory]
    [InlineData("127.0.0.1", AidsMode.Auto, true)]
    [InlineData("127.0.0.1", AidsMode.On, true)]
    [InlineData("127.0.0.1", AidsMode.Off, false)]
    [InlineData("0.0.0.0", AidsMode.Auto, false)]
    [InlineData("0.0.0.0", AidsMode.On, true)]
    [InlineData("0.0.0.0", AidsMode.Off, false)]
    public async Task They_answer_on_loopback_and_elsewhere_only_when_asked_for_by_name(string bind, AidsMode mode, bool open)
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Server = options.Server with { Bind = bind, AllowAnonymous = true },
                Aids = new AidsOptions { Mode = mode, Clock = true },
            }
        );

        foreach (var path in new[] { "clock", "sqs/queues", "sqs/sends", "anything" })
        {
            using var answer = await server.Http.GetAsync("/_millrace/" + path, TestContext.Current.CancellationToken);
            Assert.Equal(
                !open ? HttpStatusCode.Forbidden
                    : path == "anything" ? HttpStatusCode.NotFound
                    : HttpStatusCode.OK,
                answer.StatusCode
            );
        }

        if (!open)
        {
            var refused = await server.RefusedAsync(AidServer.Post("clock", """{"advance": 1}"""));
            Assert.Equal((HttpStatusCode.Forbidden, "AidsNotOpen"), refused);
        }
    }

    [Theory]
    [InlineData(AidsMode.Auto, HttpStatusCode.Forbidden)]
    [InlineData(AidsMode.On, HttpStatusCode.OK)]
    [InlineData(AidsMode.Off, HttpStatusCode.Forbidden)]
    public async Task With_authentication_on_they_answer_also_on_loopback_only_when_asked_for_by_name(
        AidsMode mode,
        HttpStatusCode status
    )
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Authentication = new AuthenticationOptions { Mode = AuthenticationMode.On },
                Aids = new AidsOptions { Mode = mode },
            }
        );

        using var answer = await server.Http.GetAsync("/_millrace/sqs/queues", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task With_authentication_on_they_are_for_operators_whatever_the_mode()
    {
        await using var server = await AidServer.StartAsync(options =>
            options with
            {
                Authentication = new AuthenticationOptions
                {
                    Mode = AuthenticationMode.On,
                    OperatorToken = Secret.Of("a-token-of-operators"),
                },
                Aids = new AidsOptions { Mode = AidsMode.On },
            }
        );

        using var stranger = await server.Http.GetAsync("/_millrace/sqs/queues", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a-token-of-operators");
        Assert.NotNull((await server.GetAsync("sqs/queues"))["queues"]);
    }

    [Theory]
    [InlineData("GET", "document", HttpStatusCode.OK)]
    [InlineData("GET", "image", HttpStatusCode.Forbidden)]
    [InlineData("POST", "document", HttpStatusCode.Forbidden)]
    public async Task A_link_from_elsewhere_may_show_something_and_change_nothing(
        string method,
        string destination,
        HttpStatusCode status
    )
    {
        await using var server = await AidServer.StartAsync();
        using var request =
            method == "GET" ? new(HttpMethod.Get, "/_millrace/clock") : AidServer.Post("clock", """{"advance": 1}""");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", destination);

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://elsewhere.example", true)]
    [InlineData("null", true)]
    [InlineData("", true)]
    [InlineData(null, false)]
    [InlineData("itself", false)]
    public async Task A_page_of_another_server_may_not_ask(string? origin, bool isRefused)
    {
        await using var server = await AidServer.StartAsync();
        using var request = AidServer.Post("clock", """{"advance": 1}""");
        if (origin is not null)
        {
            var own = server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
            request.Headers.TryAddWithoutValidation("Origin", origin == "itself" ? own : origin);
        }

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(isRefused ? HttpStatusCode.Forbidden : HttpStatusCode.OK, answer.StatusCode);
    }
}
