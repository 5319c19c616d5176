namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable tree of texts, of bytes or of code points, in which texts with a common start share its nodes.</summary>
/// <remarks>Changing it copies the nodes on the way to the text, in a loop: the tree can be as deep as its texts are long.</remarks>
internal sealed class RadixTree<TUnit>
    where TUnit : unmanaged, IComparable<TUnit>, IEquatable<TUnit>
{
    private readonly TUnit[] _label;
    private readonly TUnit[] _firsts;
    private readonly RadixTree<TUnit>[] _children;

    private RadixTree(TUnit[] label, TUnit[] firsts, RadixTree<TUnit>[] children, RuleBranches? branches)
    {
        _label = label;
        _firsts = firsts;
        _children = children;
        Branches = branches;
    }

    public static RadixTree<TUnit> Empty { get; } = new([], [], [], null);

    /// <summary>What the text gains on the way from the node above.</summary>
    public ReadOnlySpan<TUnit> Label => _label;

    /// <summary>The branches filed under the text that ends here.</summary>
    public RuleBranches? Branches { get; }

    /// <summary>First units of the labels below, in order.</summary>
    public ReadOnlySpan<TUnit> Firsts => _firsts;

    public ReadOnlySpan<RadixTree<TUnit>> Children => _children;

    public bool IsEmpty => Branches is null && _children.Length == 0;

    /// <summary>The branches of exactly this text.</summary>
    public RuleBranches? Find(ReadOnlySpan<TUnit> text)
    {
        var node = this;
        while (text.StartsWith(node._label))
        {
            text = text[node._label.Length..];
            if (text.IsEmpty)
            {
                return node.Branches;
            }

            var child = node._firsts.AsSpan().BinarySearch(text[0]);
            if (child < 0)
            {
                return null;
            }

            node = node._children[child];
        }

        return null;
    }

    /// <summary>A copy in which exactly this text has these branches; with null, in which it is not.</summary>
    public RadixTree<TUnit> With(ReadOnlySpan<TUnit> text, RuleBranches? branches)
    {
        var path = new Stack<(RadixTree<TUnit> Node, int Child)>();
        var node = this;
        RadixTree<TUnit>? changed;
        while (true)
        {
            var common = text.CommonPrefixLength(node._label);
            if (common < node._label.Length)
            {
                changed = branches is null ? node : node.Split(common, text[common..], branches);
                break;
            }

            text = text[common..];
            if (text.IsEmpty)
            {
                changed = new RadixTree<TUnit>(node._label, node._firsts, node._children, branches);
                break;
            }

            var child = node._firsts.AsSpan().BinarySearch(text[0]);
            if (child < 0)
            {
                changed = branches is null ? node : node.Insert(~child, Leaf(text, branches));
                break;
            }

            path.Push((node, child));
            node = node._children[child];
        }

        while (path.TryPop(out var step))
        {
            changed = changed.Compact() is { } kept ? step.Node.Replace(step.Child, kept) : step.Node.Remove(step.Child);
        }

        return changed;
    }

    private static RadixTree<TUnit> Leaf(ReadOnlySpan<TUnit> text, RuleBranches branches) =>
        new(text.ToArray(), [], [], branches);

    /// <summary>Parts the label, and hangs a new leaf beside the rest unless the new text ends there.</summary>
    private RadixTree<TUnit> Split(int at, ReadOnlySpan<TUnit> rest, RuleBranches branches)
    {
        var lower = new RadixTree<TUnit>(_label[at..], _firsts, _children, Branches);
        var upper = new RadixTree<TUnit>(_label[..at], [_label[at]], [lower], rest.IsEmpty ? branches : null);
        return rest.IsEmpty ? upper : upper.Insert(rest[0].CompareTo(_label[at]) < 0 ? 0 : 1, Leaf(rest, branches));
    }

    private RadixTree<TUnit> Insert(int place, RadixTree<TUnit> child) =>
        new(
            _label,
            [.. _firsts.AsSpan(0, place), child._label[0], .. _firsts.AsSpan(place)],
            [.. _children.AsSpan(0, place), child, .. _children.AsSpan(place)],
            Branches
        );

    private RadixTree<TUnit> Remove(int place) =>
        new(
            _label,
            [.. _firsts.AsSpan(0, place), .. _firsts.AsSpan(place + 1)],
            [.. _children.AsSpan(0, place), .. _children.AsSpan(place + 1)],
            Branches
        );

    private RadixTree<TUnit> Replace(int place, RadixTree<TUnit> child)
    {
        var children = _children.AsSpan().ToArray();
        children[place] = child;
        return new RadixTree<TUnit>(_label, _firsts, children, Branches);
    }

    /// <summary>Null for a node that says nothing; one that only leads to another becomes one with it.</summary>
    private RadixTree<TUnit>? Compact()
    {
        if (Branches is not null || _children.Length > 1)
        {
            return this;
        }

        if (_children.Length == 0)
        {
            return null;
        }

        var only = _children[0];
        return new RadixTree<TUnit>([.. _label, .. only._label], only._firsts, only._children, only.Branches);
    }
}
