using System.Globalization;
using System.Text;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Processes;

/// <summary>What a server holds in memory, from outside and by its own account.</summary>
/// <param name="ResidentBytes">VmRSS.</param>
/// <param name="HeapBytes">The managed heap by the server's own gauge; null when it offers none.</param>
public sealed record ServerMemory(long ResidentBytes, double? HeapBytes)
{
    // The gauge of the server, and the names other .NET exporters use.
    private static readonly string[] HeapGauges =
    [
        "millrace_managed_heap_bytes",
        "dotnet_gc_heap_bytes",
        "dotnet_gc_last_collection_heap_size_bytes",
        "process_runtime_dotnet_gc_heap_size_bytes",
    ];

    private static readonly byte[] MetricsRequest = Encoding.ASCII.GetBytes("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    /// <summary>Waits until the server is quiet, then reads both.</summary>
    public static ServerMemory Read(ChildProcess server)
    {
        Readiness.Settle(server);
        return new ServerMemory(server.ResidentBytes, HeapBytesOf(server));
    }

    private static double? HeapBytesOf(ChildProcess server)
    {
        var (status, body) = SingleExchange.Send(server.Port, MetricsRequest);
        if (status != 200)
        {
            return null;
        }

        // Prometheus text: "name{labels} value" or "name value"; several label sets (generations) add up.
        var lines = Encoding.UTF8.GetString(body).Split('\n');
        foreach (var gauge in HeapGauges)
        {
            var samples = lines
                .Where(line =>
                    line.StartsWith(gauge + ' ', StringComparison.Ordinal)
                    || line.StartsWith(gauge + '{', StringComparison.Ordinal)
                )
                .ToList();
            if (samples.Count > 0)
            {
                return samples.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
            }
        }

        return null;
    }
}
