using System.Globalization;
using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <summary>Says why an event does not match a pattern. For people and tests: it takes far longer than matching.</summary>
public static class PatternExplainer
{
    private const int ValuesShownMax = 3;
    private const int BytesShownMax = 100;

    /// <summary>Matches one event, UTF-8 JSON, against one pattern.</summary>
    public static PatternExplanation Explain(EventPattern pattern, ReadOnlySpan<byte> json)
    {
        var builder = new RuleIndexBuilder();
        var alternatives = pattern
            .Branches.Select(clauses => builder.Add("", new EventPattern([clauses])).Branches!.First)
            .ToArray();
        var matcher = new EventMatcher();
        if (matcher.Scan(builder.Index, json) is { } rejection)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{rejection.Reason} (Byte {rejection.Offset}.)");
            return new PatternExplanation(false, text, null, rejection);
        }

        foreach (var alternative in alternatives)
        {
            if (Holds(matcher, alternative, json, out var tooComplex))
            {
                return new PatternExplanation(true, "Every clause holds.", null, null);
            }

            if (tooComplex is not null)
            {
                return new PatternExplanation(false, tooComplex.Reason, null, tooComplex);
            }
        }

        return ExplainFailure(pattern, alternatives, matcher, json);
    }

    private static PatternExplanation ExplainFailure(
        EventPattern pattern,
        RuleBranch[] alternatives,
        EventMatcher matcher,
        ReadOnlySpan<byte> json
    )
    {
        var nearest = -1;
        List<RuleClause> failed = [];
        for (var i = 0; i < alternatives.Length; i++)
        {
            var failedHere = FailedClauses(matcher, alternatives[i], json);
            if (nearest < 0 || failedHere.Count < failed.Count)
            {
                (nearest, failed) = (i, failedHere);
            }
        }

        var where = alternatives.Length == 1 ? "" : $"None of the {alternatives.Length} alternatives matches; in the nearest, ";
        if (failed.Count == 0)
        {
            return new PatternExplanation(false, where + DescribeArrays(alternatives[nearest]), null, null);
        }

        var first = pattern.Branches[nearest].First(clause => failed.Exists(other => other.Field.Path == clause.Path));
        var compiled = failed.Find(other => other.Field.Path == first.Path)!;
        return new PatternExplanation(false, where + Describe(matcher, compiled, json), first, null);
    }

    private static List<RuleClause> FailedClauses(EventMatcher matcher, RuleBranch branch, ReadOnlySpan<byte> json)
    {
        var failed = new List<RuleClause>();
        foreach (var clause in branch.Clauses)
        {
            if (!matcher.Checker.HoldsAnywhere(clause, json))
            {
                failed.Add(clause);
            }
        }

        return failed;
    }

    private static bool Holds(EventMatcher matcher, RuleBranch branch, ReadOnlySpan<byte> json, out EventRejection? tooComplex)
    {
        try
        {
            tooComplex = null;
            return matcher.Holds(branch, json);
        }
        catch (EventTooComplexException exception)
        {
            tooComplex = new EventRejection(exception.Message, json.Length);
            return false;
        }
    }

    private static string DescribeArrays(RuleBranch branch) =>
        "each of the fields "
        + string.Join(", ", branch.Clauses.ToArray().Select(clause => $"\"{clause.Field.Path}\""))
        + " matches by itself, but not in the same elements of the arrays around them.";

    private static string Describe(EventMatcher matcher, RuleClause clause, ReadOnlySpan<byte> json)
    {
        var values = matcher.Values;
        var shown = new List<string>();
        var at = values.First(clause.Field.Number);
        for (; at >= 0 && shown.Count < ValuesShownMax; at = values[at].Next)
        {
            shown.Add(Show(values.Read(values[at], json)));
        }

        var found = shown.Count == 0 ? "has no value" : $"is {string.Join(", ", shown)}{(at >= 0 ? ", …" : "")}";
        return $"\"{clause.Field.Path}\" {found}, and the pattern asks for [{string.Join(", ", clause.Matchers.ToArray().AsEnumerable())}].";
    }

    private static string Show(in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.String:
                return value.Text.Length <= BytesShownMax ? Matcher.Quote(value.Text) : $"a string of {value.Text.Length} bytes";
            case FieldValueKind.Number:
                return value.Text.Length <= BytesShownMax
                    ? Encoding.ASCII.GetString(value.Text)
                    : $"a number of {value.Text.Length} digits";
            default:
                return new LiteralMatcher(value.Kind).ToString();
        }
    }
}
