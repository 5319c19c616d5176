using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests;

/// <summary>The clock is moved forward, and everything due in between happens.</summary>
public sealed class ClockAidTests : IAsyncLifetime
{
    private AidServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AidServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("""{"advance": "PT5M"}""", 300)]
    [InlineData("""{"advance": "P14DT1S"}""", 1_209_601)]
    [InlineData("""{"advance": 90}""", 90)]
    [InlineData("""{"advance": 0.25}""", 0.25)]
    [InlineData("""{"advance": 0}""", 0)]
    public async Task It_goes_on_from_where_it_was_moved_to(string move, double seconds)
    {
        var before = await _server.GetAsync("clock");
        Assert.Equal((0, true), ((double)before["aheadSeconds"]!, (bool)before["movable"]!));

        var after = await _server.PostAsync("clock", move);

        Assert.Equal(seconds, (double)after["aheadSeconds"]!, 3);
        Assert.InRange((Now(after) - Now(before)).TotalSeconds, seconds, seconds + 60);
        Assert.InRange((Now(after) - DateTimeOffset.Parse((string)after["machine"]!)).TotalSeconds, seconds - 0.01, seconds + 60);
    }

    [Fact]
    public async Task It_can_be_moved_to_a_time()
    {
        var target = DateTimeOffset.UtcNow.AddDays(3);
        var after = await _server.PostAsync("clock", $$"""{"to": "{{target:O}}"}""");
        Assert.InRange(Now(after), target.AddMilliseconds(-1), target.AddMinutes(1));
    }

    [Fact]
    public async Task Delays_visibility_and_retention_end_where_it_is_moved_past_them()
    {
        await _server.CreateAsync("orders", ("MessageRetentionPeriod", "3600"));
        await _server.SendAsync("orders", "held");
        await _server.ReceiveAsync("orders", visibilitySeconds: 600);
        await _server.SendAsync("orders", "delayed", delaySeconds: 900);
        Assert.Empty(await _server.ReceiveAsync("orders"));

        await _server.MoveClockAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["held"], await _server.ReceiveAsync("orders", visibilitySeconds: 0));
        await _server.MoveClockAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["held", "delayed"], await _server.ReceiveAsync("orders", visibilitySeconds: 0));
        await _server.MoveClockAsync(TimeSpan.FromMinutes(45));
        Assert.Empty((await _server.GetAsync("sqs/queues/000000000000/orders/messages"))["messages"]!.AsArray());
    }

    [Fact]
    public async Task A_long_poll_ends_when_its_time_is_passed_or_gets_what_becomes_due_in_it()
    {
        await _server.CreateAsync("empty");
        await _server.CreateAsync("later");
        await _server.SendAsync("later", "there", delaySeconds: 10);
        var polls = Task.WhenAll(_server.ReceiveAsync("empty", waitSeconds: 20), _server.ReceiveAsync("later", waitSeconds: 20));
        while (
            !(await _server.Http.GetStringAsync("/metrics")).Contains("millrace_requests_waiting 2\n", StringComparison.Ordinal)
        )
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await _server.MoveClockAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(
            [
                [],
                ["there"],
            ],
            await polls
        );
    }

    [Fact]
    public async Task A_move_task_goes_at_its_pace_through_the_time_that_passes()
    {
        await _server.CreateAsync("dead");
        await _server.CreateAsync("home");
        await _server.CreateAsync(
            "orders",
            ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{AidServer.ArnOf("dead")}}","maxReceiveCount":1}""")
        );
        for (var index = 0; index < 100; index++)
        {
            await _server.SendAsync("dead", $"{index}");
        }

        await _server.SqsAsync(
            "StartMessageMoveTask",
            new()
            {
                ["SourceArn"] = AidServer.ArnOf("dead"),
                ["DestinationArn"] = AidServer.ArnOf("home"),
                ["MaxNumberOfMessagesPerSecond"] = 1,
            }
        );
        await _server.MoveClockAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(await MovedAsync(), 30, 40);
        await _server.MoveClockAsync(TimeSpan.FromSeconds(70));
        Assert.Equal(100, await MovedAsync());
        Assert.Equal(100, (int)(await _server.GetAsync("sqs/queues/000000000000/home"))["visible"]!);

        async Task<int> MovedAsync() =>
            (int)
                (await _server.SqsAsync("ListMessageMoveTasks", new() { ["SourceArn"] = AidServer.ArnOf("dead") }))["Results"]![
                    0
                ]!["ApproximateNumberOfMessagesMoved"]!;
    }

    [Fact]
    public async Task After_a_restart_time_goes_on_from_the_last_turn()
    {
        await _server.CreateAsync("orders");
        await _server.MoveClockAsync(TimeSpan.FromDays(2));
        await _server.SendAsync("orders", "two days ahead", delaySeconds: 1);
        var before = Now(await _server.GetAsync("clock"));

        await _server.StartAgainAsync(options => options with { Aids = new AidsOptions() });

        var clock = await _server.GetAsync("clock");
        Assert.False((bool)clock["movable"]!);
        Assert.InRange(Now(clock), before, before.AddMinutes(1));

        // It does not stand still until the machine's clock has caught up.
        Assert.Equal(["two days ahead"], await _server.ReceiveAsync("orders", waitSeconds: 20));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{")]
    [InlineData("""{"advance": "five minutes"}""")]
    [InlineData("""{"advance": "P1000Y"}""")]
    [InlineData("""{"advance": "P99999999999D"}""")]
    [InlineData("""{"advance": 1e300}""")]
    [InlineData("""{"advance": 31622401}""")]
    [InlineData("""{"advance": null}""")]
    [InlineData("""{"advance": "\ud800"}""")]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("""{"advance": -1}""")]
    [InlineData("""{"advance": "-PT1S"}""")]
    [InlineData("""{"to": "2000-01-01T00:00:00Z"}""")]
    [InlineData("""{"to": "9999-01-01T00:00:00Z"}""")]
    [InlineData("""{"to": "soon"}""")]
    [InlineData("""{"to": 5}""")]
    [InlineData("""{"advance": 1, "to": "2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"advance": 1, "advance": 2}""")]
    [InlineData("""{"back": 1}""")]
    public async Task A_move_that_makes_no_sense_or_goes_back_is_refused_and_the_clock_stays(string move)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), await _server.RefusedAsync(AidServer.Post("clock", move)));
        Assert.Equal(0, (double)(await _server.GetAsync("clock"))["aheadSeconds"]!);
    }

    [Fact]
    public async Task A_move_is_sent_as_json_and_is_short()
    {
        var plain = AidServer.Post("clock", """{"advance": 1}""", "text/plain");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), await _server.RefusedAsync(plain));
        var unsaid = AidServer.Post("clock");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), await _server.RefusedAsync(unsaid));
        var long_ = AidServer.Post("clock", $$"""{"advance": 1{{new string(' ', 1_100)}}}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "TooLarge"), await _server.RefusedAsync(long_));
    }

    [Fact]
    public async Task Without_being_asked_for_by_name_it_is_only_read()
    {
        await _server.StartAgainAsync(options => options with { Aids = new AidsOptions() });
        Assert.False((bool)(await _server.GetAsync("clock"))["movable"]!);
        var move = AidServer.Post("clock", """{"advance": 1}""");
        Assert.Equal((HttpStatusCode.Forbidden, "ClockNotMovable"), await _server.RefusedAsync(move));
    }

    private static DateTimeOffset Now(JsonNode clock) => DateTimeOffset.Parse((string)clock["now"]!);
}
