namespace Millrace.Languages.EventPatterns;

/// <summary>Ends the search for array elements that satisfy a rule; never leaves <see cref="EventMatcher"/>.</summary>
internal sealed class EventTooComplexException()
    : Exception(
        $"Whether array elements of the event satisfy a rule together takes more than {EventLimits.ArrayStepsMax} steps to find out."
    );
