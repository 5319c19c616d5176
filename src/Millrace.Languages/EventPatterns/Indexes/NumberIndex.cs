namespace Millrace.Languages.EventPatterns;

/// <summary>Numbers and ranges of numbers, by their end points.</summary>
internal sealed class NumberIndex : OperatorIndex
{
    private readonly IntervalTree<double>? _ranges;

    private NumberIndex(IntervalTree<double>? ranges) => _ranges = ranges;

    public static NumberIndex Empty { get; } = new((IntervalTree<double>?)null);

    public override bool Takes(Matcher matcher) => matcher is NumericMatcher or NumberMatcher { Number.IsComparable: true };

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind == FieldValueKind.Number && value.Number.IsComparable)
        {
            IntervalTree<double>.FindAround(_ranges, value.Number.Value, value.Number.Value, matching);
        }
    }

    public override int Crowd(Matcher matcher)
    {
        var (low, high) = Range(matcher);
        return IntervalTree<double>.Find(_ranges, low, high)?.Count ?? 0;
    }

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var (low, high) = Range(matcher);
        var branches = RuleBranches.Add(IntervalTree<double>.Find(_ranges, low, high), branch);
        return new NumberIndex(IntervalTree<double>.With(_ranges, low, high, branches));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var (low, high) = Range(matcher);
        var branches = RuleBranches.Remove(IntervalTree<double>.Find(_ranges, low, high)!, branch);
        return IntervalTree<double>.With(_ranges, low, high, branches) is { } ranges ? new NumberIndex(ranges) : null;
    }

    private static (double Low, double High) Range(Matcher matcher) =>
        matcher is NumericMatcher range
            ? (range.Low, range.High)
            : (((NumberMatcher)matcher).Number.Value, ((NumberMatcher)matcher).Number.Value);
}
