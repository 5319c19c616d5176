namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable node in the tree of field names: the place of one object or field of an event.</summary>
internal sealed class FieldNode
{
    private readonly Utf8Map<FieldNode> _children;

    private FieldNode(Utf8Map<FieldNode> children, int number, FieldIndex? index)
    {
        _children = children;
        Number = number;
        Index = index;
    }

    public static FieldNode Empty { get; } = new(Utf8Map<FieldNode>.Empty, -1, null);

    /// <summary>The field's number; -1 where no rule asks for a value.</summary>
    public int Number { get; }

    /// <summary>The branches filed under the field's values; null where no rule asks for a value.</summary>
    public FieldIndex? Index { get; }

    public bool HasChildren => !_children.IsEmpty;

    public FieldNode? Find(ReadOnlySpan<byte> name) => _children.Find(name);

    /// <summary>The index of a field, if it has one.</summary>
    public FieldIndex? Find(RuleField field)
    {
        FieldNode? node = this;
        foreach (var name in field.Names)
        {
            node = node?.Find(name);
        }

        return node?.Index;
    }

    /// <summary>A copy of the whole tree in which a field has this index; with null, in which no rule asks for it.</summary>
    /// <remarks>A loop rather than a recursion: one dotted name can have thousands of parts.</remarks>
    public FieldNode With(RuleField field, FieldIndex? index)
    {
        var path = new Stack<(FieldNode Parent, byte[] Name)>();
        var node = this;
        foreach (var name in field.Names)
        {
            path.Push((node, name));
            node = node.Find(name) ?? Empty;
        }

        var changed = new FieldNode(node._children, index is null ? -1 : field.Number, index);
        while (path.TryPop(out var step))
        {
            var kept = changed.Index is null && !changed.HasChildren ? null : changed;
            changed = new FieldNode(step.Parent._children.With(step.Name, kept), step.Parent.Number, step.Parent.Index);
        }

        return changed;
    }
}
