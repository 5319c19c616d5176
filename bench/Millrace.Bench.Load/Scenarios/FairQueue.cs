using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>One tenant floods a queue faster than it is consumed: what does that do to the messages of the others, who each send little?</summary>
/// <remarks>
/// Dwell time is from just before a quiet tenant's SendMessage leaves to the answer that brings its message: two flushes are in it.
/// Rounds of the quiet tenants alone and with the flood on top alternate, each on a queue of its own. A flood that the consumers keep up
/// with would show nothing, and fails the scenario.
/// <para>Source of the bound: issue 3, "one tenant at 10,000/s, another's dwell time p99 within twice its quiet level".</para>
/// </remarks>
public sealed class FairQueue : IScenario
{
    /// <summary>At this pace the server is half a minute compiling what it does often; a method's compilation holds a core for milliseconds.</summary>
    private const int WarmUps = 3;

    public string Name => "fair-queue";

    public string Measures =>
        $"dwell time of {TenantLoad.QuietTenants} tenants' messages under another's flood of {TenantLoad.FloodPerSecond} messages/s; floor: the same without the flood";

    public void Run(LoadRun run)
    {
        var data = run.Workplace.NewDataFolder();
        var server = run.Workplace.StartMillrace(data);
        try
        {
            Report(run.Report, Measure(run, server));
        }
        finally
        {
            run.Workplace.End(server, data);
        }
    }

    private static List<(TenantRound Alone, TenantRound Flooded)> Measure(LoadRun run, ChildProcess server)
    {
        var rounds = new List<(TenantRound Alone, TenantRound Flooded)>();
        Round("warm-up-alone", isFlooded: false, run.Options.WarmUp);
        Round("warm-up-flooded", isFlooded: true, WarmUps * run.Options.WarmUp);
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            var alone = Round($"alone-{round}", isFlooded: false, run.Options.Round);
            var flooded = Round($"flooded-{round}", isFlooded: true, run.Options.Round);
            RequireMeaning(flooded);
            rounds.Add((alone, flooded));
        }

        return rounds;

        TenantRound Round(string name, bool isFlooded, TimeSpan duration)
        {
            using var load = new TenantLoad(server.Port, Queue.Create(server.Port, name), isFlooded);
            return load.Run(duration);
        }
    }

    private static void RequireMeaning(TenantRound flooded)
    {
        if (flooded.Backlog <= 0)
        {
            throw new LoadException(
                $"The flood was consumed as it came ({flooded.Flood:0} messages/s): there was no backlog to be fair about."
            );
        }
    }

    private void Report(LoadReport report, List<(TenantRound Alone, TenantRound Flooded)> rounds)
    {
        var (alone, flooded) = (new LatencyHistogram(), new LatencyHistogram());
        foreach (var round in rounds)
        {
            alone.Add(round.Alone.Dwell);
            flooded.Add(round.Flooded.Dwell);
        }

        var ratios = rounds
            .Select(round => round.Flooded.Dwell.PercentileMs(0.99) / round.Alone.Dwell.PercentileMs(0.99))
            .ToArray();
        Add("the flood", Side.Median([.. rounds.Select(round => round.Flooded.Flood)]), "messages/s");
        Add("consumed meanwhile", Side.Median([.. rounds.Select(round => round.Flooded.Consumed)]), "messages/s");
        Add("backlog at the end of a round", Side.Median([.. rounds.Select(round => (double)round.Flooded.Backlog)]), "messages");
        Add("quiet tenants alone, dwell time p50", alone.PercentileMs(0.5), "ms");
        Add("quiet tenants alone, dwell time p99 (the quiet level)", alone.PercentileMs(0.99), "ms");
        Add("quiet tenants under the flood, dwell time p50", flooded.PercentileMs(0.5), "ms");
        Add("quiet tenants under the flood, dwell time p99", flooded.PercentileMs(0.99), "ms");
        Add("p99 under the flood over the quiet level, median of the rounds", Side.Median(ratios), "times", Budget.AtMost(2));
        Add("the same, smallest of the rounds", ratios.Min(), "times");
        Add("the same, largest of the rounds", ratios.Max(), "times");

        void Add(string what, double value, string unit, Budget? budget = null) =>
            report.Add(new Figure(Name, what, value, unit, budget));
    }
}
