using System.Diagnostics;
using System.Globalization;
using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>The process is told to stop (SIGTERM), as service managers do.</summary>
public sealed class StopTests
{
    private const int LongPolls = 200;

    /// <summary>A service manager waits ten seconds or more before it kills.</summary>
    private static readonly TimeSpan _stopMost = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_stop_answers_every_long_poll_and_a_restart_finds_every_message()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-stop-");
        try
        {
            await using (var server = await ServerProcess.StartAsync("--data", folder.FullName))
            {
                using var client = new SqsClient(server.Address);
                var kept = await client.CreateQueueAsync("kept");
                await client.SendBatchAsync(kept, [.. Enumerable.Range(0, 10).Select(number => Bodies.Of(number))]);
                var deleted = Assert.Single(await client.ReceiveAsync(kept, most: 1));
                await client.DeleteAsync(kept, deleted.ReceiptHandle);
                Assert.Equal(0, Bodies.NumberOf(deleted.Body));

                var polls = await WaitAsync(server, client, await client.CreateQueueAsync("empty"));
                var stop = Stopwatch.StartNew();
                Assert.Equal(0, await server.TerminateAsync());

                Assert.True(stop.Elapsed < _stopMost, $"The stop took {stop.Elapsed}.");
                Assert.All(await Task.WhenAll(polls), Assert.Empty);
            }

            await using var again = await ServerProcess.StartAsync("--data", folder.FullName);
            using var later = new SqsClient(again.Address);
            var found = await later.ReceiveAsync(await later.CreateQueueAsync("kept"));
            Assert.Equal(Enumerable.Range(1, 9).Select(number => Bodies.Of(number)), found.Select(message => message.Body));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Stops_under_load_lose_nothing_that_was_acknowledged()
    {
        var seed = Seeds.Next();
        using var queue = new LoadedQueue(seed);

        for (var stop = 0; stop < 5; stop++)
        {
            await using var server = await queue.StartAsync();
            var ending = Task.FromResult(-1);
            await queue.WorkAsync(server, answers: 200, () => ending = server.TerminateAsync());
            Assert.Equal(0, await ending);
        }

        await queue.AssertNothingLostAsync();
    }

    /// <summary>Has so many clients wait on a queue; returns once all of them are waiting.</summary>
    private static async Task<List<Task<IReadOnlyList<ReceivedMessage>>>> WaitAsync(
        ServerProcess server,
        SqsClient observer,
        string queueUrl
    )
    {
        var polls = Enumerable.Range(0, LongPolls).Select(_ => PollAsync(server, queueUrl)).ToList();
        var patience = Stopwatch.StartNew();
        for (var waiting = 0; waiting < LongPolls; )
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(15), $"Only {waiting} of {LongPolls} long polls got in.");
            var (_, metrics) = await observer.PageAsync("/metrics");
            waiting = metrics
                .Split('\n')
                .Where(line => line.StartsWith("millrace_requests_waiting ", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
                .Single();
        }

        return polls;
    }

    private static async Task<IReadOnlyList<ReceivedMessage>> PollAsync(ServerProcess server, string queueUrl)
    {
        using var client = new SqsClient(server.Address);
        return await client.ReceiveAsync(queueUrl, waitSeconds: 20);
    }
}
