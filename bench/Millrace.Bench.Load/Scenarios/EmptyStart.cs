using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>From nothing to the first answer, and the memory that takes; beside the bare endpoint's start.</summary>
public sealed class EmptyStart : IScenario
{
    private const int Starts = 5;

    public string Name => "empty-start";

    public string Measures =>
        "from the start with an empty data folder to the first answered ListQueues; floor: bare Kestrel's start";

    public void Run(LoadRun run)
    {
        var floorSeconds = new double[Starts];
        var seconds = new double[Starts];
        var floorMB = new double[Starts];
        var residentMB = new double[Starts];
        for (var start = 0; start < Starts; start++)
        {
            (floorSeconds[start], floorMB[start]) = Measure(run, run.Workplace.LaunchFloor(), data: null);
            var data = run.Workplace.NewDataFolder();
            (seconds[start], residentMB[start]) = Measure(run, run.Workplace.LaunchMillrace(data), data);
        }

        run.Report.Add(new Figure(Name, "bare Kestrel, median of five", Side.Median(floorSeconds), "s"));
        run.Report.Add(new Figure(Name, "Millrace, median of five", Side.Median(seconds), "s", Budget.Below(0.5)));
        run.Report.Add(new Figure(Name, "Millrace, slowest of five", seconds.Max(), "s"));
        run.Report.Add(new Figure(Name, "bare Kestrel, resident memory", Side.Median(floorMB), "MB"));
        run.Report.Add(new Figure(Name, "Millrace, resident memory", Side.Median(residentMB), "MB", Budget.Below(100)));
    }

    private static (double Seconds, double ResidentMB) Measure(LoadRun run, ChildProcess server, string? data)
    {
        var request = SqsRequest.Build(server.Port, "ListQueues", "{}");
        var first = Readiness.WaitForFirst(server, request, (status, _) => status == 200);
        Readiness.Settle(server);
        var residentMB = server.ResidentBytes / 1e6;
        run.Workplace.End(server, data);
        return (first.TotalSeconds, residentMB);
    }
}
