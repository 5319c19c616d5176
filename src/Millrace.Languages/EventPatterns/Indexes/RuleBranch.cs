namespace Millrace.Languages.EventPatterns;

/// <summary>One alternative of a rule, ready for matching: clauses that must all hold.</summary>
internal sealed class RuleBranch(RuleEntry rule, int number, RuleClause[] clauses) : RuleBranches
{
    // Most branches have one clause, and there can be a hundred thousand of them.
    private readonly RuleClause _only = clauses[0];
    private readonly RuleClause[]? _several = clauses.Length == 1 ? null : clauses;

    /// <summary><see cref="Filed"/> of a branch that must be looked at for every event.</summary>
    public const int FiledNowhere = -1;

    public RuleEntry Rule { get; } = rule;

    /// <summary>Unique among the branches of one snapshot.</summary>
    public int Number { get; } = number;

    /// <summary>In the order of their fields' paths, by UTF-16 units.</summary>
    public ReadOnlySpan<RuleClause> Clauses => _several ?? new ReadOnlySpan<RuleClause>(in _only);

    /// <summary>
    /// Which clause the branch is filed under: only when a value matches that one are the others looked at. <see cref="FiledNowhere"/>
    /// when all clauses allow their field to be missing.
    /// </summary>
    public int Filed { get; init; } = FiledNowhere;

    public override int Count => 1;

    public override RuleBranch First => this;

    public override bool Contains(RuleBranch branch) => branch == this;

    public override void Report(EventMatcher matching) => matching.Hit(this);

    public override void ReportIfMatching(EventMatcher matching, in FieldValue value)
    {
        if (Clauses[Filed].Matches(value))
        {
            matching.Hit(this);
        }
    }
}
