using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>value ~> $function</c>, or two functions made one. Errors: T2006.</summary>
internal sealed class ApplyNode(Node left, Node right, int position) : Node(position)
{
    public override string Kind => "apply";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var value = left.Evaluate(input, frame);
        if (right is CallNode call)
        {
            // As in the reference, what follows the call on the right, such as a predicate, is not looked at.
            return call.Call(input, frame, value);
        }

        var function = right.Evaluate(input, frame);
        if (!function.IsFunction)
        {
            throw new JsonataException("T2006", function, Position);
        }

        return value.IsFunction
            ? JsonValue.FromFunction(new ChainFunction(value, function))
            : Callable.Apply(function, [value], JsonValue.Null, frame);
    }
}
