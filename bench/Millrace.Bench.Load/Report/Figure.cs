namespace Millrace.Bench.Load.Report;

/// <summary>One row of the report that is a number by itself.</summary>
/// <param name="Scenario">Where it was measured.</param>
/// <param name="What">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Budget">The bound, in the same unit, if the design has one.</param>
public sealed record Figure(string Scenario, string What, double Value, string Unit, Budget? Budget = null);
