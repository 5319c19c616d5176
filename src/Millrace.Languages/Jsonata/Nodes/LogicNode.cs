using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>and</c>, <c>or</c>. The right side is looked at only where it matters.</summary>
internal sealed class LogicNode(bool isAnd, Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame) =>
        isAnd
            ? Casting.IsTruthy(left.Evaluate(input, frame)) && Casting.IsTruthy(right.Evaluate(input, frame))
            : Casting.IsTruthy(left.Evaluate(input, frame)) || Casting.IsTruthy(right.Evaluate(input, frame));
}
