using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>A server and the crowd that talks to it.</summary>
public sealed class Contender(ChildProcess server, Crowd crowd) : IDisposable
{
    /// <summary>Puts the server under load for a while.</summary>
    public Round Run(TimeSpan duration)
    {
        var serverBefore = server.CpuTime;
        var clientBefore = ProcFile.CpuTime(Environment.ProcessId);
        try
        {
            var (elapsed, latencies) = crowd.Run(duration);
            var clientCpu = ProcFile.CpuTime(Environment.ProcessId) - clientBefore;
            return new Round(elapsed, latencies, server.CpuTime - serverBefore, clientCpu);
        }
        catch (LoadException failure)
        {
            throw new LoadException($"{server.Name}: {failure.Message} {server.LastWords()}", failure);
        }
    }

    public void Dispose() => crowd.Dispose();
}
