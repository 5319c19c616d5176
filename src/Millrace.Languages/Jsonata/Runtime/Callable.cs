using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A function as a value.</summary>
internal abstract class Callable
{
    /// <summary>How many arguments it is given when a function such as <c>$map</c> has more to offer than it may want.</summary>
    public abstract int Arity { get; }

    /// <summary>The arguments as the signature wants them, if there is one.</summary>
    /// <remarks>Errors: T0410, T0411, T0412.</remarks>
    public virtual JsonValue[] Validate(JsonValue[] arguments, JsonValue context) => arguments;

    /// <summary>
    /// Runs the function on validated arguments. The answer may be a <see cref="TailCall"/>, which is the caller's to make.
    /// </summary>
    public abstract JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame);

    /// <summary>Calls a function value, and all that it calls as the last thing it does, without using the stack for those.</summary>
    /// <remarks>Errors: T1006 when it is not a function.</remarks>
    public static JsonValue Apply(JsonValue function, JsonValue[] arguments, JsonValue context, Frame frame)
    {
        var result = ApplyOnce(function, arguments, context, frame);
        while (result.IsFunction && result.AsFunction() is TailCall next)
        {
            frame.Evaluation.Charge(1);
            try
            {
                result = ApplyOnce(next.Function, next.Arguments, context, frame);
            }
            catch (JsonataException error) when (error.At(next.Position, next.Name))
            {
                throw;
            }
        }

        return result;
    }

    private static JsonValue ApplyOnce(JsonValue function, JsonValue[] arguments, JsonValue context, Frame frame)
    {
        if (!function.IsFunction || function.AsFunction() is not Callable callable)
        {
            throw new JsonataException("T1006");
        }

        return callable.Run(callable.Validate(arguments, context), context, frame);
    }
}
