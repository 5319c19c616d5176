using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A function written in this program.</summary>
internal sealed class NativeFunction(JsonataFunction definition) : Callable
{
    public JsonataFunction Definition { get; } = definition;

    public override int Arity => Definition.Arity;

    public override JsonValue[] Validate(JsonValue[] arguments, JsonValue context) => Definition.Parsed.Apply(arguments, context);

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        // Most functions walk their arguments once; those that do more count the rest themselves.
        foreach (var argument in arguments)
        {
            if (argument.IsArray)
            {
                frame.Evaluation.Charge(argument.AsArray().Count / 4);
            }
            else if (argument.IsString)
            {
                frame.Evaluation.ChargeText(argument.AsString().Length);
            }
        }

        return Definition.Implementation(new JsonataCall(arguments, context, frame));
    }
}
