using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Report;

/// <summary>One server's turn under load.</summary>
/// <param name="Elapsed">Length of the counted part.</param>
/// <param name="Latencies">Every exchange in it, from request to answer.</param>
/// <param name="ServerCpu">CPU time of the server's process meanwhile, the round's last answers included.</param>
/// <param name="ClientCpu">CPU time of this process meanwhile.</param>
public sealed record Round(TimeSpan Elapsed, LatencyHistogram Latencies, TimeSpan ServerCpu, TimeSpan ClientCpu)
{
    public double ExchangesPerSecond => Latencies.Count / Elapsed.TotalSeconds;
}
