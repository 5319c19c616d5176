using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A function with some of its arguments given already.</summary>
/// <param name="function">The function.</param>
/// <param name="given">Its arguments, anything where one is open.</param>
/// <param name="open">The positions still open, in the order the rest is given.</param>
internal sealed class PartialFunction(Callable function, JsonValue[] given, int[] open) : Callable
{
    public override int Arity => open.Length;

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        // Functions made of functions made of functions are as deep as they are many.
        frame.Evaluation.Enter();
        frame.Evaluation.Charge(given.Length / 8);
        JsonValue[] all = [.. given];
        for (var i = 0; i < open.Length; i++)
        {
            all[open[i]] = i < arguments.Length ? arguments[i] : default;
        }

        var result = Apply(JsonValue.FromFunction(function), all, context, frame);
        frame.Evaluation.Leave();
        return result;
    }
}
