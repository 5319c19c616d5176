using System.Net;

namespace Millrace.Tests;

/// <summary>The links in what SNS sends, as a person follows them from a mail that a web page shows.</summary>
public sealed class NotificationLinkTests : IAsyncLifetime
{
    private const string TopicArn = "arn:aws:sns:us-east-1:000000000000:news";

    private AidServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AidServer.StartAsync();
        await _server.SnsAsync("CreateTopic", ("Name", "news"));
        await _server.SnsAsync("Subscribe", ("TopicArn", TopicArn), ("Protocol", "email-json"), ("Endpoint", "a@example.com"));
        await _server.SettleAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task They_work_from_the_page_of_another_server_where_a_person_follows_them_and_not_where_a_page_embeds_them()
    {
        var question = (string)(await _server.GetAsync("outbox"))["notifications"]![0]!["text"]!;
        var confirm = new Uri((string)System.Text.Json.Nodes.JsonNode.Parse(question)!["SubscribeURL"]!).PathAndQuery;

        Assert.Equal(HttpStatusCode.Forbidden, await FollowAsync(confirm, "no-cors", "image"));
        Assert.Equal(HttpStatusCode.Forbidden, await FollowAsync(confirm, "navigate", "iframe"));
        Assert.Equal("PendingConfirmation", await SubscriptionAsync());
        Assert.Equal(HttpStatusCode.OK, await FollowAsync(confirm, "navigate", "document"));

        var arn = await SubscriptionAsync();
        Assert.StartsWith(TopicArn, arn, StringComparison.Ordinal);
        var leave = $"/?Action=Unsubscribe&SubscriptionArn={Uri.EscapeDataString(arn!)}";
        Assert.Equal(HttpStatusCode.Forbidden, await FollowAsync(leave, "no-cors", "image"));
        Assert.Equal(arn, await SubscriptionAsync());
        Assert.Equal(HttpStatusCode.OK, await FollowAsync(leave, "navigate", "document"));
        Assert.Null(await SubscriptionAsync());
    }

    [Fact]
    public async Task No_other_operation_can_be_a_link_from_elsewhere()
    {
        var delete = $"/?Action=DeleteTopic&TopicArn={Uri.EscapeDataString(TopicArn)}";
        Assert.Equal(HttpStatusCode.Forbidden, await FollowAsync(delete, "navigate", "document"));
        Assert.NotNull(await SubscriptionAsync());
    }

    private async Task<HttpStatusCode> FollowAsync(string link, string mode, string destination)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>What the topic's listing shows for its one subscription; null when it has none.</summary>
    private async Task<string?> SubscriptionAsync() =>
        (await _server.SnsAsync("ListSubscriptionsByTopic", ("TopicArn", TopicArn)))
            .Descendants("SubscriptionArn")
            .SingleOrDefault()
            ?.Value;
}
