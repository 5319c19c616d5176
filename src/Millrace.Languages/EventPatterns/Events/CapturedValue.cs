namespace Millrace.Languages.EventPatterns;

/// <summary>A value of an event that some rule asks for, as the scanner leaves it.</summary>
/// <param name="Start">Where its text is: in the event or, when it had escapes, in the unescaped texts.</param>
/// <param name="Position">Which array elements it is in: an index into the positions; 0 for none.</param>
/// <param name="Next">The next value of the same field, or -1.</param>
internal record struct CapturedValue(
    FieldValueKind Kind,
    bool IsUnescaped,
    int Start,
    int Length,
    int Position,
    int Next,
    NumberValue Number
);
