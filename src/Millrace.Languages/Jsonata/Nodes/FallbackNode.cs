using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>a ?? b</c>: what is on the left if it exists; <c>a ?: b</c>: if it counts as true. Otherwise what is on the right.</summary>
internal sealed class FallbackNode(Node value, Node otherwise, bool asksExistence, int position) : Node(position)
{
    public override string Kind => "condition";

    public Node Otherwise { get; } = otherwise;

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var result = value.Evaluate(input, frame);
        var isWanted = asksExistence ? !result.IsUndefined : Casting.IsTruthy(result, frame.Evaluation);
        return isWanted ? result : Otherwise.Evaluate(input, frame);
    }
}
