namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A stable sort that trusts its comparison only as far as it asks it, however odd an author's comparison is.</summary>
internal static class MergeSort
{
    /// <summary>What the comparisons of so many items count, besides what each of them does.</summary>
    public static long StepsOf(int items) => (long)items * (1 + (int)Math.Log2(items)) / 4;

    /// <param name="items">What to sort; it is left as it is.</param>
    /// <param name="isAfter">Whether the first belongs after the second.</param>
    public static T[] Sort<T>(T[] items, Func<T, T, bool> isAfter)
    {
        var sorted = (T[])items.Clone();
        Sort(sorted, new T[items.Length], 0, items.Length, isAfter);
        return sorted;
    }

    private static void Sort<T>(T[] items, T[] spare, int start, int end, Func<T, T, bool> isAfter)
    {
        if (end - start <= 1)
        {
            return;
        }

        var middle = start + ((end - start) / 2);
        Sort(items, spare, start, middle, isAfter);
        Sort(items, spare, middle, end, isAfter);
        var (left, right) = (start, middle);
        for (var to = start; to < end; to++)
        {
            var takeRight = left == middle || (right < end && isAfter(items[left], items[right]));
            spare[to] = takeRight ? items[right++] : items[left++];
        }

        Array.Copy(spare, start, items, start, end - start);
    }
}
