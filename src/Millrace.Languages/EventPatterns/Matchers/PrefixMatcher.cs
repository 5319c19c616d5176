namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"prefix": "text"}</c>: strings that start so; with the empty text, all strings.</summary>
public sealed class PrefixMatcher(string prefix) : Matcher
{
    internal byte[] Prefix { get; } = Utf8Text.GetBytes(prefix);

    public override bool Matches(in FieldValue value) => value.Kind == FieldValueKind.String && value.Text.StartsWith(Prefix);

    public override string ToString() => $"{{\"prefix\":{Quote(Prefix)}}}";
}
