using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A start that came to nothing: its exit code, and what the operator reads.</summary>
public sealed class Refusal
{
    private const int ExitCode = 2;

    private readonly Ending _ending;

    private Refusal(Ending ending) => _ending = ending;

    /// <summary>Starts a server on a data folder and waits until it has given up.</summary>
    public static async Task<Refusal> OfAsync(string dataFolder)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] arguments = [ServerProcess.Program, "--port", "0", "--data", dataFolder];
        return new Refusal(await ChildProcess.RunAsync("dotnet", arguments, environment));
    }

    /// <summary>Fails unless the start was refused with this number, which has a page, and these particulars.</summary>
    public void AssertSays(string number, params string[] particulars)
    {
        Assert.True(_ending.ExitCode == ExitCode, $"Exit code {_ending.ExitCode}:\n{_ending.Errors}{_ending.Output}");
        Assert.Contains(number + ":", _ending.Errors, StringComparison.Ordinal);
        Assert.All(particulars, particular => Assert.Contains(particular, _ending.Errors, StringComparison.Ordinal));
        Assert.Contains($"docs/errors/{number}.md", _ending.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "errors", number + ".md")), $"{number} has no page.");
    }
}
