using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>=</c> and <c>!=</c>, deep. Where a side is undefined both are false.</summary>
internal sealed class EqualityNode(bool negated, Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var first = left.Evaluate(input, frame);
        var second = right.Evaluate(input, frame);
        if (first.IsUndefined || second.IsUndefined)
        {
            return false;
        }

        return JsonEquality.Equals(first, second, frame.Evaluation) != negated;
    }
}
