using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>Two functions one after the other: <c>$first ~> $second</c>.</summary>
internal sealed class ChainFunction(JsonValue first, JsonValue second) : Callable
{
    public override int Arity => 1;

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        // A chain of chains is as deep as it is long.
        frame.Evaluation.Enter();
        var argument = arguments.Length > 0 ? arguments[0] : default;
        var between = Apply(first, [argument], JsonValue.Null, frame);
        var result = Apply(second, [Sequences.Normalize(between, keepArray: false)], JsonValue.Null, frame);
        frame.Evaluation.Leave();
        return result;
    }
}
