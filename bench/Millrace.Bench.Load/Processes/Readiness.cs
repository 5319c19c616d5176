using System.Diagnostics;
using System.Net.Sockets;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Processes;

/// <summary>Waiting for a server's first answer.</summary>
public static class Readiness
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(120);

    /// <summary>Asks again and again, a millisecond apart, until the answer is the wanted one.</summary>
    /// <returns>The time from the start of the process to that answer.</returns>
    /// <exception cref="LoadException">The process ended, or the answer did not come in two minutes.</exception>
    public static TimeSpan WaitForFirst(ChildProcess server, byte[] request, Func<int, byte[], bool> isWanted)
    {
        while (Stopwatch.GetElapsedTime(server.StartedAt) is var elapsed && elapsed < Most)
        {
            try
            {
                var (status, body) = SingleExchange.Send(server.Port, request);
                if (isWanted(status, body))
                {
                    return Stopwatch.GetElapsedTime(server.StartedAt);
                }
            }
            catch (SocketException)
            {
                // Nobody listens yet.
                server.RequireRunning();
            }

            Thread.Sleep(1);
        }

        throw new LoadException($"{server.Name} did not answer as expected in {Most.TotalSeconds} seconds. {server.LastWords()}");
    }

    /// <summary>Waits until the process has stopped using the CPU, so that its memory can be read; at most 20 seconds.</summary>
    public static void Settle(ChildProcess server)
    {
        var idle = TimeSpan.FromMilliseconds(10);
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var before = server.CpuTime;
            Thread.Sleep(500);
            if (server.CpuTime - before <= idle)
            {
                return;
            }
        }
    }
}
