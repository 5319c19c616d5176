using System.Diagnostics;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Ten thousand consumers with nothing to consume: what they cost, and how soon one of them hears of a message.</summary>
/// <remarks>
/// Polls last the longest there is, 20 s. They are opened within five seconds, so the ten seconds after that hold no
/// renewal: the cost of parked polls alone. A whole cycle of 20 s holds exactly one renewal of each, 500 a second: the
/// budget's figure. Beside it, what the bare endpoint needs to echo as many requests a second on as many connections.
/// </remarks>
public sealed class IdleLongPolls : IScenario
{
    private const int Polls = 10_000;
    private const int Queues = 1_000;
    private const int WaitSeconds = 20;
    private const int WakeUps = 1_000;
    private const int OpeningSteps = 100;
    private const int OtherFiles = 500;

    private static readonly TimeSpan OpeningStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ParkedWindow = TimeSpan.FromSeconds(10);

    public string Name => "idle-long-polls";

    public string Measures =>
        $"CPU share of {Polls} idle long polls on {Queues} queues, and time from a send to its poll's answer; floor: echoes at the same pace";

    public void Run(LoadRun run)
    {
        ProcFile.RequireOpenFiles(Polls + OtherFiles);
        var data = run.Workplace.NewDataFolder();
        var server = run.Workplace.StartMillrace(data);
        try
        {
            var queues = Enumerable.Range(0, Queues).Select(index => Queue.Create(server.Port, $"orders-{index}")).ToArray();
            MeasurePolls(run.Report, server, queues);
            var echoing = EchoAtTheSamePace(run, queues[0].ReceiveMessage(WaitSeconds));
            run.Report.Add(new Figure(Name, "CPU of bare Kestrel, as many echoes a second", 100 * echoing, "% of a core"));
        }
        finally
        {
            run.Workplace.End(server, data);
        }
    }

    private void MeasurePolls(LoadReport report, ChildProcess server, Queue[] queues)
    {
        var before = server.ResidentBytes;
        var watch = new LongPoll.Watch();
        using var loop = new ClientLoop();
        var polls = queues.Select(queue => new LongPoll(queue.ReceiveMessage(WaitSeconds), watch)).ToArray();
        Open(loop, server.Port, index => polls[index % Queues]);

        var cpuAtStart = server.CpuTime;
        loop.Pump(ParkedWindow);
        var cpuParked = server.CpuTime - cpuAtStart;
        var grown = server.ResidentBytes - before;
        loop.Pump(TimeSpan.FromSeconds(WaitSeconds) - ParkedWindow);
        var cpuCycle = server.CpuTime - cpuAtStart;
        if (loop.Waiting != Polls)
        {
            throw new LoadException($"Of {Polls} polls {loop.Waiting} were open after a cycle.");
        }

        var latencies = WakeUp(loop, server.Port, queues, watch);
        report.Add(new Figure(Name, "CPU while all are parked", 100 * (cpuParked / ParkedWindow), "% of a core"));
        report.Add(
            new Figure(
                Name,
                "CPU over a cycle, each renewed once",
                100 * cpuCycle.TotalSeconds / WaitSeconds,
                "% of a core",
                Budget.Below(5)
            )
        );
        report.Add(new Figure(Name, "resident memory per poll", grown / (double)Polls, "bytes"));
        report.Add(new Figure(Name, "wake-up p50", latencies.PercentileMs(0.5), "ms"));
        report.Add(new Figure(Name, "wake-up p99", latencies.PercentileMs(0.99), "ms", Budget.Below(10)));
    }

    private static List<Connection> Open(ClientLoop loop, int port, Func<int, IConversation> conversation)
    {
        var connections = new List<Connection>(Polls);
        for (var step = 0; step < OpeningSteps; step++)
        {
            var start = Stopwatch.GetTimestamp();
            while (connections.Count < (step + 1) * Polls / OpeningSteps)
            {
                connections.Add(loop.Open(port, conversation(connections.Count)));
                loop.Ask(connections[^1]);
            }

            loop.Pump(OpeningStep - Stopwatch.GetElapsedTime(start));
        }

        return connections;
    }

    // As a share of one core.
    private static double EchoAtTheSamePace(LoadRun run, byte[] request)
    {
        var floor = run.Workplace.StartFloor();
        using var loop = new ClientLoop();
        var conversations = Enumerable.Range(0, Polls).Select(_ => new ByHand()).ToArray();
        Array.ForEach(conversations, conversation => conversation.Say(request));
        var connections = Open(loop, floor.Port, index => conversations[index]);

        var cpuAtStart = floor.CpuTime;
        var start = Stopwatch.GetTimestamp();
        var asked = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < ParkedWindow; elapsed = Stopwatch.GetElapsedTime(start))
        {
            for (; asked < (int)(elapsed.TotalSeconds * Polls / WaitSeconds); asked++)
            {
                conversations[asked].Say(request);
                loop.Ask(connections[asked]);
            }

            loop.Pump(TimeSpan.FromMilliseconds(1));
        }

        var share = (floor.CpuTime - cpuAtStart) / ParkedWindow;
        run.Workplace.End(floor);
        return share;
    }

    // From just before the send leaves to the poll's answer: the flush of the send is in it, and so is the receive's own.
    private static LatencyHistogram WakeUp(ClientLoop loop, int port, Queue[] queues, LongPoll.Watch watch)
    {
        var sends = queues.Select(queue => queue.SendMessage(MessageBody.OfBytes(256))).ToArray();
        var byHand = new ByHand();
        var connection = loop.Open(port, byHand);
        var latencies = new LatencyHistogram();
        for (var wakeUp = 0; wakeUp < WakeUps; wakeUp++)
        {
            watch.Clear();
            byHand.Say(sends[wakeUp % Queues]);
            var start = Stopwatch.GetTimestamp();
            loop.Ask(connection);
            loop.PumpUntil(() => byHand.IsAnswered && watch.ReceiptHandle is not null, "a poll to be woken by a message");
            latencies.Record(watch.ReceivedAt - start);

            byHand.Say(queues[wakeUp % Queues].DeleteMessage(watch.ReceiptHandle!));
            loop.Ask(connection);
            loop.PumpUntil(() => byHand.IsAnswered, "DeleteMessage to be answered");
        }

        return latencies;
    }
}
