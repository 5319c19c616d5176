using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Nodes;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A function written in the expression, with the context and the variables of the place it was written at.</summary>
internal sealed class LambdaFunction(LambdaNode definition, JsonValue input, Frame closure) : Callable
{
    public override int Arity => definition.Parameters.Length;

    public override JsonValue[] Validate(JsonValue[] arguments, JsonValue context) =>
        definition.Signature?.Apply(arguments, context) ?? arguments;

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        frame.Evaluation.Charge(definition.Parameters.Length / 8);
        var values = arguments;
        if (values.Length != definition.Parameters.Length)
        {
            Array.Resize(ref values, definition.Parameters.Length);
        }

        return definition.Body.Evaluate(input, new Frame(closure, definition.Parameters, values));
    }
}
