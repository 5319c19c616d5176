using System.Globalization;
using Millrace.TestSupport;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Which threads the system is asked to let run first, and which last.</summary>
public sealed class ThreadUrgencyTests
{
    [Fact]
    public void A_thread_that_gives_way_does_so_alone()
    {
        var before = NicenessOfThisThread();
        Assert.Equal(ThreadUrgency.Niceness, OnAThread(ThreadUrgency.GiveWay, NicenessOfThisThread));
        Assert.Equal(before, NicenessOfThisThread());
    }

    [Fact]
    public void A_thread_that_comes_soon_does_so_alone_and_keeps_its_niceness()
    {
        const int self = 0;
        Assert.SkipUnless(LinuxKernel.HasSlices, "Slices of single threads are missing: that takes Linux 6.12.");
        Assert.Equal(ThreadUrgency.Slice, OnAThread(ThreadUrgency.ComeSoon, () => ThreadUrgency.SliceOf(self)));
        Assert.NotEqual(ThreadUrgency.Slice, ThreadUrgency.SliceOf(self));
        Assert.Equal(
            ThreadUrgency.Niceness,
            OnAThread(
                () =>
                {
                    ThreadUrgency.GiveWay();
                    ThreadUrgency.ComeSoon();
                },
                NicenessOfThisThread
            )
        );
    }

    private static T OnAThread<T>(Action first, Func<T> then)
    {
        var result = default(T);
        var thread = new Thread(() =>
        {
            first();
            result = then();
        });
        thread.Start();
        thread.Join();
        return result!;
    }

    /// <summary>Field 19 of proc_pid_stat(5), counted from behind the name in parentheses.</summary>
    private static int NicenessOfThisThread()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
