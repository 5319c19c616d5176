namespace Millrace.Languages.StatesLanguage;

/// <summary>The 39 comparison operators of a JSONPath Choice, by name. Source: Amazon States Language, Data-test Expression.</summary>
internal static class ComparisonOperators
{
    private static readonly Dictionary<string, Comparison> _all = Build();

    /// <summary>The operator of that name; null when there is none.</summary>
    public static Comparison? Find(string name) => _all.GetValueOrDefault(name);

    private static Dictionary<string, Comparison> Build()
    {
        var all = new Dictionary<string, Comparison>(StringComparer.Ordinal);
        foreach (
            var kind in (ReadOnlySpan<ComparisonKind>)[ComparisonKind.String, ComparisonKind.Numeric, ComparisonKind.Timestamp]
        )
        {
            foreach (var order in Enum.GetValues<ComparisonOrder>())
            {
                Add(all, $"{kind}{order}", new Comparison(kind, order));
            }
        }

        Add(all, "BooleanEquals", new Comparison(ComparisonKind.Boolean, ComparisonOrder.Equals));
        all.Add("StringMatches", new Comparison(ComparisonKind.Matches, ComparisonOrder.Equals));
        foreach (
            var kind in (ReadOnlySpan<ComparisonKind>)
                [
                    ComparisonKind.IsNull,
                    ComparisonKind.IsPresent,
                    ComparisonKind.IsString,
                    ComparisonKind.IsNumeric,
                    ComparisonKind.IsBoolean,
                    ComparisonKind.IsTimestamp,
                ]
        )
        {
            all.Add(kind.ToString(), new Comparison(kind, ComparisonOrder.Equals));
        }

        return all;
    }

    private static void Add(Dictionary<string, Comparison> all, string name, Comparison comparison)
    {
        all.Add(name, comparison);
        all.Add(name + "Path", comparison with { ByPath = true });
    }
}
