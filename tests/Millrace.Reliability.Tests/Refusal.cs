using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A start that is to come to nothing.</summary>
public static class Refusal
{
    private const int ExitCode = 2;

    /// <summary>Fails unless a server refuses to start on a data folder, with this number, which has a page, and these particulars.</summary>
    public static async Task AssertAsync(string dataFolder, string number, params string[] particulars)
    {
        var ended = await Assert.ThrowsAsync<ServerEndedException>(async () =>
        {
            await using var server = await ServerProcess.StartAsync("--data", dataFolder);
        });

        Assert.True(ended.ExitCode == ExitCode, ended.Message);
        Assert.Contains(number + ":", ended.Output, StringComparison.Ordinal);
        Assert.All(particulars, particular => Assert.Contains(particular, ended.Output, StringComparison.Ordinal));
        Assert.Contains($"docs/errors/{number}.md", ended.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "errors", number + ".md")), $"{number} has no page.");
    }
}
