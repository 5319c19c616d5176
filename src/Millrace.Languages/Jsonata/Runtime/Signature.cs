using System.Diagnostics;
using System.Runtime.InteropServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>What arguments a function takes, such as <c>&lt;s-nn?:s&gt;</c>.</summary>
/// <remarks>
/// Letters are kinds; <c>(ns)</c> is a choice, <c>a&lt;n&gt;</c> an array of numbers, <c>?</c> makes optional, <c>+</c>
/// repeats, <c>-</c> takes the context when left out. What follows the colon is documentation.
/// <para>Arguments are handed out to parameters from the left, as many as possible to each, taking back where needed.</para>
/// </remarks>
internal sealed partial class Signature
{
    private readonly Parameter[] _parameters;

    private Signature(List<Parameter> parameters) => _parameters = [.. parameters];

    /// <summary>The arguments as the function wants them: missing ones filled in, single values made arrays.</summary>
    /// <remarks>Errors: T0410, T0411, T0412.</remarks>
    public JsonValue[] Apply(JsonValue[] arguments, JsonValue context)
    {
        // Nearly every call gives each parameter one argument of its kind, and then there is nothing to search.
        Span<int> counts = stackalloc int[_parameters.Length];
        if (!TakeOneEach(arguments, counts) && !Distribute(arguments, 0, 0, counts))
        {
            throw Mismatch(arguments);
        }

        var result = new List<JsonValue>(_parameters.Length);
        var at = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            if (counts[i] > 0)
            {
                foreach (var argument in arguments.AsSpan(at, counts[i]))
                {
                    at++;
                    result.Add(parameter.IsArray ? AsArray(parameter, argument, counts[i], at) : argument);
                }
            }
            else if (parameter.TakesContext)
            {
                result.Add(
                    Accepts(parameter, context) ? context : throw new JsonataException("T0411", context).With("index", at + 1)
                );
            }
            else
            {
                result.Add(at < arguments.Length ? arguments[at] : default);
                at++;
            }
        }

        return [.. result];
    }

    private static bool Accepts(Parameter parameter, JsonValue argument) =>
        (parameter.Kinds & ArgumentKindsExtensions.Of(argument)) != ArgumentKinds.None;

    private bool TakeOneEach(JsonValue[] arguments, Span<int> counts)
    {
        if (arguments.Length != _parameters.Length)
        {
            return false;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Accepts(_parameters[i], arguments[i]))
            {
                return false;
            }

            counts[i] = 1;
        }

        return true;
    }

    /// <summary>Gives the arguments from <paramref name="at"/> on to the parameters from <paramref name="index"/> on.</summary>
    private bool Distribute(JsonValue[] arguments, int index, int at, Span<int> counts)
    {
        if (index == _parameters.Length)
        {
            return at == arguments.Length;
        }

        var parameter = _parameters[index];
        var most = 0;
        var limit = parameter.IsRepeated ? arguments.Length : 1;
        while (most < limit && at + most < arguments.Length && Accepts(parameter, arguments[at + most]))
        {
            most++;
        }

        for (var count = most; count >= (parameter.IsOptional ? 0 : 1); count--)
        {
            counts[index] = count;
            if (Distribute(arguments, index + 1, at + count, counts))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonValue AsArray(Parameter parameter, JsonValue argument, int count, int index)
    {
        if (argument.IsUndefined)
        {
            return default;
        }

        if (parameter.ItemLetters is { } letters)
        {
            var fits = argument.IsArray
                ? ItemsAre(argument.AsArray(), letters)
                : count == 1
                    && letters.Length == 1
                    && ArgumentKindsExtensions.FromLetter(letters[0]) == ArgumentKindsExtensions.Of(argument);
            if (!fits)
            {
                throw new JsonataException("T0412", argument).With("index", index).With("type", Plural(letters));
            }
        }

        return argument.IsArray ? argument : JsonValue.FromArray(argument);
    }

    private static bool ItemsAre(JsonArray items, string letters)
    {
        if (items.Count == 0)
        {
            return true;
        }

        var wanted = letters.Length > 0 ? ArgumentKindsExtensions.FromLetter(letters[0]) : ArgumentKinds.None;
        foreach (var item in items.Items)
        {
            if (ArgumentKindsExtensions.Of(item) != wanted)
            {
                return false;
            }
        }

        return true;
    }

    private static JsonValue Plural(string letters) =>
        letters switch
        {
            "a" => "arrays",
            "b" => "booleans",
            "f" => "functions",
            "n" => "numbers",
            "o" => "objects",
            "s" => "strings",
            _ => JsonValue.Undefined,
        };

    /// <summary>Names the first argument at which the parameters, taken one after another, no longer fit.</summary>
    private JsonataException Mismatch(JsonValue[] arguments)
    {
        var good = 0;
        for (var count = 1; count <= _parameters.Length; count++)
        {
            var reached = Reach(arguments, count, 0, 0);
            if (reached < 0)
            {
                break;
            }

            good = reached;
        }

        return new JsonataException("T0410", good < arguments.Length ? arguments[good] : default).With("index", good + 1);
    }

    /// <summary>How many arguments the first parameters take, or -1 when they do not fit.</summary>
    private int Reach(JsonValue[] arguments, int count, int index, int at)
    {
        if (index == count)
        {
            return at;
        }

        var parameter = _parameters[index];
        var most = 0;
        while (
            most < (parameter.IsRepeated ? arguments.Length : 1)
            && at + most < arguments.Length
            && Accepts(parameter, arguments[at + most])
        )
        {
            most++;
        }

        for (; most >= (parameter.IsOptional ? 0 : 1); most--)
        {
            if (Reach(arguments, count, index + 1, at + most) is var reached and >= 0)
            {
                return reached;
            }
        }

        return -1;
    }
}
