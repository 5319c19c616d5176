using System.Globalization;

namespace Millrace.Bench.Load.Report;

/// <summary>A bound from the budgets of the design.</summary>
/// <param name="Sign">"≥", "≤" or "&lt;".</param>
/// <param name="Bound">The bound, in the unit of the figure it judges.</param>
public sealed record Budget(string Sign, double Bound)
{
    public static Budget AtLeast(double bound) => new("≥", bound);

    public static Budget AtMost(double bound) => new("≤", bound);

    public static Budget Below(double bound) => new("<", bound);

    /// <summary>"ok" or "missed".</summary>
    public string Verdict(double value) =>
        Sign switch
        {
            "≥" => value >= Bound,
            "≤" => value <= Bound,
            _ => value < Bound,
        }
            ? "ok"
            : "missed";

    public override string ToString() => $"{Sign} {Bound.ToString(CultureInfo.InvariantCulture)}";
}
