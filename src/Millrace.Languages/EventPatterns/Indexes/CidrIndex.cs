namespace Millrace.Languages.EventPatterns;

/// <summary>IP addresses and ranges of them, by their end points; a tree for each family.</summary>
internal sealed class CidrIndex : OperatorIndex
{
    private readonly IntervalTree<UInt128>? _v4;
    private readonly IntervalTree<UInt128>? _v6;

    private CidrIndex(IntervalTree<UInt128>? v4, IntervalTree<UInt128>? v6)
    {
        _v4 = v4;
        _v6 = v6;
    }

    public static CidrIndex Empty { get; } = new(null, null);

    public override bool Takes(Matcher matcher) => matcher is CidrMatcher;

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (!AddressDigits.TryRead(value, out var digits))
        {
            return;
        }

        if (_v4 is not null && digits.TryProject(AddressDigits.CountV4, out var lowMax, out var highMin))
        {
            IntervalTree<UInt128>.FindAround(_v4, lowMax, highMin, matching);
        }

        if (_v6 is not null && digits.TryProject(AddressDigits.CountV6, out lowMax, out highMin))
        {
            IntervalTree<UInt128>.FindAround(_v6, lowMax, highMin, matching);
        }
    }

    public override int Crowd(Matcher matcher) => Branches((CidrMatcher)matcher)?.Count ?? 0;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var range = (CidrMatcher)matcher;
        return Change(range, RuleBranches.Add(Branches(range), branch));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var range = (CidrMatcher)matcher;
        var changed = Change(range, RuleBranches.Remove(Branches(range)!, branch));
        return changed._v4 is null && changed._v6 is null ? null : changed;
    }

    private RuleBranches? Branches(CidrMatcher range) =>
        IntervalTree<UInt128>.Find(IsV6(range) ? _v6 : _v4, range.Low, range.High);

    private CidrIndex Change(CidrMatcher range, RuleBranches? branches) =>
        IsV6(range)
            ? new CidrIndex(_v4, IntervalTree<UInt128>.With(_v6, range.Low, range.High, branches))
            : new CidrIndex(IntervalTree<UInt128>.With(_v4, range.Low, range.High, branches), _v6);

    private static bool IsV6(CidrMatcher range) => range.Digits == AddressDigits.CountV6;
}
