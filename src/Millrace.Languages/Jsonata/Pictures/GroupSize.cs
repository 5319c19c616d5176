namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>Whether grouping separators stand at equal distances.</summary>
internal static class GroupSize
{
    /// <summary>The distance, if a separator stands at each of its multiples and nowhere else; otherwise 0.</summary>
    public static int Of(int[] positions)
    {
        if (positions.Length == 0)
        {
            return 0;
        }

        var size = positions.Aggregate(GreatestCommonDivisor);
        return size > 0 && Enumerable.Range(1, positions.Length).All(i => positions.Contains(i * size)) ? size : 0;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
