using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests;

/// <summary>Messages are looked at without receiving them, queues are paused, over HTTP.</summary>
public sealed class QueueAidTests : IAsyncLifetime
{
    private const string Orders = "sqs/queues/000000000000/orders";

    private AidServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AidServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_is_shown_with_all_that_belongs_to_it_and_is_still_there_to_receive()
    {
        await _server.CreateAsync("orders");
        var id = await _server.SendAsync("orders", "hello");

        var page = await _server.GetAsync(Orders + "/messages");

        var message = Assert.Single(page["messages"]!.AsArray())!;
        Assert.Equal(
            ("hello", id, "visible"),
            ((string)message["body"]!, (string)message["messageId"]!, (string)message["state"]!)
        );
        Assert.Equal((0, 5, null), ((int)message["receiveCount"]!, (int)message["bodyBytes"]!, message["dueAt"]));
        Assert.Equal("000000000000", (string)message["senderId"]!);
        Assert.True(DateTimeOffset.Parse((string)message["sentAt"]!) < DateTimeOffset.Parse((string)message["expiresAt"]!));
        Assert.Equal((AidServer.ArnOf("orders"), null), ((string)page["queueArn"]!, page["next"]));
        Assert.Equal(["hello"], await _server.ReceiveAsync("orders"));
        Assert.Equal("inFlight", (string)(await _server.GetAsync(Orders + "/messages"))["messages"]![0]!["state"]!);
    }

    [Fact]
    public async Task Messages_come_by_page_by_state_and_with_as_much_of_the_body_as_is_asked_for()
    {
        await _server.CreateAsync("orders");
        for (var index = 0; index < 5; index++)
        {
            await _server.SendAsync("orders", $"{index} äöü", delaySeconds: index == 3 ? 60 : 0);
        }

        var first = await _server.GetAsync(Orders + "/messages?limit=2&bodyBytes=3");
        Assert.Equal(["0 ", "1 "], first["messages"]!.AsArray().Select(message => (string)message!["body"]!));
        var second = await _server.GetAsync($"{Orders}/messages?limit=2&from={first["next"]}&state=visible");
        Assert.Equal(["2 äöü", "4 äöü"], second["messages"]!.AsArray().Select(message => (string)message!["body"]!));
        var delayed = await _server.GetAsync(Orders + "/messages?state=DELAYED");
        Assert.Equal(["3 äöü"], delayed["messages"]!.AsArray().Select(message => (string)message!["body"]!));
    }

    [Fact]
    public async Task Attributes_are_shown_with_their_types()
    {
        await _server.CreateAsync("orders");
        await _server.SqsAsync(
            "SendMessage",
            new()
            {
                ["QueueUrl"] = "orders",
                ["MessageBody"] = "x",
                ["MessageAttributes"] = new JsonObject
                {
                    ["a"] = new JsonObject { ["DataType"] = "String.colour", ["StringValue"] = "blue" },
                    ["b"] = new JsonObject { ["DataType"] = "Binary", ["BinaryValue"] = "AQID" },
                },
            }
        );

        var shown = (await _server.GetAsync(Orders + "/messages"))["messages"]![0]!["messageAttributes"]!;

        Assert.Equal(
            """[{"name":"a","dataType":"String.colour","stringValue":"blue"},{"name":"b","dataType":"Binary","binaryValue":"AQID"}]""",
            shown.ToJsonString()
        );
    }

    [Fact]
    public async Task Queues_are_listed_in_numbers()
    {
        await _server.CreateAsync("orders");
        await _server.CreateAsync("another");
        await _server.SendAsync("orders", "1");
        await _server.SendAsync("orders", "2");
        await _server.ReceiveAsync("orders");
        await _server.SendAsync("orders", "3", delaySeconds: 60);

        var first = await _server.GetAsync("sqs/queues?limit=1");
        Assert.Equal(AidServer.ArnOf("another"), (string)first["queues"]![0]!["queueArn"]!);
        var second = (await _server.GetAsync($"sqs/queues?limit=1&after={first["next"]}"))["queues"]![0]!;
        Assert.Equal(second.ToJsonString(), (await _server.GetAsync(Orders)).ToJsonString());
        Assert.Equal(
            (0, 2, 1, 0),
            ((int)second["visible"]!, (int)second["inFlight"]!, (int)second["delayed"]!, (int)second["leaving"]!)
        );
    }

