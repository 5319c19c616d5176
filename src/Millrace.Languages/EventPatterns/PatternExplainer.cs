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
        var rule = builder.Add("", pattern);
        var matcher = new EventMatcher();
        if (matcher.Scan(builder.Index, json) is { } rejection)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{rejection.Reason} (Byte {rejection.Offset}.)");
            return new PatternExplanation(false, text, null, rejection);
        }

        var nearest = new List<RuleClause>();
        RuleBranch? nearestBranch = null;
        var count = 0;
        for (var rest = rule.Branches; rest is not null; rest = RuleBranches.Remove(rest, rest.First))
        {
            var branch = rest.First;
            var failed = FailedClauses(matcher, branch, json);
            if (failed.Count == 0)
            {
                if (Holds(matcher, branch, json, out var tooComplex))
                {
                    return new PatternExplanation(true, "Every clause holds.", null, null);
                }

                if (tooComplex is not null)
                {
                    return new PatternExplanation(false, tooComplex.Reason, null, tooComplex);
                }
            }

            if (nearestBranch is null || failed.Count < nearest.Count)
            {
                (nearestBranch, nearest) = (branch, failed);
            }

            count++;
        }

        var where = count == 1 ? "" : $"None of the {count} alternatives matches; in the nearest, ";
        return nearest.Count == 0
            ? new PatternExplanation(false, where + DescribeArrays(nearestBranch!), null, null)
            : new PatternExplanation(
                false,
                where + Describe(matcher, nearest[0], json),
                new PatternClause(nearest[0].Field.Path, nearest[0].Matchers),
                null
            );
    }

    private static List<RuleClause> FailedClauses(EventMatcher matcher, RuleBranch branch, ReadOnlySpan<byte> json)
    {
        var failed = new List<RuleClause>();
        foreach (var clause in branch.Clauses)
        {
            if (!matcher.HoldsAnywhere(clause, json))
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
        + string.Join(", ", branch.Clauses.Select(clause => $"\"{clause.Field.Path}\""))
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
        return $"\"{clause.Field.Path}\" {found}, and the pattern asks for [{string.Join(", ", clause.Matchers.AsEnumerable())}].";
    }

    private static string Show(in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.String:
                return value.Text.Length <= BytesShownMax ? Matcher.Quote(value.Text) : $"a string of {value.Text.Length} bytes";
            case FieldValueKind.Number:
                return value.Text.Length <= BytesShownMax ? Encoding.ASCII.GetString(value.Text) : $"a number of {value.Text.Length} digits";
            default:
                return new LiteralMatcher(value.Kind).ToString();
        }
    }
}
