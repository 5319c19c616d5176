namespace Millrace.Languages.EventPatterns;

/// <summary>A set of rules ready for matching. Immutable; a changed copy shares all but the way to what has changed.</summary>
/// <param name="Fields">The tree of the fields rules ask about.</param>
/// <param name="FiledNowhere">Branches that match events which have none of their fields.</param>
/// <param name="FieldsEnd">All field numbers are below this.</param>
/// <param name="RulesEnd">All rule numbers are below this.</param>
/// <param name="BranchesEnd">All branch numbers are below this.</param>
internal sealed record RuleIndex(FieldNode Fields, RuleBranches? FiledNowhere, int FieldsEnd, int RulesEnd, int BranchesEnd)
{
    public static RuleIndex Empty { get; } = new(FieldNode.Empty, null, 0, 0, 0);
}
