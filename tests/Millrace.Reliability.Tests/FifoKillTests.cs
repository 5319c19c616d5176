namespace Millrace.Reliability.Tests;

/// <summary>The process is killed (SIGKILL) in the middle of its work on a FIFO queue: order, deduplication and counts hold nevertheless.</summary>
public sealed class FifoKillTests
{
    private const int Clients = 4;
    private const int GroupsEach = 4;
    private const int AnswersMin = 10;
    private const int AnswersMax = 150;

    private static int Kills => Environment.GetEnvironmentVariable("MILLRACE_TEST_LONG") is null ? 100 : 1_000;

    [Fact]
    public async Task A_hundred_kills_under_FIFO_load_leave_order_deduplication_window_and_receive_counts_intact()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var ledger = new FifoLedger(Clients * GroupsEach);
        FifoLoadClient[] clients =
        [
            .. Enumerable
                .Range(0, Clients)
                .Select(client => new FifoLoadClient(
                    ledger,
                    [.. Enumerable.Range(client * GroupsEach, GroupsEach)],
                    seed + client
                )),
        ];
        using var store = new Store();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await store.StartAsync();
            using var client = new SqsClient(server.Address);
            var url = await client.CreateFifoQueueAsync("load.fifo");
            var round = new Round(random.Next(AnswersMin, AnswersMax), server.Kill);
            await Task.WhenAll(clients.Select(loader => Task.Run(() => loader.RunAsync(server.Address, url, round))));
            await server.EndAsync();
        }

        await AssertIntactAsync(store, ledger, clients);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{ledger.SentCount} sent, {ledger.RepeatedCount} repeated, {ledger.DeletedCount} deleted"
        );
        Assert.True(ledger.SentCount > 10 * Kills, $"Only {ledger.SentCount} messages were sent.");
        Assert.True(ledger.RepeatedCount > Kills, $"Only {ledger.RepeatedCount} sends were repeated.");
        Assert.True(ledger.DeletedCount > 5 * Kills, $"Only {ledger.DeletedCount} messages were deleted.");
    }

    /// <summary>Receives and deletes all there is, in order; then no repeated send may bring anything back.</summary>
    private static async Task AssertIntactAsync(Store store, FifoLedger ledger, FifoLoadClient[] clients)
    {
        await using var server = await store.StartAsync();
        using var client = new SqsClient(server.Address);
        var url = await client.CreateFifoQueueAsync("load.fifo");
        var found = new HashSet<string>(StringComparer.Ordinal);

        // Nobody holds a message for longer than one second, so a wait of two finds the last.
        while (true)
        {
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            var messages = await client.ReceiveAsync(url, visibilitySeconds: 600, waitSeconds: 2);
            if (messages.Count == 0)
            {
                break;
            }

            ledger.Received(messages, begun, visibilitySeconds: 600);
            foreach (var message in messages)
            {
                Assert.True(found.Add(message.MessageId), "Received twice.");
                ledger.Deleting(message);
                await client.DeleteAsync(url, message.ReceiptHandle);
                ledger.Deleted(message);
            }
        }

        ledger.AssertComplete(found);
        foreach (var loader in clients)
        {
            await loader.RepeatLastAsync(client, url);
        }

        Assert.Equal((0, 0), await client.CountAsync(url));
    }
}
