using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The checks in <c>javascript/</c>: AWS SDK for JavaScript v3, sqs-consumer and sqs-producer, as their lock file pins them.</summary>
public sealed class JavaScriptTests(SharedServer shared)
{
    public static TheoryData<string, string> Checks { get; } = Script.ChecksIn("javascript", "_checks.mjs");

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_JavaScript_SDK_finds(string file, string check)
    {
        var folder = Script.FolderOf("javascript");
        var isInstalled = Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-sns"));
        Assert.SkipUnless(isInstalled, "The packages of tests/Millrace.Acceptance.Tests/javascript are not installed: npm ci.");
        var node = await ChildProcess.TryRunAsync("node", ["--version"], shared.ClientEnvironment);
        Assert.SkipUnless(node is { ExitCode: 0 }, "There is no Node.js.");
        await Script.AssertHoldsAsync("node", Path.Combine(folder, file), check, shared);
    }
}
