using System.Globalization;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Round trips on a queue that holds more and more messages, beside the same on another server whose queue holds none.</summary>
/// <remarks>
/// Two processes, so that the heap of the deep one slows only itself. The first row, none beside none, is the control: how
/// far its ratio is from one is how far the others may be believed. Memory per message is the growth from one depth to the
/// next, so that what is there once (code, pools, a full payload cache) cancels.
/// </remarks>
public sealed class Backlog : IScenario
{
    private static readonly long[] Depths = [0, 100_000, 1_000_000, 10_000_000];

    public string Name => "backlog";

    public string Measures => "round trips over 0, 100 thousand, one and ten million messages; floor: the same over none";

    public void Run(LoadRun run)
    {
        var emptyData = run.Workplace.NewDataFolder();
        var deepData = run.Workplace.NewDataFolder();
        var empty = run.Workplace.StartMillrace(emptyData);
        var deep = run.Workplace.StartMillrace(deepData);
        try
        {
            Run(run, empty, deep);
        }
        finally
        {
            run.Workplace.End(empty, emptyData);
            run.Workplace.End(deep, deepData);
        }
    }

    private void Run(LoadRun run, ChildProcess empty, ChildProcess deep)
    {
        var emptyQueue = Queue.Create(empty.Port, "orders");
        var deepQueue = Queue.Create(deep.Port, "orders");
        var handle = emptyQueue.TryOut(MessageBody.OfBytes(256));
        deepQueue.TryOut(MessageBody.OfBytes(256));
        var threads = run.Options.ClientThreads;
        (long Messages, ServerMemory Memory)? before = null;
        foreach (var depth in Depths.TakeWhile(depth => depth <= run.Options.BacklogMax))
        {
            if (depth > 0)
            {
                LoadRun.Say($"  filling the queue up to {Text(depth)} messages");
                var rate = Preload.Send(deepQueue, deep.Port, depth - (before?.Messages ?? 0), threads);
                run.Report.Add(new Figure(Name, $"filling up to {Text(depth)}, batches of ten", rate, "messages/s"));
            }

            // The crowds are new at each depth: Kestrel closes connections that were quiet for two minutes.
            using var floor = new Contender(empty, RoundTrips.CrowdOn(emptyQueue, empty.Port, handle, threads));
            using var millrace = new Contender(deep, RoundTrips.CrowdOn(deepQueue, deep.Port, handle, threads));
            var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
            run.Report.Add(
                new Comparison(
                    $"{Name} of {Text(depth)}",
                    "none",
                    "round trips",
                    RoundTrips.PerExchange,
                    floorSide,
                    millraceSide,
                    depth == 10_000_000 ? Budget.AtLeast(0.9) : null
                )
            );

            var memory = ServerMemory.Read(deep);
            if (before is { } shallower)
            {
                ReportMemory(run.Report, shallower, (depth, memory));
            }

            before = (depth, memory);
        }
    }

    private void ReportMemory(
        LoadReport report,
        (long Messages, ServerMemory Memory) before,
        (long Messages, ServerMemory Memory) after
    )
    {
        // Below a million the noise of the collector is larger than what is measured.
        var budget = after.Messages >= 1_000_000 ? Budget.AtMost(100) : null;
        var step = $"per message, {Text(before.Messages)} to {Text(after.Messages)}";
        double messages = after.Messages - before.Messages;
        report.Add(
            new Figure(
                Name,
                $"resident memory {step}",
                (after.Memory.ResidentBytes - before.Memory.ResidentBytes) / messages,
                "bytes",
                budget
            )
        );
        if (after.Memory.HeapBytes is { } heapAfter && before.Memory.HeapBytes is { } heapBefore)
        {
            report.Add(new Figure(Name, $"managed heap {step}", (heapAfter - heapBefore) / messages, "bytes", budget));
        }
    }

    private static string Text(long messages) => messages == 0 ? "none" : messages.ToString("N0", CultureInfo.InvariantCulture);
}
