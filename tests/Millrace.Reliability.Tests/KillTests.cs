namespace Millrace.Reliability.Tests;

/// <summary>The process is killed (SIGKILL) in the middle of its work, and whatever it had answered still holds afterwards.</summary>
public sealed class KillTests
{
    private const int AnswersMin = 10;
    private const int AnswersMax = 120;

    /// <summary>Every tenth life is long enough for files to be begun and given up.</summary>
    private const int AnswersOfLongLife = 1_000;

    private static int Kills => Environment.GetEnvironmentVariable("MILLRACE_TEST_LONG") is null ? 100 : 1_000;

    /// <summary>The seed decides what the clients do and after how many answers each kill comes; what the machine does meanwhile is its own.</summary>
    [Fact]
    public async Task A_hundred_kills_under_load_lose_nothing_that_was_acknowledged_and_bring_nothing_back()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        using var queue = new LoadedQueue(seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            var isTenth = kill % 10 == 9;
            if (isTenth)
            {
                // The one that cleans up after a kill may be killed as well.
                await using var opening = await queue.OpenAsync();
                opening.Kill();
                await opening.EndAsync();
            }

            await using var server = await queue.StartAsync();
            await queue.WorkAsync(server, random.Next(AnswersMin, AnswersMax) + (isTenth ? AnswersOfLongLife : 0), server.Kill);
            await server.EndAsync();
        }

        await queue.AssertNothingLostAsync();
        Assert.True(queue.Ledger.SentCount > 10 * Kills, $"Only {queue.Ledger.SentCount} messages were sent.");
        Assert.True(queue.Ledger.DeletedCount > 10 * Kills, $"Only {queue.Ledger.DeletedCount} messages were deleted.");
        Assert.False(queue.HasFirstSegment, "The first file of the journal was to be given up under way.");
    }
}
