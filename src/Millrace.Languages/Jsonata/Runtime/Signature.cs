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
        if (!TakeOneEach(arguments, counts) && !Distribute(arguments, counts))
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
                    parameter.Accepts(context) ? context : throw new JsonataException("T0411", context).With("index", at + 1)
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

    /// <summary>Gives each parameter one argument, and the last none if they are optional.</summary>
    private bool TakeOneEach(JsonValue[] arguments, Span<int> counts)
    {
        if (arguments.Length > _parameters.Length)
        {
            return false;
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            if (parameter.IsRepeated || (i < arguments.Length ? !parameter.Accepts(arguments[i]) : !parameter.IsOptional))
            {
                return false;
            }

            counts[i] = i < arguments.Length ? 1 : 0;
        }

        return true;
    }

    private bool Distribute(JsonValue[] arguments, Span<int> counts)
    {
        var distribution = new ArgumentDistribution(_parameters, arguments, takesAll: true);
        if (distribution.Exists)
        {
            distribution.Count(counts);
        }

        return distribution.Exists;
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
        Span<int> counts = stackalloc int[_parameters.Length];
        var good = 0;
        for (var count = 1; count <= _parameters.Length; count++)
        {
            var distribution = new ArgumentDistribution(_parameters.AsSpan(0, count), arguments, takesAll: false);
            if (!distribution.Exists)
            {
                break;
            }

            good = distribution.Count(counts);
        }

        return new JsonataException("T0410", good < arguments.Length ? arguments[good] : default).With("index", good + 1);
    }
}
