namespace Millrace.Languages.EventPatterns;

/// <summary><c>"text"</c>: the string itself, byte for byte.</summary>
public sealed class StringMatcher : Matcher
{
    internal StringMatcher(byte[] text) => Text = text;

    public StringMatcher(string text)
        : this(Utf8Text.GetBytes(text)) { }

    /// <summary>UTF-8.</summary>
    internal byte[] Text { get; }

    public override bool Matches(in FieldValue value) => value.Kind == FieldValueKind.String && value.Text.SequenceEqual(Text);

    public override string ToString() => Quote(Text);
}
