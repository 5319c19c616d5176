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
        if (value.Kind == FieldValueKind.String && IpAddressText.TryParse(value.Text, out var address))
        {
            IntervalTree<UInt128>.Find(address.IsV6 ? _v6 : _v4, address.Address, matching);
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

    private RuleBranches? Branches(CidrMatcher range) => IntervalTree<UInt128>.Find(range.IsV6 ? _v6 : _v4, range.Low, range.High);

    private CidrIndex Change(CidrMatcher range, RuleBranches? branches) =>
        range.IsV6
            ? new CidrIndex(_v4, IntervalTree<UInt128>.With(_v6, range.Low, range.High, branches))
            : new CidrIndex(IntervalTree<UInt128>.With(_v4, range.Low, range.High, branches), _v6);
}
