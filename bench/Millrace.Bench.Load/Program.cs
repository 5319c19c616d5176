using System.Net.Sockets;
using System.Runtime.InteropServices;
using Millrace.Bench.Load;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Floor;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Scenarios;

const int InterruptedStatus = 130;

// 0: everything was measured (a missed budget is a result, not an error); 1: a scenario failed; 2: the command line is wrong; 130: interrupted.
if (args is ["floor", var floorPort, .. var floorKind])
{
    await FloorEndpoint.RunAsync(int.Parse(floorPort, provider: null), isInline: floorKind is ["inline"]);
    return 0;
}

LoadOptions options;
IReadOnlyList<IScenario> scenarios;
try
{
    options = LoadOptions.Parse(args);
    scenarios = Catalogue.Named(options.Scenarios);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message + Environment.NewLine + Environment.NewLine + LoadOptions.Usage);
    return 2;
}

if (options.List)
{
    foreach (var scenario in scenarios)
    {
        Console.WriteLine($"{scenario.Name, -20} {scenario.Measures}");
    }

    return 0;
}

if (!File.Exists(options.Server))
{
    Console.Error.WriteLine(
        $"There is no server at {options.Server}: build src/Millrace with -c Release, or name one with --server."
    );
    return 2;
}

var interrupted = false;
using var workplace = new Workplace(options);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndEverything);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndEverything);

var report = new LoadReport();
var run = new LoadRun(options, workplace, report);
string[] lines = [Machine.Describe(), Machine.DescribeDisk(workplace.Folder), Describe(options)];
foreach (var scenario in scenarios)
{
    LoadRun.Say($"{scenario.Name}: {scenario.Measures}");
    try
    {
        scenario.Run(run);
    }
    catch (Exception failure) when (failure is LoadException or SocketException or IOException)
    {
        if (interrupted)
        {
            return InterruptedStatus;
        }

        LoadRun.Say($"  failed: {failure.Message}");
        report.AddFailure(scenario.Name, failure.Message);
    }
}

var markdown = report.ToMarkdown(lines);
Console.WriteLine(markdown);
if (options.Out is not null)
{
    File.WriteAllText(options.Out, markdown);
}

return report.IsComplete ? 0 : 1;

void EndEverything(PosixSignalContext signal)
{
    interrupted = true;
    workplace.Dispose();
    Environment.Exit(InterruptedStatus);
}

static string Describe(LoadOptions options) =>
    FormattableString.Invariant(
        $"Rounds: {options.Rounds} of {options.Round.TotalSeconds} s each, alternating, after {options.WarmUp.TotalSeconds} s of warm-up; "
    )
    + FormattableString.Invariant(
        $"client: {options.ClientThreads} thread(s), on the same cores as the servers{(options.FloorIsInline ? "; the bare endpoint inline" : "")}"
    );
