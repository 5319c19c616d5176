using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Bench.Jsonata;

/// <summary>
/// Floor: the same expression on the same data in the reference implementation, compiled before and warm on both sides,
/// without reading or writing JSON.
/// </summary>
/// <remarks>
/// Rounds alternate between the two; of each side the best round counts. Processor time, not wall time, so that neighbours on
/// the machine do not count; it includes that of both sides' collectors and compilers. The results must be equal.
/// </remarks>
internal sealed class Comparison(ReferenceProcess reference, JsonValue input)
{
    private const int Rounds = 5;
    private const int RoundMilliseconds = 150;
    private const int Calibration = 100;

    /// <summary>Prints one line. Whether the results are equal and ours came at least as fast.</summary>
    public bool Run(BenchCase each)
    {
        var expression = JsonataExpression.Compile(each.Expression);
        var result = expression.Evaluate(input);
        double ours = double.MaxValue,
            theirs = double.MaxValue;
        var expected = default(JsonValue);

        // The first round of each is for the compilers.
        for (var round = 0; round <= Rounds; round++)
        {
            var own = Microseconds(expression);
            (expected, var other) = reference.Measure(each.Expression, RoundMilliseconds);
            (ours, theirs) = round == 0 ? (ours, theirs) : (Math.Min(ours, own), Math.Min(theirs, other));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        expression.Evaluate(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var isFaster = theirs >= ours;
        var isEqual = JsonValue.Parse(result.ToJson()) == expected;
        Console.WriteLine(
            $"{each.Name, -24}{ours, 10:F2}{theirs, 10:F2}{theirs / ours, 10:F1}{allocated, 10:N0}"
                + $"{(isFaster ? "" : "  MISSED")}{(isEqual ? "" : $"  WRONG: {result} and not {expected}")}"
        );
        return isFaster && isEqual;
    }

    private double Microseconds(JsonataExpression expression)
    {
        var times = Math.Max(1, (int)(RoundMilliseconds * 1000 / Math.Max(Repeat(expression, Calibration), 0.01)));
        return Repeat(expression, times);
    }

    private double Repeat(JsonataExpression expression, int times)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            expression.Evaluate(input);
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / times;
    }
}
