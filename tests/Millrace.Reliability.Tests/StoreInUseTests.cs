using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>Two servers on one journal would destroy it.</summary>
public sealed class StoreInUseTests
{
    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var first = await ServerProcess.StartAsync();
        using var client = new SqsClient(first.Address);
        var url = await client.CreateQueueAsync("kept");
        await client.SendAsync(url, "before");

        await Refusal.AssertAsync(first.DataFolder, "MR1002", first.DataFolder);
        await client.SendAsync(url, "after");
        Assert.Equal(["before", "after"], (await client.ReceiveAsync(url)).Select(message => message.Body));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_made_for_another_reason_is_not_called_another_server()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-lock-");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "lock"), "lock");

        var ended = await Assert.ThrowsAsync<ServerEndedException>(async () =>
        {
            await using var server = await ServerProcess.StartAsync("--data", folder.FullName);
        });

        Assert.Equal(2, ended.ExitCode);
        Assert.DoesNotContain("MR1002", ended.Output, StringComparison.Ordinal);
        Assert.Contains("symbolic links", ended.Output, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_lock_of_a_server_that_was_killed_keeps_nobody_away()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-lock-");
        await using (var killed = await ServerProcess.StartAsync("--data", folder.FullName))
        {
            killed.Kill();
            await killed.EndAsync();
        }

        Assert.True(File.Exists(Path.Combine(folder.FullName, "lock")));
        await using (var next = await ServerProcess.StartAsync("--data", folder.FullName))
        {
            Assert.Equal(0, await next.TerminateAsync());
        }

        folder.Delete(recursive: true);
    }
}
