namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"exists": true}</c> or <c>{"exists": false}</c>: whether the field has any value, be it null.</summary>
/// <remarks>An object, an empty array and an empty object are no values. A field without values is the concern of <see cref="PatternClause"/>.</remarks>
public sealed class ExistsMatcher(bool exists) : Matcher
{
    internal bool Exists { get; } = exists;

    public override bool Matches(in FieldValue value) => Exists;

    public override string ToString() => Exists ? "{\"exists\":true}" : "{\"exists\":false}";
}
