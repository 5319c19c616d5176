namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"suffix": "text"}</c>: strings that end so; with the empty text, all strings.</summary>
public sealed class SuffixMatcher(string suffix) : Matcher
{
    internal byte[] Suffix { get; } = Utf8Text.GetBytes(suffix);

    public override bool Matches(in FieldValue value) => value.Kind == FieldValueKind.String && value.Text.EndsWith(Suffix);

    public override string ToString() => $"{{\"suffix\":{Quote(Suffix)}}}";
}
