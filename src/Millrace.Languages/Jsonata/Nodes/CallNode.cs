using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>$name(a, b)</c>. Errors: T1005, T1006, and those of the function.</summary>
internal sealed class CallNode(Node function, Node[] arguments, int position) : Node(position)
{
    public override string Kind => "function";

    /// <summary>Whether the call is the last thing a lambda does; then it is left to the lambda's caller.</summary>
    public bool IsTail { get; set; }

    /// <summary>Calls with one argument more at the front: what stands before <c>~></c>.</summary>
    public JsonValue Call(JsonValue input, Frame frame, JsonValue? front)
    {
        var callee = function.Evaluate(input, frame);
        var name = NameOf(function);
        if (callee.IsUndefined && function is PathNode && name is not null && Casting.IsJavaScriptTruthy(frame.Lookup(name)))
        {
            throw new JsonataException("T1005", default, Position).With("token", name);
        }

        var offset = front is null ? 0 : 1;
        var values = new JsonValue[arguments.Length + offset];
        if (front is { } first)
        {
            values[0] = first;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            values[i + offset] = arguments[i].Evaluate(input, frame);
        }

        if (IsTail)
        {
            return JsonValue.FromFunction(new TailCall(callee, values, function.Position, name));
        }

        try
        {
            return Callable.Apply(callee, values, input, frame);
        }
        catch (JsonataException error) when (error.At(Position, name))
        {
            throw;
        }
    }

    /// <summary>What error texts call the function: the variable or the field it is read from.</summary>
    public static string? NameOf(Node function) =>
        function switch
        {
            VariableNode variable => variable.Name,
            PathNode { Steps: [NameNode first, ..] } => first.Name,
            PathNode { Steps: [VariableNode first, ..] } => first.Name,
            _ => null,
        };

    protected override JsonValue Raw(JsonValue input, Frame frame) => Call(input, frame, null);
}
