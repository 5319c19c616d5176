namespace Millrace.Languages.Jsonata.Nodes;

/// <content>
/// Parent operators. Each has a slot with the number of steps still to go back; names and wildcards go one back, another
/// parent operator one further on. The step that is found keeps its input under the slot's label, for which the results from
/// there on travel as tuples.
/// </content>
internal sealed partial class Shaper
{
    private int _labels;

    /// <summary>Hands the slots that the parts have not resolved to the node around them.</summary>
    private static T Seek<T>(T node, params ReadOnlySpan<Node> parts)
        where T : Node
    {
        foreach (var part in parts)
        {
            node.Seeking.AddRange(part.Seeking);
            if (part is ParentNode parent)
            {
                node.Seeking.Add(parent.Slot);
            }
        }

        return node;
    }

    private static ParentSlot SeekParent(Node node, ParentSlot slot)
    {
        switch (node)
        {
            case NameNode or WildcardNode:
                slot.Level--;
                if (slot.Level == 0)
                {
                    // Two operators that mean the same step share one label.
                    slot.Label = node.Ancestor?.Label ?? slot.Label;
                    node.Ancestor = slot;
                    node.IsTuple = true;
                }

                return slot;
            case ParentNode:
                slot.Level++;
                return slot;
            case BlockNode { Expressions: [.., var last] }:
                node.IsTuple = true;
                return SeekParent(last, slot);
            case BlockNode:
                return slot;
            case PathNode path:
                path.IsTuple = true;
                var index = path.Steps.Count - 1;
                slot = SeekParent(path.Steps[index--], slot);
                while (slot.Level > 0 && index >= 0)
                {
                    slot = SeekParent(path.Steps[index--], slot);
                }

                return slot;
            default:
                throw NoParent(node);
        }
    }

    private static void ResolveParents(PathNode path)
    {
        var last = path.Steps[^1];
        if (last is ParentNode parent && !last.Seeking.Contains(parent.Slot))
        {
            last.Seeking.Add(parent.Slot);
        }

        foreach (var slot in last.Seeking)
        {
            var index = path.Steps.Count - 2;
            while (slot.Level > 0)
            {
                if (index < 0)
                {
                    path.Seeking.Add(slot);
                    break;
                }

                var step = path.Steps[index--];
                while (index >= 0 && step.Focus is not null && path.Steps[index].Focus is not null)
                {
                    // Steps that only bind one variable after another have the same input.
                    step = path.Steps[index--];
                }

                SeekParent(step, slot);
            }
        }
    }

    private static JsonataException NoParent(Node node) =>
        new JsonataException("S0217", default, node.Position).With("token", node.Kind);
}
