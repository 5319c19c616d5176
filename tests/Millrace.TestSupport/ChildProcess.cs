using System.ComponentModel;
using System.Diagnostics;

namespace Millrace.TestSupport;

/// <summary>Runs a program to its end, in an environment where nothing of the machine's own AWS settings is left.</summary>
public static class ChildProcess
{
    /// <summary>No client here has more to do than a minute's work on a busy machine.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static ProcessStartInfo StartInfo(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsUnwelcome).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs a program; null when there is no such program.</summary>
    public static async Task<Ending?> TryRunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        try
        {
            return await RunAsync(program, arguments, environment);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public static async Task<Ending> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        using var process = Process.Start(StartInfo(program, arguments, environment))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Ending(process.ExitCode, await output, await errors);
    }

    private static bool IsUnwelcome(string name) =>
        name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MILLRACE_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}

/// <summary>How a program ended.</summary>
public sealed record Ending(int ExitCode, string Output, string Errors);
