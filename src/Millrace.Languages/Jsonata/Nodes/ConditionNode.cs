using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>condition ? then : otherwise</c>, undefined where there is no otherwise.</summary>
internal sealed class ConditionNode(Node condition, Node then, Node? otherwise, int position) : Node(position)
{
    public override string Kind => "condition";

    public Node Then { get; } = then;

    public Node? Otherwise { get; } = otherwise;

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        if (Casting.IsTruthy(condition.Evaluate(input, frame), frame.Evaluation))
        {
            return Then.Evaluate(input, frame);
        }

        return Otherwise?.Evaluate(input, frame) ?? default;
    }
}
