namespace Millrace.Languages.EventPatterns;

/// <summary>A value of an event that some rule asks for, as the scanner leaves it.</summary>
internal struct CapturedValue
{
    public FieldValueKind Kind;

    /// <summary>Whether its text had escapes, so that it is not in the event but among the unescaped texts.</summary>
    public bool IsUnescaped;

    /// <summary>Where its text is.</summary>
    public int Start;

    /// <summary>Bytes of its text.</summary>
    public int Length;

    /// <summary>Which array elements it is in: an index into the positions; 0 for none.</summary>
    public int Position;

    /// <summary>Index of the next value of the same field, or -1.</summary>
    public int Next;

    /// <summary>What it is worth; of no meaning unless it is a number.</summary>
    public NumberValue Number;
}
