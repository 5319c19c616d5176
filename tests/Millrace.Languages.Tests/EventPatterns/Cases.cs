using System.Text;
using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.Tests.EventPatterns;

/// <summary>Short ways to ask the library one thing.</summary>
internal static class Cases
{
    public static EventPattern Parse(string pattern) =>
        EventPattern.TryParse(pattern, out var parsed, out var rejection)
            ? parsed
            : throw new ArgumentException(rejection.Message, nameof(pattern));

    public static PatternRejection Rejected(string pattern)
    {
        Assert.False(EventPattern.TryParse(pattern, out _, out var rejection), pattern);
        return rejection!;
    }

    public static bool Matches(string pattern, string json)
    {
        var rules = new RuleSet<string>();
        rules.Put("rule", Parse(pattern));
        var matches = new List<string>();
        var rejection = new EventMatcher().Match(rules.Snapshot, Encoding.UTF8.GetBytes(json), matches);
        Assert.Null(rejection);
        var explanation = PatternExplainer.Explain(Parse(pattern), Encoding.UTF8.GetBytes(json));
        Assert.Equal(matches.Count == 1, explanation.IsMatch);
        return matches.Count == 1;
    }

    /// <summary>As <see cref="Matches"/>, for a pattern of one field and a value of that field.</summary>
    public static bool FieldMatches(string entry, string value) => Matches($$"""{"f": [{{entry}}]}""", $$"""{"f": {{value}}}""");

    public static EventRejection EventRejected(string json)
    {
        var rules = new RuleSet<string>();
        rules.Put("rule", Parse("""{"a": ["x"]}"""));
        var matches = new List<string>();
        var rejection = new EventMatcher().Match(rules.Snapshot, Encoding.UTF8.GetBytes(json), matches);
        Assert.NotNull(rejection);
        Assert.Empty(matches);
        return rejection;
    }
}
