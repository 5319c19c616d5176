namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"anything-but": …}</c>: every value except those that one of the excluded matchers matches.</summary>
/// <remarks>Values of another kind than the excluded ones, also null, are something else and match. A missing field does not.</remarks>
public sealed class AnythingButMatcher(IReadOnlyList<Matcher> excluded) : Matcher
{
    private readonly Matcher[] _excluded = [.. excluded];

    public override bool Matches(in FieldValue value)
    {
        foreach (var matcher in _excluded)
        {
            if (matcher.Matches(value))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => $"{{\"anything-but\":[{string.Join(',', _excluded.AsEnumerable())}]}}";
}
