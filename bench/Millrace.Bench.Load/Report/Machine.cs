using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Report;

/// <summary>What the figures were measured on.</summary>
public static class Machine
{
    private const int FlushesMeasured = 200;

    /// <summary>One line: cores, processor, memory, kernel, runtime.</summary>
    public static string Describe()
    {
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var memoryGiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Machine: {Environment.ProcessorCount} cores ({processor?.Split(':')[1].Trim() ?? "unnamed"}), {memoryGiB:0} GiB, "
                + $"Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}"
        );
    }

    /// <summary>One line: the file system under the data folders and what a flush costs there, the floor under a lone sender.</summary>
    public static string DescribeDisk(string folder)
    {
        var path = Path.Combine(folder, "flush");
        var latencies = new LatencyHistogram();
        var page = new byte[4096];
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            for (var flush = 0; flush < FlushesMeasured; flush++)
            {
                var start = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, (long)flush * page.Length);
                RandomAccess.FlushToDisk(file);
                latencies.Record(Stopwatch.GetTimestamp() - start);
            }
        }

        File.Delete(path);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Disk: {new DriveInfo(folder).DriveFormat}; appending 4 KiB and flushing takes {latencies.PercentileMs(0.5):0.00} ms (p50), "
                + $"{latencies.PercentileMs(0.99):0.00} ms (p99)"
        );
    }
}
