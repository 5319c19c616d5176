namespace Millrace.Languages.EventPatterns;

/// <summary>Finding all texts of a tree that a text starts with.</summary>
internal static class RadixTreeOfBytes
{
    // Up to this many children a look at each is quicker than halving them.
    private const int ScanMax = 8;

    /// <summary>Tells the matching of the branches of every text in the tree that <paramref name="text"/> starts with.</summary>
    public static void ReportPrefixes(this RadixTree<byte> tree, ReadOnlySpan<byte> text, EventMatcher matching)
    {
        var node = tree;
        while (true)
        {
            node.Branches?.Report(matching);
            if (!TryDescend(ref node, ref text))
            {
                return;
            }
        }
    }

    /// <summary>As <see cref="ReportPrefixes"/>, for branches whose clause must still be looked at.</summary>
    public static void ReportPrefixesIfMatching(
        this RadixTree<byte> tree,
        ReadOnlySpan<byte> text,
        EventMatcher matching,
        in FieldValue value
    )
    {
        var node = tree;
        while (true)
        {
            node.Branches?.ReportIfMatching(matching, value);
            if (!TryDescend(ref node, ref text))
            {
                return;
            }
        }
    }

    private static bool TryDescend(ref RadixTree<byte> node, ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        var firsts = node.Firsts;
        var child = firsts.Length <= ScanMax ? firsts.IndexOf(text[0]) : firsts.BinarySearch(text[0]);
        if (child < 0)
        {
            return false;
        }

        node = node.Children[child];
        if (!text.StartsWith(node.Label))
        {
            return false;
        }

        text = text[node.Label.Length..];
        return true;
    }
}
