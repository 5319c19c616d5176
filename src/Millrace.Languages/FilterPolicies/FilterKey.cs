using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>One key of a policy and its values.</summary>
/// <param name="Clause">What it asks for.</param>
/// <param name="Level">How deep the key is nested; 1 for one that is not.</param>
internal readonly record struct FilterKey(PatternClause Clause, int Level)
{
    /// <summary>What the key multiplies the number of combinations by.</summary>
    public int Combinations => Clause.Matchers.Count * Level;
}
