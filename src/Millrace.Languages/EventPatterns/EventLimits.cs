namespace Millrace.Languages.EventPatterns;

/// <summary>How much one event may ask for. Going over any of these is an <see cref="EventRejection"/>.</summary>
public static class EventLimits
{
    /// <summary>Objects and arrays inside each other. AWS's pages name 1,000 to 1,100 levels, by region.</summary>
    public const int DepthMax = 1000;

    /// <summary>
    /// Steps that one alternative of one rule may take to find array elements that satisfy all its fields together. The question is
    /// hard only for events with several arrays of one name, which duplicate keys allow, and for fields that may be missing from elements.
    /// </summary>
    public const int ArrayStepsMax = 1_000_000;
}
