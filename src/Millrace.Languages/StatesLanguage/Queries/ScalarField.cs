using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A field of one value: given outright, by a path (the field's name ends in Path then) or by a JSONata expression.</summary>
internal abstract class ScalarField
{
    /// <summary>The name in the definition, such as <c>Seconds</c> or <c>SecondsPath</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The expression; null when the value was given outright.</summary>
    public Query? Query { get; init; }

    /// <summary>Whether the expression is JSONata.</summary>
    public bool IsJsonata { get; init; }

    public JsonValue Literal { get; init; }

    /// <summary>The value, of whatever type.</summary>
    /// <exception cref="StateFailure">The expression failed.</exception>
    public JsonValue Evaluate(QueryScope scope) =>
        Query is null ? Literal
        : IsJsonata ? QueryFailures.EvaluateJsonata(Query, Name, scope)
        : QueryFailures.Evaluate(Query, Name, scope);
}
