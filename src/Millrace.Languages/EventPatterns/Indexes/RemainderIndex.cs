namespace Millrace.Languages.EventPatterns;

/// <summary>Branches filed under what most values match (<c>anything-but</c>, <c>exists</c>, a lone <c>*</c>): looked at one by one.</summary>
/// <remarks>An index would save nothing: nearly all of these branches would be found each time.</remarks>
internal sealed class RemainderIndex : OperatorIndex
{
    private readonly RuleBranches? _branches;

    private RemainderIndex(RuleBranches? branches) => _branches = branches;

    public static RemainderIndex Empty { get; } = new((RuleBranches?)null);

    public override bool Takes(Matcher matcher) =>
        matcher is AnythingButMatcher or ExistsMatcher or WildcardMatcher { HasText: false, Pieces.Length: > 1 };

    public override void Find(in FieldValue value, EventMatcher matching) => _branches!.ReportIfMatching(matching, value);

    public override int Crowd(Matcher matcher) => _branches!.Count;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch) =>
        new RemainderIndex(RuleBranches.Add(_branches, branch));

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch) =>
        RuleBranches.Remove(_branches!, branch) is { } rest ? new RemainderIndex(rest) : null;
}
