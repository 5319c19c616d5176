using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>A function that is offered a value, its key and where both are from, and given as many of the three as it takes.</summary>
internal sealed class Callback(JsonataCall call, JsonValue function)
{
    private readonly int _arity = ArityOf(function);

    public static int ArityOf(JsonValue function) =>
        function.IsFunction && function.AsFunction() is Callable callable ? callable.Arity : 0;

    public JsonValue Call(JsonValue value, JsonValue key, JsonValue source) =>
        call.Invoke(
            function,
            _arity switch
            {
                >= 3 => [value, key, source],
                2 => [value, key],
                _ => [value],
            }
        );
}
