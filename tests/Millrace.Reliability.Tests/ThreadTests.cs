using System.Globalization;
using Millrace.Engine.Embedded;
using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>How the system is asked to treat the server's threads.</summary>
public sealed class ThreadTests
{
    [Fact]
    public async Task The_threads_that_requests_pass_through_come_soon()
    {
        Assert.SkipUnless(LinuxKernel.HasSlices, "Slices of single threads are missing: that takes Linux 6.12.");
        await using var server = await ServerProcess.StartAsync();
        using var client = new SqsClient(server.Address);
        await client.CreateQueueAsync("orders");
        var slices = Directory
            .GetDirectories($"/proc/{server.Id}/task")
            .ToLookup(
                NameOf,
                task => ThreadUrgency.SliceOf(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture)),
                StringComparer.Ordinal
            );
        Assert.Equal([ThreadUrgency.Slice], slices["journal"]);
        Assert.NotEmpty(slices[".NET Sockets"]);
        Assert.All(slices[".NET Sockets"], slice => Assert.Equal(ThreadUrgency.Slice, slice));
    }

    /// <summary>Empty for a thread that has ended since; the two kinds asked about live as long as the server.</summary>
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
