using System.Diagnostics.CodeAnalysis;

namespace Millrace.Languages.EventPatterns;

/// <summary>An event pattern that AWS would accept, read and checked. Immutable.</summary>
/// <remarks>
/// The language: the EventBridge User Guide, "Event patterns", as event-ruler 2.0.1 implements it. Text behind the closing brace of the
/// pattern is ignored, and of two entries for one path the last counts.
/// </remarks>
public sealed class EventPattern
{
    internal EventPattern(IReadOnlyList<IReadOnlyList<PatternClause>> branches) => Branches = branches;

    /// <summary>
    /// The alternatives that <c>$or</c> multiplies out to, one without it. An event matches when all clauses of one of them hold at
    /// once: for fields inside arrays, in the same elements of every array they share.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<PatternClause>> Branches { get; }

    /// <summary>Reads a pattern with the limits of EventBridge.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out EventPattern? pattern,
        [NotNullWhen(false)] out PatternRejection? rejection
    ) => TryParse(text, PatternLimits.Default, out pattern, out rejection);

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(
        string text,
        PatternLimits limits,
        [NotNullWhen(true)] out EventPattern? pattern,
        [NotNullWhen(false)] out PatternRejection? rejection
    )
    {
        try
        {
            pattern = new PatternParser(text, limits).Parse();
            rejection = null;
            return true;
        }
        catch (PatternException exception)
        {
            pattern = null;
            rejection = exception.Rejection;
            return false;
        }
    }
}
