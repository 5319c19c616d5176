using System.Text.Json.Nodes;

namespace Millrace.Tests;

/// <summary>The metrics of queues as JSON data points and as Prometheus text.</summary>
public sealed class MetricsAidTests : IAsyncLifetime
{
    private AidServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AidServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Minutes_that_have_ended_are_shown_metric_by_metric()
    {
        await _server.CreateAsync("orders");
        await ToFullMinuteAsync();
        await _server.SendAsync("orders", "four");
        await _server.SendAsync("orders", "seventeen letters");
        await _server.ReceiveAsync("orders", visibilitySeconds: 600);
        await ToFullMinuteAsync();
        await ToFullMinuteAsync();

        var page = await _server.GetAsync("metrics/sqs/000000000000/orders?minutes=2");

        Assert.Equal(
            ("AWS/SQS", "orders", 60),
            ((string)page["namespace"]!, (string)page["dimensions"]!["QueueName"]!, (int)page["period"]!)
        );
        Assert.Equal([2, 0], Sums(page, "NumberOfMessagesSent"));
        Assert.Equal([2, 0], Sums(page, "NumberOfMessagesReceived"));
        Assert.Equal([2, 2], Sums(page, "ApproximateNumberOfMessagesNotVisible"));
        Assert.InRange(Sums(page, "ApproximateAgeOfOldestMessage")[1], 60, 120);
        var size = Assert.Single(PointsOf(page, "SentMessageSize"));
        Assert.Equal(
            (21, 4, 17, 2),
            ((int)size["sum"]!, (int)size["minimum"]!, (int)size["maximum"]!, (int)size["sampleCount"]!)
        );
        var times = PointsOf(page, "NumberOfMessagesSent")
            .Select(point => DateTimeOffset.Parse((string)point["timestamp"]!))
            .ToList();
        Assert.All(times, time => Assert.Equal(0, time.Ticks % TimeSpan.TicksPerMinute));
        Assert.Equal(TimeSpan.FromMinutes(1), times[1] - times[0]);
        var one = await _server.GetAsync("metrics/sqs/000000000000/orders?metric=NumberOfMessagesSent");
        Assert.Equal("NumberOfMessagesSent", (string)Assert.Single(one["metrics"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task Prometheus_gets_counters_and_gauges_of_every_queue()
    {
        await _server.CreateAsync("orders");
        await _server.CreateAsync("orders.fifo", ("FifoQueue", "true"));
        await _server.SendAsync("orders", "four");
        await _server.SendAsync("orders", "later", delaySeconds: 60);
        await _server.ReceiveAsync("orders", delete: true);

        var text = await _server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal(2, ValueOf(text, "messages_sent_total", "orders"));
        Assert.Equal(9, ValueOf(text, "sent_bytes_total", "orders"));
        Assert.Equal(1, ValueOf(text, "messages_deleted_total", "orders"));
        Assert.Equal(1, ValueOf(text, "messages_delayed", "orders"));
        Assert.Equal(0, ValueOf(text, "groups_in_flight", "orders.fifo"));
        Assert.DoesNotContain("groups_in_flight{queue=\"" + AidServer.ArnOf("orders") + "\"}", text, StringComparison.Ordinal);
        Assert.Contains("\nmillrace_sqs_queues_left_out 0\n", text, StringComparison.Ordinal);
    }

    private static long ValueOf(string text, string series, string queue)
    {
        var start = $"millrace_sqs_{series}{{queue=\"{AidServer.ArnOf(queue)}\"}} ";
        var line = Assert.Single(text.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(start.Length), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Moves the clock to the beginning of the next minute.</summary>
    private async Task ToFullMinuteAsync()
    {
        var now = DateTimeOffset.Parse((string)(await _server.GetAsync("clock"))["now"]!);
        var next = now.AddTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
        await _server.PostAsync("clock", $$"""{"to": "{{next:O}}"}""");
    }

    private static List<double> Sums(JsonNode page, string metric) =>
        [.. PointsOf(page, metric).Select(point => (double)point["sum"]!)];

    private static IEnumerable<JsonNode> PointsOf(JsonNode page, string metric) =>
        page["metrics"]!.AsArray().Single(one => (string)one!["name"]! == metric)!["datapoints"]!
            .AsArray()
            .Select(point => point!);
}
