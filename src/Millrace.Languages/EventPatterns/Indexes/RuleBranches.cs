namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable bag of branches that are filed in one place. A single branch is a bag by itself, which most are.</summary>
internal abstract class RuleBranches
{
    public abstract int Count { get; }

    /// <summary>One of them.</summary>
    public abstract RuleBranch First { get; }

    /// <summary>Tells the matching of all branches: a value matches the clause they are filed under.</summary>
    public abstract void Report(EventMatcher matching);

    /// <summary>Tells the matching of those branches whose clause this value does match.</summary>
    public abstract void ReportIfMatching(EventMatcher matching, in FieldValue value);

    public abstract bool Contains(RuleBranch branch);

    /// <summary>A copy with one more.</summary>
    public static RuleBranches Add(RuleBranches? branches, RuleBranch branch) =>
        branches switch
        {
            null => branch,
            RuleBranch single => RuleBranchList.Of(single, branch),
            _ => ((RuleBranchList)branches).With(branch),
        };

    /// <summary>A copy without one that is in there; null when none is left.</summary>
    public static RuleBranches? Remove(RuleBranches branches, RuleBranch branch) =>
        branches == branch ? null : ((RuleBranchList)branches).Without(branch);
}
