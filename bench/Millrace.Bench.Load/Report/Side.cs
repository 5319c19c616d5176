using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Report;

/// <summary>All rounds of one server in one scenario.</summary>
public sealed class Side(IReadOnlyList<Round> rounds)
{
    /// <summary>Every exchange of every round.</summary>
    public LatencyHistogram Latencies { get; } = Sum(rounds);

    /// <summary>The middle one of the rounds' rates.</summary>
    public double ExchangesPerSecond => Median([.. rounds.Select(round => round.ExchangesPerSecond)]);

    /// <summary>CPU time of the server per exchange, in microseconds: the figure that the client's own cost does not dilute.</summary>
    public double ServerCpuMicroseconds => rounds.Sum(round => round.ServerCpu.TotalMicroseconds) / Math.Max(1, Latencies.Count);

    /// <summary>CPU time of the client per exchange, in microseconds.</summary>
    public double ClientCpuMicroseconds => rounds.Sum(round => round.ClientCpu.TotalMicroseconds) / Math.Max(1, Latencies.Count);

    /// <summary>This side's rate over the other's, round by round, smallest first.</summary>
    public double[] RatiosTo(Side other) =>
        [.. rounds.Zip(other.Rounds, (mine, theirs) => mine.ExchangesPerSecond / theirs.ExchangesPerSecond).Order()];

    /// <summary>The middle value; of an even number, the mean of the two in the middle.</summary>
    public static double Median(double[] values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private IReadOnlyList<Round> Rounds => rounds;

    private static LatencyHistogram Sum(IReadOnlyList<Round> rounds)
    {
        var sum = new LatencyHistogram();
        foreach (var round in rounds)
        {
            sum.Add(round.Latencies);
        }

        return sum;
    }
}
