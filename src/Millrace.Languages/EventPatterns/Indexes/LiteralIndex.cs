namespace Millrace.Languages.EventPatterns;

/// <summary>Branches filed under true, false and null.</summary>
internal sealed class LiteralIndex : OperatorIndex
{
    private readonly RuleBranches?[] _branches;

    private LiteralIndex(RuleBranches?[] branches) => _branches = branches;

    public static LiteralIndex Empty { get; } = new(new RuleBranches?[3]);

    public override bool Takes(Matcher matcher) => matcher is LiteralMatcher;

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind >= FieldValueKind.True)
        {
            _branches[Place(value.Kind)]?.Report(matching);
        }
    }

    public override int Crowd(Matcher matcher) => _branches[Place(((LiteralMatcher)matcher).Kind)]?.Count ?? 0;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var place = Place(((LiteralMatcher)matcher).Kind);
        return Change(place, RuleBranches.Add(_branches[place], branch));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var place = Place(((LiteralMatcher)matcher).Kind);
        var changed = Change(place, RuleBranches.Remove(_branches[place]!, branch));
        return Array.TrueForAll(changed._branches, branches => branches is null) ? null : changed;
    }

    private LiteralIndex Change(int place, RuleBranches? branches)
    {
        var changed = _branches.AsSpan().ToArray();
        changed[place] = branches;
        return new LiteralIndex(changed);
    }

    private static int Place(FieldValueKind kind) => kind - FieldValueKind.True;
}
