namespace Millrace.Languages.EventPatterns;

/// <summary>Whether an event matches a pattern, and if not, what it fails on.</summary>
/// <param name="IsMatch">Whether it matches.</param>
/// <param name="Reason">A sentence for people.</param>
/// <param name="FailedClause">
/// The first clause, in the order of the pattern, that does not hold; with <c>$or</c>, of the alternative of which most clauses hold. Null
/// for a match, for an event that cannot be matched, and when only array elements do not fit together.
/// </param>
/// <param name="Rejection">Why the event cannot be matched, if so.</param>
public sealed record PatternExplanation(bool IsMatch, string Reason, PatternClause? FailedClause, EventRejection? Rejection);
