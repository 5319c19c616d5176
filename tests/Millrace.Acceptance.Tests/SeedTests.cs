using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The class the product was asked for with, unmodified, with only the endpoint set.</summary>
public sealed class SeedTests(SharedServer shared)
{
    [Fact]
    public async Task The_printed_SQSProcessor_sends_receives_processes_extends_and_deletes()
    {
        Assert.SkipWhen(Repository.Seeds is null, "The seed documents are not beside this checkout (MILLRACE_SEEDS).");
        var document = Path.Combine(Repository.Seeds, "003_019f444707bd13cc.txt");
        Assert.SkipUnless(File.Exists(document), $"There is no {document}.");
        var hasBoto3 = await ChildProcess.TryRunAsync("python3", ["-c", "import boto3"], shared.ClientEnvironment);
        Assert.SkipUnless(hasBoto3 is { ExitCode: 0 }, "python3 has no boto3 (Debian: python3-boto3).");

        var script = Path.Combine(Script.FolderOf("boto3"), "seed.py");
        var ending = await ChildProcess.RunAsync(
            "python3",
            [script, document, $"seed-{Guid.NewGuid():N}"],
            shared.ClientEnvironment
        );

        Assert.True(ending.ExitCode == 0, ending.Output + ending.Errors);
        Assert.EndsWith("done\n", ending.Output, StringComparison.Ordinal);
        Assert.Contains("Processing: {'order': 9}", ending.Output, StringComparison.Ordinal);
    }
}
