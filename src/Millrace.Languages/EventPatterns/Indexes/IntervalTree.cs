namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable balanced tree of closed intervals, ordered by their end points, that finds all around a point.</summary>
/// <remarks>
/// An AVL tree by lower and then upper end, in which each node knows the highest upper end below it (Cormen et al., "Introduction to
/// Algorithms", 14.3). Finding costs the logarithm of the number of intervals and the number found.
/// </remarks>
internal sealed class IntervalTree<TPoint>
    where TPoint : struct, IComparable<TPoint>
{
    private readonly TPoint _low;
    private readonly TPoint _high;
    private readonly TPoint _highest;
    private readonly RuleBranches _branches;
    private readonly IntervalTree<TPoint>? _left;
    private readonly IntervalTree<TPoint>? _right;
    private readonly int _height;

    private IntervalTree(TPoint low, TPoint high, RuleBranches branches, IntervalTree<TPoint>? left, IntervalTree<TPoint>? right)
    {
        _low = low;
        _high = high;
        _branches = branches;
        _left = left;
        _right = right;
        _height = Math.Max(Height(left), Height(right)) + 1;
        _highest = high;
        if (left is not null && left._highest.CompareTo(_highest) > 0)
        {
            _highest = left._highest;
        }

        if (right is not null && right._highest.CompareTo(_highest) > 0)
        {
            _highest = right._highest;
        }
    }

    /// <summary>Tells the matching of the branches of every interval from <paramref name="lowMax"/> or before to <paramref name="highMin"/> or behind.</summary>
    public static void FindAround(IntervalTree<TPoint>? tree, TPoint lowMax, TPoint highMin, EventMatcher matching)
    {
        while (tree is not null && tree._highest.CompareTo(highMin) >= 0)
        {
            FindAround(tree._left, lowMax, highMin, matching);
            if (tree._low.CompareTo(lowMax) > 0)
            {
                return;
            }

            if (tree._high.CompareTo(highMin) >= 0)
            {
                tree._branches.Report(matching);
            }

            tree = tree._right;
        }
    }

    /// <summary>The branches of exactly this interval.</summary>
    public static RuleBranches? Find(IntervalTree<TPoint>? tree, TPoint low, TPoint high)
    {
        while (tree is not null)
        {
            var order = tree.Compare(low, high);
            if (order == 0)
            {
                return tree._branches;
            }

            tree = order < 0 ? tree._left : tree._right;
        }

        return null;
    }

    /// <summary>A copy in which exactly this interval has these branches; with null, in which it is not.</summary>
    public static IntervalTree<TPoint>? With(IntervalTree<TPoint>? tree, TPoint low, TPoint high, RuleBranches? branches)
    {
        if (tree is null)
        {
            return branches is null ? null : new IntervalTree<TPoint>(low, high, branches, null, null);
        }

        var order = tree.Compare(low, high);
        if (order < 0)
        {
            return tree.Balance(With(tree._left, low, high, branches), tree._right);
        }

        if (order > 0)
        {
            return tree.Balance(tree._left, With(tree._right, low, high, branches));
        }

        return branches is null
            ? Join(tree._left, tree._right)
            : new IntervalTree<TPoint>(low, high, branches, tree._left, tree._right);
    }

    private static IntervalTree<TPoint>? Join(IntervalTree<TPoint>? left, IntervalTree<TPoint>? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var next = right;
        while (next._left is not null)
        {
            next = next._left;
        }

        return next.Balance(left, With(right, next._low, next._high, null));
    }

    /// <summary>This interval over two subtrees whose heights differ by two at most.</summary>
    private IntervalTree<TPoint> Balance(IntervalTree<TPoint>? left, IntervalTree<TPoint>? right)
    {
        if (Height(left) > Height(right) + 1)
        {
            return Height(left!._left) >= Height(left._right)
                ? left.Over(left._left, Over(left._right, right))
                : left._right!.Over(left.Over(left._left, left._right._left), Over(left._right._right, right));
        }

        if (Height(right) > Height(left) + 1)
        {
            return Height(right!._right) >= Height(right._left)
                ? right.Over(Over(left, right._left), right._right)
                : right._left!.Over(Over(left, right._left._left), right.Over(right._left._right, right._right));
        }

        return Over(left, right);
    }

    private IntervalTree<TPoint> Over(IntervalTree<TPoint>? left, IntervalTree<TPoint>? right) =>
        new(_low, _high, _branches, left, right);

    private int Compare(TPoint low, TPoint high)
    {
        var order = low.CompareTo(_low);
        return order != 0 ? order : high.CompareTo(_high);
    }

    private static int Height(IntervalTree<TPoint>? tree) => tree?._height ?? 0;
}
