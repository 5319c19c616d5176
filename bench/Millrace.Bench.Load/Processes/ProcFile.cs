using System.Globalization;
using Millrace.Bench.Load.Client;

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

    /// <summary>Refuses to go on when this process may not hold as many files and sockets open; its servers have the same limit.</summary>
    /// <remarks>The runtime has already raised the soft limit to the hard one.</remarks>
    /// <exception cref="LoadException">The limit is lower.</exception>
    public static void RequireOpenFiles(int files)
    {
        const string Name = "Max open files";
        var limit = File.ReadLines("/proc/self/limits").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        var soft = limit[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        if (long.TryParse(soft, CultureInfo.InvariantCulture, out var most) && most < files)
        {
            throw new LoadException($"This needs {files} open files, and the limit is {most}: raise it with ulimit -Hn.");
        }
    }

    /// <summary>VmRSS in bytes: anonymous memory and mapped files together.</summary>
    public static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line["VmRSS:".Length..].Replace("kB", string.Empty, StringComparison.Ordinal);
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }
}