    [Fact]
    public async Task A_queue_of_another_region_is_found_by_it()
    {
        using var create = new HttpRequestMessage(HttpMethod.Get, "/?Action=CreateQueue&QueueName=far");
        create.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=123456789012/20261121/eu-west-1/sqs/aws4_request"
        );
        using var created = await _server.Http.SendAsync(create, TestContext.Current.CancellationToken);

        var shown = await _server.GetAsync("sqs/queues/123456789012/far?region=eu-west-1");

        Assert.Equal("arn:aws:sqs:eu-west-1:123456789012:far", (string)shown["queueArn"]!);
    }

    [Fact]
    public async Task A_paused_queue_keeps_a_long_poll_waiting_until_it_is_resumed_also_after_a_restart()
    {
        await _server.CreateAsync("orders");
        Assert.NotNull((await _server.PostAsync(Orders + "/pause"))["pausedAt"]);
        await _server.SendAsync("orders", "hello");
        await _server.StartAgainAsync();
        Assert.NotNull((await _server.GetAsync(Orders))["pausedAt"]);
        Assert.Empty(await _server.ReceiveAsync("orders"));

        var poll = _server.ReceiveAsync("orders", waitSeconds: 20);
        await WaitingAsync(1);
        Assert.Null((await _server.PostAsync(Orders + "/resume"))["pausedAt"]);
        Assert.Equal(["hello"], await poll);
    }

    /// <summary>Completes when so many requests wait on the server, as its own metrics tell.</summary>
    private async Task WaitingAsync(int count)
    {
        var expected = $"millrace_requests_waiting {count}\n";
        while (!(await _server.Http.GetStringAsync("/metrics")).Contains(expected, StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Theory]
    [InlineData("sqs/queues/000000000000/absent", 404, "QueueDoesNotExist")]
    [InlineData("sqs/queues/000000000000/absent/messages", 404, "QueueDoesNotExist")]
    [InlineData("sqs/queues/1/orders", 400, "BadRequest")]
    [InlineData("sqs/queues/00000000000x/orders", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/or%20ders", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/%2e%2e%2fx", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders?region=%00", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders?region=", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?limit=0", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?limit=101", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?limit=1&limit=2", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?limit=99999999999999999999", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?from=-1", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?state=gone", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?state=1", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages?colour=blue", 400, "BadRequest")]
    [InlineData("sqs/queues/000000000000/orders/messages/1", 404, "NotFound")]
    [InlineData("sqs/queues/000000000000/orders/pause", 405, "MethodNotAllowed")]
    [InlineData("sqs/queues/000000000000", 404, "NotFound")]
    [InlineData("sqs/sends?queue=orders", 400, "BadRequest")]
    [InlineData("sqs/sends?before=-1", 400, "BadRequest")]
    [InlineData("sqs/sends?limit=many", 400, "BadRequest")]
    [InlineData("", 404, "NotFound")]
    [InlineData("sns/topics", 404, "NotFound")]
    public async Task What_makes_no_sense_is_refused_as_json(string path, int status, string error)
    {
        await _server.CreateAsync("orders");
        var refused = await _server.RefusedAsync(new HttpRequestMessage(HttpMethod.Get, "/_millrace/" + path));

        Assert.Equal(((HttpStatusCode)status, error), refused);
    }

    [Theory]
    [InlineData("PUT", "sqs/queues")]
    [InlineData("DELETE", "sqs/queues/000000000000/orders")]
    [InlineData("POST", "sqs/sends")]
    [InlineData("OPTIONS", "clock")]
    public async Task Another_method_is_refused_and_the_right_one_named(string method, string path)
    {
        using var answer = await _server.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), "/_millrace/" + path),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_head_of_a_page_can_be_asked_for()
    {
        using var answer = await _server.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, "/_millrace/sqs/queues"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 0);
    }
}
