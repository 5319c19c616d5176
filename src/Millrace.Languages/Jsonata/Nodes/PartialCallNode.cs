using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>$name(a, ?)</c>: a function of the arguments left open. Errors: T1007, T1008.</summary>
/// <param name="function">What is called.</param>
/// <param name="arguments">The arguments, null where one is open.</param>
/// <param name="position">Where it is.</param>
internal sealed class PartialCallNode(Node function, Node?[] arguments, int position) : Node(position)
{
    public override string Kind => "partial";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var given = new JsonValue[arguments.Length];
        var open = new List<int>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } argument)
            {
                given[i] = argument.Evaluate(input, frame);
            }
            else
            {
                open.Add(i);
            }
        }

        var callee = function.Evaluate(input, frame);
        if (callee.IsFunction && callee.AsFunction() is Callable callable)
        {
            return JsonValue.FromFunction(new PartialFunction(callable, given, [.. open]));
        }

        var name = CallNode.NameOf(function);
        var isNamed = callee.IsUndefined && function is PathNode && name is not null;
        var code = isNamed && Casting.IsJavaScriptTruthy(frame.Lookup(name!)) ? "T1007" : "T1008";
        throw new JsonataException(code, default, Position).With("token", name is null ? default : (JsonValue)name);
    }
}
