using System.Diagnostics;
using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>The files under version control, as git lists them.</summary>
public static class TrackedFiles
{
    public static IReadOnlyList<string> Names { get; } = List();

    /// <summary>The content of those that are there (one may be deleted and not committed yet).</summary>
    public static IEnumerable<(string Name, string Text)> Read() =>
        Names
            .Select(name => (Name: name, Path: Path.Combine(Repository.Root, name)))
            .Where(file => File.Exists(file.Path))
            .Select(file => (file.Name, File.ReadAllText(file.Path)));

    private static string[] List()
    {
        var start = new ProcessStartInfo(
            "git",
            ["-C", Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return names.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
