using System.Diagnostics;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Ten thousand consumers with nothing to consume: what they cost, and how soon one of them hears of a message.</summary>
/// <remarks>
/// Polls last the longest there is, 20 s. They are opened evenly within ten seconds, so the next ten hold no renewal: the
/// cost of parked polls alone. The ten after that hold one renewal of each, as evenly. Both together are a cycle: the
/// budget is asked of the half and of the whole. Beside it, what the bare endpoint needs to echo as many requests on as
/// many connections at that pace.
/// </remarks>
public sealed class IdleLongPolls : IScenario
{
    private const int Polls = 10_000;
    private const int Queues = 1_000;
    private const int WaitSeconds = 20;
    private const int WakeUps = 1_000;
    private const int OtherFiles = 500;

    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ParkedWindow = TimeSpan.FromSeconds(WaitSeconds) - Opening;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    public string Name => "idle-long-polls";

    public string Measures =>
        $"CPU share of {Polls} idle long polls on {Queues} queues, and time from a send to its poll's answer; floor: echoes at that pace";

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
            run.Report.Add(new Figure(Name, "CPU of bare Kestrel, the renewals as echoes", 100 * echoing, "% of a core"));
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
        Open(loop, server.Port, polls);

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
        report.Add(
            new Figure(Name, "CPU while all are parked", 100 * (cpuParked / ParkedWindow), "% of a core", Budget.Below(5))
        );
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

    private static void Open(ClientLoop loop, int port, LongPoll[] polls) =>
        Spread(loop, Opening, index => loop.Ask(loop.Open(port, polls[index % Queues])));

    // As a share of one core, over a cycle as long as the polls'.
    private static double EchoAtTheSamePace(LoadRun run, byte[] request)
    {
        var floor = run.Workplace.StartFloor();
        using var loop = new ClientLoop();
        var conversations = Enumerable.Range(0, Polls).Select(_ => new ByHand()).ToArray();
        var connections = new List<Connection>(Polls);
        Spread(loop, WarmUp, index => connections.Add(loop.Open(floor.Port, conversations[index])));
        Spread(loop, WarmUp, EchoOnce);

        var cpuAtStart = floor.CpuTime;
        Spread(loop, Opening, EchoOnce);
        var share = (floor.CpuTime - cpuAtStart).TotalSeconds / WaitSeconds;
        run.Workplace.End(floor);
        return share;

        void EchoOnce(int index)
        {
            conversations[index].Say(request);
            loop.Ask(connections[index]);
        }
    }

    // Does something for every poll, evenly over a time, and takes answers meanwhile.
    private static void Spread(ClientLoop loop, TimeSpan time, Action<int> forPoll)
    {
        var start = Stopwatch.GetTimestamp();
        for (var done = 0; done < Polls; )
        {
            var due = Math.Min(Polls, (int)(Polls * (Stopwatch.GetElapsedTime(start) / time)));
            for (; done < due; done++)
            {
                forPoll(done);
            }

            loop.Pump(Breath);
        }
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
