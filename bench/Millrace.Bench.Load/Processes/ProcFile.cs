using System.Globalization;

namespace Millrace.Bench.Load.Processes;

/// <summary>What Linux says about a process, from outside.</summary>
/// <remarks>Source: proc(5).</remarks>
public static class ProcFile
{
    // USER_HZ, the unit of /proc/<pid>/stat: 100 on every Linux that runs .NET.
    private const long ClockTicksPerSecond = 100;

    /// <summary>User and system time of the whole process.</summary>
    public static TimeSpan CpuTime(int processId)
    {
        // The second field, the program's name, may hold blanks and parentheses: count from its last parenthesis.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromTicks(ticks * (TimeSpan.TicksPerSecond / ClockTicksPerSecond));
    }

    /// <summary>VmRSS in bytes: anonymous memory and mapped files together.</summary>
    public static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line["VmRSS:".Length..].Replace("kB", string.Empty, StringComparison.Ordinal);
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }
}
