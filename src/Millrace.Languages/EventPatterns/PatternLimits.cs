namespace Millrace.Languages.EventPatterns;

/// <summary>How much one event pattern may ask for. Going over any of these is a <see cref="PatternRejection"/>.</summary>
/// <remarks>Limits of events, which no setting moves, are in <see cref="EventLimits"/>.</remarks>
public sealed record PatternLimits
{
    /// <summary>The limits EventBridge has, as far as they are known.</summary>
    public static PatternLimits Default { get; } = new();

    /// <summary>Characters (UTF-16 units) of the pattern's text. The API model of PutRule says 4,096; the documented quota is 2,048.</summary>
    public int CharactersMax { get; init; } = 4096;

    /// <summary>Objects and arrays inside each other. Jackson, which AWS parses with, stops at 1,000.</summary>
    public int DepthMax { get; init; } = 1000;

    /// <summary>Fields in one alternative, once every <c>$or</c> is multiplied out. event-ruler 2.0.1 takes 256; more cannot be set.</summary>
    public int FieldsPerBranchMax
    {
        get;
        init =>
            field =
                value <= ClauseSet.Capacity
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        $"At most {ClauseSet.Capacity} fields can be matched."
                    );
    } = ClauseSet.Capacity;

    /// <summary>
    /// Alternatives that the <c>$or</c>s multiply out to. AWS names no number; ours keeps forty small <c>$or</c>s from asking for a
    /// million millions of them.
    /// </summary>
    public int BranchesMax { get; init; } = 1024;

    /// <summary>
    /// The highest <see cref="WildcardComplexity"/> of one field. AWS accepts a score of 9 and rejects 11; of 10 nothing is known, so
    /// it is rejected.
    /// </summary>
    public int WildcardComplexityMax { get; init; } = 9;
}
