using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The classes the product was asked for with, unmodified, with only the endpoint set.</summary>
public sealed class SeedTests(SharedServer shared)
{
    [Fact]
    public async Task The_printed_SQSProcessor_sends_receives_processes_extends_and_deletes()
    {
        var output = await RunAsync("seed.py", $"seed-{Guid.NewGuid():N}");
        Assert.Contains("Processing: {'order': 9}", output, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_printed_SNSPublisher_reaches_all_who_subscribed_and_those_whose_filter_lets_it() =>
        RunAsync("seed_topics.py");

    /// <summary>Runs a script with the document as its first argument; what it printed.</summary>
    private async Task<string> RunAsync(string script, params string[] arguments)
    {
        Assert.SkipWhen(Repository.Seeds is null, "The seed documents are not beside this checkout (MILLRACE_SEEDS).");
        var document = Path.Combine(Repository.Seeds, "003_019f444707bd13cc.txt");
        Assert.SkipUnless(File.Exists(document), $"There is no {document}.");
        var hasBoto3 = await ChildProcess.TryRunAsync("python3", ["-c", "import boto3"], shared.ClientEnvironment);
        Assert.SkipUnless(hasBoto3 is { ExitCode: 0 }, "python3 has no boto3 (Debian: python3-boto3).");

        var ending = await ChildProcess.RunAsync(
            "python3",
            [Path.Combine(Script.FolderOf("boto3"), script), document, .. arguments],
            shared.ClientEnvironment
        );
        Assert.True(ending.ExitCode == 0, ending.Output + ending.Errors);
        Assert.EndsWith("done\n", ending.Output, StringComparison.Ordinal);
        return ending.Output;
    }
}
