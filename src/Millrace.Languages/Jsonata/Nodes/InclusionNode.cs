using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>in</c>: whether the value on the left is an item on the right. Arrays and objects are compared by identity.</summary>
internal sealed class InclusionNode(Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var value = left.Evaluate(input, frame);
        var list = right.Evaluate(input, frame);
        if (value.IsUndefined || list.IsUndefined)
        {
            return false;
        }

        if (!list.IsArray)
        {
            return Casting.AreSame(value, list, frame.Evaluation);
        }

        frame.Evaluation.Charge(list.AsArray().Count / 4);
        foreach (var item in list.AsArray().Items)
        {
            if (Casting.AreSame(value, item, frame.Evaluation))
            {
                return true;
            }
        }

        return false;
    }
}
