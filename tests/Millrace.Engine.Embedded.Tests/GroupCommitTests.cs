using System.Collections.Concurrent;
using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>The writer thread: what arrives during a flush is the next batch, all of it.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public void What_arrives_during_a_flush_is_flushed_together_by_the_next()
    {
        var token = TestContext.Current.CancellationToken;
        var patience = TimeSpan.FromSeconds(30);
        var disk = new HeldDisk(new SimulatedDisk(), _ => true);
        using var stop = new CancellationTokenSource();
        using var segments = new Segments(disk, 64 * 1024, 1);
        var told = new BlockingCollection<string>();
        using var journal = new Journal(
            segments,
            256 * 1024,
            1,
            0,
            TimeProvider.System,
            waiting => waiting.ForEach(waiter => waiter.Execute()),
            () => { }
        );
        var writer = new Thread(() => journal.Run(stop.Token));
        writer.Start();

        Append(journal, "first", told);
        Assert.True(disk.Flushing.Wait(patience, token));
        Append(journal, "second", told);
        Append(journal, "third", told);
        Assert.Empty(told);

        disk.LetGo.Set();
        Assert.Equal("first", told.Take(token));
        Assert.Equal("second", told.Take(token));
        Assert.Equal("third", told.Take(token));
        Assert.Equal(2, disk.Flushes);

        stop.Cancel();
        Assert.True(writer.Join(patience));
    }

    private static void Append(Journal journal, string name, BlockingCollection<string> told)
    {
        var record = new byte[100];
        Frame.WriteRecordHead(record, 0, 0x7001, 1);
        Assert.Equal(Embedded.Append.Done, journal.TryAppend(record, false, 1, out var position));
        Assert.True(journal.TellWhenDurable(position + record.Length, new Waiter(name, told)));
    }

    private sealed class Waiter(string name, BlockingCollection<string> told) : IDurableWaiter
    {
        public bool IsQuick => true;

        public void Execute() => told.Add(name);
    }
}
