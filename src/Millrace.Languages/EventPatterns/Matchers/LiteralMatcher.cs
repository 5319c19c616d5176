namespace Millrace.Languages.EventPatterns;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
public sealed class LiteralMatcher(FieldValueKind kind) : Matcher
{
    internal FieldValueKind Kind { get; } = kind;

    public override bool Matches(in FieldValue value) => value.Kind == Kind;

    public override string ToString() =>
        Kind switch
        {
            FieldValueKind.True => "true",
            FieldValueKind.False => "false",
            _ => "null",
        };
}
