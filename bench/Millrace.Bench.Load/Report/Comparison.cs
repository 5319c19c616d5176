namespace Millrace.Bench.Load.Report;

/// <summary>One row of the report: Millrace beside something else, in alternating rounds.</summary>
/// <param name="Scenario">What was done.</param>
/// <param name="Beside">What Millrace is compared with.</param>
/// <param name="Unit">What is counted, such as messages.</param>
/// <param name="UnitsPerExchange">How many of them one request and answer make: 10 for a batch of ten, a third for a round trip.</param>
/// <param name="Floor">The rounds of what Millrace is compared with.</param>
/// <param name="Millrace">The rounds of Millrace.</param>
/// <param name="Budget">The bound on the median ratio, if the design has one.</param>
public sealed record Comparison(
    string Scenario,
    string Beside,
    string Unit,
    double UnitsPerExchange,
    Side Floor,
    Side Millrace,
    Budget? Budget
);
