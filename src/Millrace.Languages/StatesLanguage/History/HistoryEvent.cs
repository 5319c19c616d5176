namespace Millrace.Languages.StatesLanguage;

/// <summary>One event of an execution's history.</summary>
/// <param name="Id">From 1, without gaps.</param>
/// <param name="PreviousEventId">The event this one follows in its own branch; 0 where there is none.</param>
/// <param name="Timestamp">When the step was decided.</param>
/// <param name="Type">What happened.</param>
/// <param name="Details">What else is to be said; null for the types that have nothing to say.</param>
/// <remarks>Payloads are values, shared with the state and with other events: only <see cref="HistoryJson"/> makes text of them.</remarks>
public sealed record HistoryEvent(
    long Id,
    long PreviousEventId,
    DateTimeOffset Timestamp,
    HistoryEventType Type,
    HistoryEventDetails? Details
);
