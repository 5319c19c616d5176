using System.Globalization;
using Millrace.Bench.States;

// Rates and allocations of the states language's interpreter, beside the making of the history events alone, in one run:
//   dotnet run -c Release --project bench/Millrace.Bench.States [part of a workload's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var part = args.ElementAtOrDefault(0) ?? "";

Console.WriteLine($"{"workload", -32}{"transitions/s", 15}{"floor/s", 13}{"ratio", 8}{"bytes", 8}{"floor", 8}");
foreach (var workload in Workloads.All.Where(workload => workload.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
{
    TransitionReport.Run(workload);
}
