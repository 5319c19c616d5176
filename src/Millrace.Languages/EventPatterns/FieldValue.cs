namespace Millrace.Languages.EventPatterns;

/// <summary>One value of a field of an event, as matchers see it. Points into the event; copies nothing.</summary>
public readonly ref struct FieldValue
{
    internal FieldValue(FieldValueKind kind, ReadOnlySpan<byte> text, NumberValue number = default)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    public FieldValueKind Kind { get; }

    /// <summary>UTF-8: a string's characters without quotes and escapes; a number as it was written; empty for the rest.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>What <see cref="Text"/> is worth, when it is a number.</summary>
    internal NumberValue Number { get; }

    /// <summary>A string; <paramref name="text"/> is UTF-8 without quotes and escapes.</summary>
    public static FieldValue OfString(ReadOnlySpan<byte> text) => new(FieldValueKind.String, text);

    /// <summary>A number; <paramref name="text"/> follows the JSON grammar.</summary>
    public static FieldValue OfNumber(ReadOnlySpan<byte> text) => new(FieldValueKind.Number, text, NumberValue.Parse(text));

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public static FieldValue OfLiteral(FieldValueKind kind) => new(kind, default);
}
