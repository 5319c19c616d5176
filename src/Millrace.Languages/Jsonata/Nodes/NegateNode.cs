using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>A minus before a number. Errors: D1002.</summary>
internal sealed class NegateNode(Node operand, int position) : Node(position)
{
    public override string Kind => "unary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var value = operand.Evaluate(input, frame);
        if (value.IsUndefined)
        {
            return default;
        }

        return Casting.IsNumber(value)
            ? -value.AsNumber()
            : throw new JsonataException("D1002", value, Position).With("token", "-");
    }
}
