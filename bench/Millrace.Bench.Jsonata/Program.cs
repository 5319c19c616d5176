using System.Globalization;
using Millrace.Bench.Jsonata;

// Expressions beside the reference implementation under node, in one run:
//   dotnet run -c Release --project bench/Millrace.Bench.Jsonata [part of a case's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var part = args.ElementAtOrDefault(0) ?? "";
var input = Orders.Generate();
using var reference = new ReferenceProcess(Path.Combine(AppContext.BaseDirectory, "javascript"), input);
var comparison = new Comparison(reference, input);

Console.WriteLine($"{"microseconds, CPU", -24}{"Millrace", 10}{"node", 10}{"ratio", 10}{"bytes", 10}");
var ok = true;
foreach (var each in BenchCase.All.Where(each => each.Name.Contains(part, StringComparison.Ordinal)))
{
    ok &= comparison.Run(each);
}

return ok ? 0 : 1;
