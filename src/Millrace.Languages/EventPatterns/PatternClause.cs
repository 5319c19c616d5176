namespace Millrace.Languages.EventPatterns;

/// <summary>What a pattern asks of one field: that one of its values matches one of the entries.</summary>
/// <param name="Path">Names of the field and of the objects around it, joined by dots. <c>a.b</c> as one name is the same path.</param>
/// <param name="Matchers">The entries of the field's array, at least one; any of them is enough.</param>
public sealed record PatternClause(string Path, IReadOnlyList<Matcher> Matchers)
{
    /// <summary>Whether the field may be missing: <c>{"exists": false}</c> is one of the entries.</summary>
    public bool AllowsAbsence { get; } = Matchers.Any(matcher => matcher is ExistsMatcher { Exists: false });

    public override string ToString() => $"\"{Path}\": [{string.Join(", ", Matchers)}]";
}
