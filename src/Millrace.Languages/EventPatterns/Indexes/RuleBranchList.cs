namespace Millrace.Languages.EventPatterns;

/// <summary>Several branches: a chain of small arrays, so that neither adding nor removing copies them all.</summary>
internal sealed class RuleBranchList : RuleBranches
{
    private const int PartMax = 64;

    private readonly RuleBranch[] _part;
    private readonly RuleBranchList? _next;

    private RuleBranchList(RuleBranch[] part, RuleBranchList? next)
    {
        _part = part;
        _next = next;
        Count = part.Length + (next?.Count ?? 0);
    }

    public override int Count { get; }

    public override RuleBranch First => _part[0];

    public static RuleBranchList Of(RuleBranch first, RuleBranch second) => new([first, second], null);

    public override bool Contains(RuleBranch branch)
    {
        for (var at = this; at is not null; at = at._next)
        {
            if (Array.IndexOf(at._part, branch) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public RuleBranchList With(RuleBranch branch) =>
        _part.Length < PartMax ? new([.. _part, branch], _next) : new([branch], this);

    public RuleBranches Without(RuleBranch branch)
    {
        var before = new Stack<RuleBranchList>();
        var at = this;
        int place;
        while ((place = Array.IndexOf(at._part, branch)) < 0)
        {
            before.Push(at);
            at = at._next ?? throw new ArgumentException("The branch is not filed here.", nameof(branch));
        }

        var rest = at._part.Length == 1 ? at._next : new([.. at._part.AsSpan(0, place), .. at._part.AsSpan(place + 1)], at._next);
        while (before.TryPop(out var earlier))
        {
            rest = new(earlier._part, rest);
        }

        return rest!.Count == 1 ? rest._part[0] : rest;
    }

    public override void Report(EventMatcher matching)
    {
        for (var at = this; at is not null; at = at._next)
        {
            foreach (var branch in at._part)
            {
                matching.Hit(branch);
            }
        }
    }

    public override void ReportIfMatching(EventMatcher matching, in FieldValue value)
    {
        for (var at = this; at is not null; at = at._next)
        {
            foreach (var branch in at._part)
            {
                branch.ReportIfMatching(matching, value);
            }
        }
    }
}
