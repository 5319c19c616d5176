using System.Globalization;
using Millrace.Bench.Patterns;

// Rates of event patterns beside a pass of Utf8JsonReader over the same events, in one run:
//   dotnet run -c Release --project bench/Millrace.Bench.Patterns [all|kinds|scaling] [seed] [part of a kind's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var part = args.ElementAtOrDefault(0) ?? "all";
var seed = int.Parse(args.ElementAtOrDefault(1) ?? "4");
Console.WriteLine($"seed {seed}, {CityLots.Count:N0} events");
var lots = CityLots.Generate(seed);
Console.WriteLine($"{(double)lots.TotalBytes / CityLots.Count:F0} bytes an event\n");

var ok = true;
if (part is "all" or "kinds")
{
    ok &= KindsReport.Run(lots, args.ElementAtOrDefault(2) ?? "");
}

if (part is "all" or "scaling")
{
    ok &= ScalingReport.Run(lots);
}

return ok ? 0 : 1;
