using System.Globalization;

namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"numeric": [">", 0, "&lt;=", 5]}</c>: numbers between two bounds, either of which may be missing.</summary>
public sealed class NumericMatcher : Matcher
{
    /// <param name="low">Negative infinity for no bound.</param>
    /// <param name="lowIsOpen">Whether <paramref name="low"/> itself is outside.</param>
    /// <param name="high">Infinity for no bound.</param>
    /// <param name="highIsOpen">Whether <paramref name="high"/> itself is outside.</param>
    public NumericMatcher(double low, bool lowIsOpen, double high, bool highIsOpen)
    {
        // Between a double and the next there is none, so an open bound is a closed one a step further in.
        Low = lowIsOpen ? Math.BitIncrement(low) : low;
        High = highIsOpen ? Math.BitDecrement(high) : high;
    }

    /// <summary>The lowest number inside.</summary>
    internal double Low { get; }

    /// <summary>The highest number inside.</summary>
    internal double High { get; }

    public override bool Matches(in FieldValue value) =>
        value.Kind == FieldValueKind.Number
        && value.Number.IsComparable
        && value.Number.Value >= Low
        && value.Number.Value <= High;

    public override string ToString()
    {
        if (Low.Equals(High))
        {
            return $"{{\"numeric\":[\"=\",{Show(Low)}]}}";
        }

        var bounds = (double.IsInfinity(Low) ? "" : $"\">=\",{Show(Low)}", double.IsInfinity(High) ? "" : $"\"<=\",{Show(High)}");
        return $"{{\"numeric\":[{bounds.Item1}{(bounds.Item1.Length > 0 && bounds.Item2.Length > 0 ? "," : "")}{bounds.Item2}]}}";
    }

    private static string Show(double bound) => bound.ToString("R", CultureInfo.InvariantCulture);
}
