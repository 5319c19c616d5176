namespace Millrace.Languages.StatesLanguage;

/// <summary>The order in which AWS answers the <c>.$</c> fields of a payload template: that of a Java hash map of their names.</summary>
/// <remarks>
/// Nobody documents it; every template in the recorded histories shows it (fixed fields first, in their own order). Keeping
/// to it makes outputs equal as text, which is what people compare.
/// <para>The map has 16 buckets, doubles when three quarters full, and keeps the order of arrival within a bucket.</para>
/// </remarks>
internal static class HashOrder
{
    public static IEnumerable<T> Of<T>(IReadOnlyList<T> items, Func<T, string> name)
    {
        var buckets = 16;
        while (items.Count > buckets / 4 * 3)
        {
            buckets *= 2;
        }

        // A stable sort, so that the order of arrival remains within a bucket.
        return items.OrderBy(item => Spread(name(item)) & (uint)(buckets - 1));
    }

    private static uint Spread(string text)
    {
        var hash = 0u;
        foreach (var unit in text)
        {
            hash = unchecked((hash * 31) + unit);
        }

        return hash ^ (hash >> 16);
    }
}
