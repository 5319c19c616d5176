using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>&amp;</c>: both sides as text, one after the other. Undefined is no text.</summary>
internal sealed class ConcatenationNode(Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var first = Text(left.Evaluate(input, frame), frame.Evaluation);
        var second = Text(right.Evaluate(input, frame), frame.Evaluation);
        frame.Evaluation.ChargeText(first.Length + second.Length);
        return string.Concat(first, second);
    }

    private static string Text(JsonValue value, Evaluation evaluation) =>
        value.IsUndefined ? "" : Casting.ToText(value, evaluation);
}
