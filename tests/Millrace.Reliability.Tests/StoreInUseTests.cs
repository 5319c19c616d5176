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

        var second = await Refusal.OfAsync(first.DataFolder);

        second.AssertSays("MR1002", first.DataFolder);
        await client.SendAsync(url, "after");
        Assert.Equal(["before", "after"], (await client.ReceiveAsync(url)).Select(message => message.Body));
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
