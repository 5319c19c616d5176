using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Kill, start, first message received: with one million messages queued and the journal in the page cache.</summary>
public sealed class Restart : IScenario
{
    private const long Messages = 1_000_000;
    private const int Restarts = 3;

    public string Name => "restart";

    public string Measures => "from the start after a kill, with one million queued messages, to the first message received";

    public void Run(LoadRun run)
    {
        var data = run.Workplace.NewDataFolder();
        var server = run.Workplace.StartMillrace(data);
        try
        {
            var queue = Queue.Create(server.Port, "orders");
            LoadRun.Say("  filling the queue up to 1,000,000 messages");
            Preload.Send(queue, server.Port, Messages, run.Options.ClientThreads);
            var receive = queue.ReceiveMessage();
            var seconds = new double[Restarts];
            for (var restart = 0; restart < Restarts; restart++)
            {
                run.Workplace.End(server);
                server = run.Workplace.LaunchMillrace(data);
                seconds[restart] = Readiness.WaitForFirst(server, receive, HasMessage).TotalSeconds;
            }

            run.Report.Add(new Figure(Name, "median of three", Side.Median(seconds), "s", Budget.Below(3)));
            run.Report.Add(new Figure(Name, "slowest of three", seconds.Max(), "s"));
            var residentMB = ServerMemory.Read(server).ResidentBytes / 1e6;
            run.Report.Add(new Figure(Name, "resident memory afterwards", residentMB, "MB"));
        }
        finally
        {
            run.Workplace.End(server, data);
        }
    }

    private static bool HasMessage(int status, byte[] body) =>
        status == 200 && !JsonSpan.StringAfter(body, "\"ReceiptHandle\""u8).IsEmpty;
}
