using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>What every scenario of one run shares.</summary>
public sealed record LoadRun(LoadOptions Options, Workplace Workplace, LoadReport Report)
{
    /// <summary>Tells the person who waits what is going on; the report is not the place for it.</summary>
    public static void Say(string text) => Console.Error.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {text}");
}
