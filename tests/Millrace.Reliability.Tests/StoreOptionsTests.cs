using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>What is fixed when a store is created: a configuration that says otherwise later is told so.</summary>
public sealed class StoreOptionsTests
{
    [Fact]
    public async Task Options_for_new_stores_that_come_too_late_are_named_in_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-options-");
        await using (var first = await ServerProcess.StartAsync("--data", folder.FullName))
        {
            Assert.DoesNotContain("has no effect", first.Output, StringComparison.Ordinal);
            Assert.Equal(0, await first.TerminateAsync());
        }

        var later = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MILLRACE_ENGINE__PARTITIONS"] = "3",
            ["MILLRACE_ENGINE__SEGMENTBYTES"] = (8 << 20).ToString(),
        };
        await using (var second = await ServerProcess.StartAsync(later, "--data", folder.FullName))
        {
            Assert.Contains("engine.partitions is 8 since the store was created", second.Output, StringComparison.Ordinal);
            Assert.Contains("the configuration's 3 is for new stores and has no effect", second.Output, StringComparison.Ordinal);
            Assert.Contains("engine.segmentBytes is 33554432", second.Output, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_refused_in_one_line()
    {
        var ended = await Assert.ThrowsAsync<ServerEndedException>(async () =>
        {
            await using var server = await ServerProcess.StartAsync("--bind", "192.0.2.1", "--allow-anonymous");
        });

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("192.0.2.1", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
    }
}
