using System.Globalization;
using Millrace.Simulation.Model;

namespace Millrace.Simulation;

/// <summary>Thousands of histories, each from a seed; a seed that breaks a promise is printed and replays.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsByDefault = 3_000;
    private const int SeedsWhenLong = 200_000;

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var single = Environment.GetEnvironmentVariable("MILLRACE_TEST_SEED");
        var (first, count) = single is null ? (1, Seeds()) : (int.Parse(single, CultureInfo.InvariantCulture), 1);
        var total = new HistoryFigures();
        var broken = new SortedDictionary<int, Exception>();
        var next = first - 1;
        var threads = Enumerable
            .Range(0, Math.Min(2, Environment.ProcessorCount))
            .Select(_ => new Thread(() =>
            {
                while (Interlocked.Increment(ref next) is var seed && seed < first + count)
                {
                    try
                    {
                        var figures = History.Run(seed);
                        lock (total)
                        {
                            total.Add(figures);
                        }
                    }
#pragma warning disable CA1031 // Whatever ends a history is what the test is to tell.
                    catch (Exception failure)
#pragma warning restore CA1031
                    {
                        lock (broken)
                        {
                            broken.Add(seed, failure);
                        }
                    }
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        output.WriteLine($"{count} histories: {total}");
        Assert.True(broken.Count == 0, Report(broken));
        if (single is null)
        {
            ItWentWhereItWasToGo(total);
        }
    }

    [Fact]
    public void A_disk_that_lies_about_flushing_is_found_out()
    {
        var found = Enumerable.Range(1, 50).Count(seed => Record.Exception(() => History.Run(seed, diskLies: true)) is not null);
        Assert.InRange(found, 25, 50);
    }

    [Fact]
    public void The_same_seed_lives_the_same_history()
    {
        Assert.Equal(History.Run(7).ToString(), History.Run(7).ToString());
    }

    /// <summary>A simulation that never tears a batch or moves a message proves nothing about it.</summary>
    private static void ItWentWhereItWasToGo(HistoryFigures total)
    {
        Assert.True(total.PowerCuts > 0, nameof(total.PowerCuts));
        Assert.True(total.TornBatches > 0, nameof(total.TornBatches));
        Assert.True(total.SegmentsDropped > 0, nameof(total.SegmentsDropped));
        Assert.True(total.RewrittenBytes > 0, nameof(total.RewrittenBytes));
        Assert.True(total.DeadLetters > 0, nameof(total.DeadLetters));
        Assert.True(total.Drained > 0, nameof(total.Drained));
    }

    private static int Seeds()
    {
        if (Environment.GetEnvironmentVariable("MILLRACE_TEST_SEEDS") is { Length: > 0 } given)
        {
            return int.Parse(given, CultureInfo.InvariantCulture);
        }

        return Environment.GetEnvironmentVariable("MILLRACE_TEST_LONG") == "1" ? SeedsWhenLong : SeedsByDefault;
    }

    private static string Report(SortedDictionary<int, Exception> broken)
    {
        var lines = broken
            .Take(10)
            .Select(one =>
                $"MILLRACE_TEST_SEED={one.Key.ToString(CultureInfo.InvariantCulture)} ./test Simulation   # "
                + (one.Value is InvariantException ? one.Value.Message : one.Value.ToString())
            );
        return $"{broken.Count} histories broke a promise; each replays with its command:\n{string.Join('\n', lines)}";
    }
}
