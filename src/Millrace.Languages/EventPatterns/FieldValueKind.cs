namespace Millrace.Languages.EventPatterns;

/// <summary>The kinds of JSON value a pattern can ask about. Objects and arrays are not among them: only what is in them is.</summary>
public enum FieldValueKind : byte
{
    String,
    Number,
    True,
    False,
    Null,
}
