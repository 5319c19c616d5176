using System.Collections.Concurrent;
using System.Globalization;
using Millrace.Simulation.Model;

namespace Millrace.Simulation;

/// <summary>Thousands of histories, each from a seed; a seed that breaks a promise is printed and replays.</summary>
/// <remarks>
/// <c>MILLRACE_TEST_SEED=7 ./test Simulation</c> runs one history, <c>MILLRACE_TEST_SEEDS=500</c> so many,
/// <c>MILLRACE_TEST_LONG=1</c> many more.
/// </remarks>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsByDefault = 2_500;
    private const int SeedsWhenLong = 50_000;

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var single = Setting("MILLRACE_TEST_SEED");
        var seeds = single is { } seed ? [seed] : Enumerable.Range(1, Seeds());
        var total = new HistoryFigures();
        var broken = RunAll(seeds, new Sabotage(), total);
        output.WriteLine(total.ToString());
        Assert.True(broken.Count == 0, Report(broken));
        if (single is null)
        {
            ItWentWhereItWasToGo(total);
        }
    }

    [Fact]
    public void The_same_seed_lives_the_same_history()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            Assert.Equal(History.Run(seed).Hash, History.Run(seed).Hash);
        }

        Assert.NotEqual(History.Run(1).Hash, History.Run(2).Hash);
    }

    /// <summary>Runs histories on every core; those that failed, by their seeds.</summary>
    internal static SortedDictionary<int, HistoryResult> RunAll(IEnumerable<int> seeds, Sabotage sabotage, HistoryFigures total)
    {
        var left = new ConcurrentQueue<int>(seeds);
        var broken = new SortedDictionary<int, HistoryResult>();
        var threads = Enumerable
            .Range(0, Environment.ProcessorCount)
            .Select(_ => new Thread(() =>
            {
                while (left.TryDequeue(out var seed))
                {
                    var result = History.Run(seed, sabotage);
                    lock (broken)
                    {
                        total.Add(result.Figures);
                        if (result.Failure is not null)
                        {
                            broken.Add(seed, result);
                        }
                    }
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return broken;
    }

    /// <summary>A simulation that never tears a batch or moves a message proves nothing about it.</summary>
    private static void ItWentWhereItWasToGo(HistoryFigures total)
    {
        Assert.True(total.PowerCuts > 0, nameof(total.PowerCuts));
        Assert.True(total.Kills > 0, nameof(total.Kills));
        Assert.True(total.FailedFlushes > 0, nameof(total.FailedFlushes));
        Assert.True(total.TornBatches > 0, nameof(total.TornBatches));
        Assert.True(total.RefusedForRoom > 0, nameof(total.RefusedForRoom));
        Assert.True(total.Comparisons > 0, nameof(total.Comparisons));
        Assert.True(total.SegmentsDropped > 0, nameof(total.SegmentsDropped));
        Assert.True(total.RewrittenBytes > 0, nameof(total.RewrittenBytes));
        Assert.True(total.DeadLetters > 0, nameof(total.DeadLetters));
        Assert.True(total.Drained > 0, nameof(total.Drained));
        Assert.True(total.Duplicates > 0, nameof(total.Duplicates));
        Assert.True(total.Repeats > 0, nameof(total.Repeats));
        Assert.True(total.Moved > 0, nameof(total.Moved));
        Assert.True(total.TasksEnded > 0, nameof(total.TasksEnded));
        Assert.True(total.AttributesSet > 0, nameof(total.AttributesSet));
    }

    private static int Seeds() =>
        Setting("MILLRACE_TEST_SEEDS") ?? (Setting("MILLRACE_TEST_LONG") == 1 ? SeedsWhenLong : SeedsByDefault);

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Report(SortedDictionary<int, HistoryResult> broken)
    {
        var lines = broken
            .Take(10)
            .Select(one =>
                $"MILLRACE_TEST_SEED={one.Key.ToString(CultureInfo.InvariantCulture)} ./test Simulation\n"
                + $"    {(one.Value.Failure is InvariantException ? one.Value.Failure.Message : one.Value.Failure!.ToString())}\n"
                + $"    after {one.Value.LastEvents}"
            );
        return $"{broken.Count} histories broke a promise; each replays with its command:\n{string.Join('\n', lines)}";
    }
}
