namespace Millrace.Languages.EventPatterns;

/// <summary>The order in which a Java <c>HashSet</c> of strings goes through them: it decides which of two mistakes AWS names.</summary>
internal static class JavaHashOrder
{
    private const int BucketsMin = 16;

    /// <param name="texts">In the order they are put in.</param>
    /// <param name="stored">What the set holds of each; of two equal ones the first stays.</param>
    public static List<string> Of(IEnumerable<string> texts, Func<string, string> stored)
    {
        var distinct = texts.Distinct(StringComparer.Ordinal).ToList();

        // A Java hash table doubles when it is more than three quarters full, and keeps what shares a bucket in the order it came.
        var buckets = BucketsMin;
        while (distinct.Count > buckets * 3 / 4)
        {
            buckets *= 2;
        }

        return [.. distinct.OrderBy(text => Spread(stored(text)) & (uint)(buckets - 1))];
    }

    private static uint Spread(string text)
    {
        uint hash = 0;
        foreach (var unit in text)
        {
            hash = (hash * 31) + unit;
        }

        return hash ^ (hash >> 16);
    }
}
