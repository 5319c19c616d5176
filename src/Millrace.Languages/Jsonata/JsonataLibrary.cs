using System.Collections.Frozen;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Functions;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata;

/// <summary>The functions that expressions find by name. Immutable.</summary>
public sealed class JsonataLibrary
{
    private readonly FrozenDictionary<string, JsonValue> _functions;

    private JsonataLibrary(IEnumerable<JsonataFunction> functions)
    {
        _functions = functions.ToFrozenDictionary(
            function => function.Name,
            function => JsonValue.FromFunction(new NativeFunction(function)),
            StringComparer.Ordinal
        );
    }

    /// <summary>The functions of the JSONata reference.</summary>
    public static JsonataLibrary Reference { get; } = new(StandardFunctions.All);

    /// <summary>
    /// The functions of Step Functions: without <c>$eval</c>, and with <c>$partition</c>, <c>$range</c>, <c>$hash</c>,
    /// <c>$random</c> with a seed, <c>$uuid</c> and <c>$parse</c>.
    /// </summary>
    /// <remarks>Source: Step Functions Developer Guide, "Transforming data with JSONata".</remarks>
    public static JsonataLibrary StepFunctions { get; } = Reference.Without("eval").With(WorkflowFunctions.All);

    /// <summary>The names, without the dollar.</summary>
    public IReadOnlyList<string> Names => _functions.Keys;

    /// <summary>The same functions with others, which replace those of the same name.</summary>
    public JsonataLibrary With(params IEnumerable<JsonataFunction> functions)
    {
        var added = functions.ToList();
        return new JsonataLibrary(Functions(name => !added.Exists(function => function.Name == name)).Concat(added));
    }

    /// <summary>The same functions without some: to call one is T1006, as for any name that is not known.</summary>
    public JsonataLibrary Without(params IReadOnlyCollection<string> names) => new(Functions(name => !names.Contains(name)));

    internal JsonValue Find(string name) => _functions.GetValueOrDefault(name);

    private IEnumerable<JsonataFunction> Functions(Func<string, bool> keep) =>
        _functions.Where(entry => keep(entry.Key)).Select(entry => ((NativeFunction)entry.Value.AsFunction()).Definition);
}
