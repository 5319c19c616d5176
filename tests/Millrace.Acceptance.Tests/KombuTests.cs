using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>Kombu, which carries Celery's tasks, over Debian's boto3 and so over the Query protocol.</summary>
public sealed class KombuTests(SharedServer shared)
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Celerys_messaging_library_publishes_consumes_acknowledges_and_requeues()
    {
        var kombu = await ChildProcess.TryRunAsync(Python, ["-c", "import kombu.transport.SQS"], shared.ClientEnvironment);
        Assert.SkipUnless(kombu is { ExitCode: 0 }, $"{Python} has no kombu with boto3 (Debian: python3-kombu, python3-boto3).");

        var script = Path.Combine(Script.FolderOf("boto3"), "kombu_session.py");
        var ending = await ChildProcess.RunAsync(Python, [script, $"kombu-{Guid.NewGuid():N}"], shared.ClientEnvironment);

        Assert.True(ending.ExitCode == 0 && ending.Output == "done\n", ending.Output + ending.Errors);
    }
}
