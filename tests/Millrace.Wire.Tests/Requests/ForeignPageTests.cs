namespace Millrace.Wire.Tests.Requests;

/// <summary>docs/authentication.md, "While it is off": what a browser sends for a page of another server is refused before it does anything.</summary>
public sealed class ForeignPageTests(PipelineServer server)
{
    [Theory]
    [InlineData("cross-site", null, true)]
    [InlineData("same-site", null, true)]
    [InlineData("", null, true)]
    [InlineData("anything", null, true)]
    [InlineData("same-origin", null, false)]
    [InlineData("none", null, false)]
    [InlineData(null, "https://elsewhere.example", true)]
    [InlineData(null, "http://localhost:1", true)]
    [InlineData(null, "null", true)]
    [InlineData(null, "", true)]
    [InlineData(null, "itself", false)]
    [InlineData("cross-site", "itself", true)]
    [InlineData("same-origin", "https://in-front-of-a-proxy.example", false)]
    [InlineData(null, null, false)]
    public async Task A_request_is_refused_when_its_browser_says_that_another_servers_page_made_it(
        string? site,
        string? origin,
        bool isRefused
    )
    {
        await SendsOfAPage.CheckAsync(server, From, isRefused);

        WireRequest From(WireRequest request)
        {
            request = site is null ? request : request.With("Sec-Fetch-Site", site);
            return origin is null ? request : request.With("Origin", origin == "itself" ? server.Address : origin);
        }
    }

    [Fact]
    public async Task A_page_can_have_a_link_followed_too_and_that_changes_nothing()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await WireRequest
            .Get($"/?Action=DeleteQueue&QueueUrl={queue}")
            .With("Sec-Fetch-Site", "cross-site")
            .With("Sec-Fetch-Mode", "navigate")
            .With("Sec-Fetch-Dest", "document")
            .SendAsync(server);

        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Xml("Code")));
        Assert.Equal(200, (await WireRequest.Form($"Action=GetQueueUrl&QueueName={queue}").SendAsync(server)).Status);
    }

    [Fact]
    public async Task A_browser_that_asks_first_whether_it_may_has_done_nothing_by_that()
    {
        var queue = await server.CreateQueueAsync();
        var answer = await new WireRequest(HttpMethod.Options, $"/?Action=DeleteQueue&QueueUrl={queue}")
            .With("Origin", "https://elsewhere.example")
            .With("Access-Control-Request-Method", "POST")
            .SendAsync(server);

        Assert.Equal(403, answer.Status);
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(200, (await WireRequest.Form($"Action=GetQueueUrl&QueueName={queue}").SendAsync(server)).Status);
    }
}
