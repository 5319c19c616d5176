using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>The process is killed (SIGKILL) in the middle of a fan-out to a hundred queues. Facts: sqs-sns.md, section 2d.</summary>
public sealed partial class FanOutKillTests
{
    private const int Queues = 100;
    private const int Kills = 10;
    private const int AcknowledgedMin = 3;
    private const int AcknowledgedMax = 30;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Kills_in_the_middle_of_a_fan_out_to_a_hundred_queues_lose_nothing_and_double_nothing()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        using var store = new Store();
        var acknowledged = new List<string>();
        var attempted = 0;
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var server = await store.StartAsync();
            using var http = new HttpClient { BaseAddress = server.Address };
            using var sqs = new SqsClient(server.Address);
            if (kill == 0)
            {
                await PrepareAsync(http, sqs);
            }

            if (kill == Kills)
            {
                await EverythingHasArrivedAsync(sqs, acknowledged, attempted, seed);
                return;
            }

            var killAfter = random.Next(AcknowledgedMin, AcknowledgedMax);
            while (acknowledged.Count < killAfter * (kill + 1))
            {
                var body = $"m{attempted++}";
                await AskAsync(http, "Publish", ("TopicArn", TopicArn("orders")), ("Message", body));
                await AskAsync(
                    http,
                    "Publish",
                    ("TopicArn", TopicArn("orders.fifo")),
                    ("Message", body),
                    ("MessageGroupId", "g"),
                    ("MessageDeduplicationId", body)
                );
                acknowledged.Add(body);
            }

            // Both answers are there; most of the two hundred deliveries are not made yet.
            server.Kill();
            await server.EndAsync();
        }
    }

    private static async Task PrepareAsync(HttpClient http, SqsClient sqs)
    {
        await AskAsync(http, "CreateTopic", ("Name", "orders"));
        await AskAsync(
            http,
            "CreateTopic",
            ("Name", "orders.fifo"),
            ("Attributes.entry.1.key", "FifoTopic"),
            ("Attributes.entry.1.value", "true")
        );
        for (var index = 0; index < Queues; index++)
        {
            var isFifo = index % 2 == 1;
            var name = isFifo ? $"q{index}.fifo" : $"q{index}";
            _ = isFifo ? await sqs.CreateFifoQueueAsync(name) : await sqs.CreateQueueAsync(name);
            await AskAsync(
                http,
                "Subscribe",
                ("TopicArn", TopicArn(isFifo ? "orders.fifo" : "orders")),
                ("Protocol", "sqs"),
                ("Endpoint", $"arn:aws:sqs:us-east-1:000000000000:{name}"),
                ("Attributes.entry.1.key", "RawMessageDelivery"),
                ("Attributes.entry.1.value", "true")
            );
        }
    }

    private static async Task EverythingHasArrivedAsync(SqsClient sqs, List<string> acknowledged, int attempted, int seed)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (await PendingAsync(sqs) > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        for (var index = 0; index < Queues; index++)
        {
            var name = index % 2 == 1 ? $"q{index}.fifo" : $"q{index}";
            var bodies = await DrainAsync(sqs, $"/000000000000/{name}");
            Assert.True(bodies.Count <= attempted, $"seed {seed}: {name} has more than was published");
            Assert.True(
                bodies.Distinct(StringComparer.Ordinal).Count() == bodies.Count,
                $"seed {seed}: {name} has a message twice"
            );
            Assert.True(!acknowledged.Except(bodies, StringComparer.Ordinal).Any(), $"seed {seed}: {name} lacks a message");
            Assert.True(
                !name.EndsWith(".fifo", StringComparison.Ordinal) || bodies.SequenceEqual(acknowledged),
                $"seed {seed}: {name} has another order"
            );
        }
    }

    private static async Task<List<string>> DrainAsync(SqsClient sqs, string queueUrl)
    {
        var bodies = new List<string>();
        while (await sqs.ReceiveAsync(queueUrl, 10, 60, 0) is { Count: > 0 } messages)
        {
            bodies.AddRange(messages.Select(message => message.Body));
            await sqs.DeleteBatchAsync(queueUrl, [.. messages.Select(message => message.ReceiptHandle)]);
        }

        return bodies;
    }

    private static async Task<int> PendingAsync(SqsClient sqs)
    {
        var (status, text) = await sqs.PageAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, status);
        return int.Parse(Pending().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static async Task AskAsync(HttpClient http, string action, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(
            parameters
                .Append(("Action", action))
                .Append(("Version", "2010-03-31"))
                .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2))
        );
        using var answer = await http.PostAsync("/", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string TopicArn(string name) => $"arn:aws:sns:us-east-1:000000000000:{name}";

    [GeneratedRegex(@"^millrace_calls_pending (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Pending();
}
