using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A comparison of what a path leads to with a literal or with what another path leads to.</summary>
internal sealed class ComparisonCondition(Query variable, Comparison comparison, JsonValue literal, Query? path) : ChoiceCondition
{
    public override bool Holds(QueryScope scope) =>
        comparison.Holds(
            Follow(variable, scope, mayMiss: comparison.Kind == ComparisonKind.IsPresent),
            path is null ? literal : Follow(path, scope)
        );

    private static JsonValue Follow(Query query, QueryScope scope, bool mayMiss = false)
    {
        try
        {
            return query.Evaluate(scope);
        }
        catch (QueryException) when (mayMiss)
        {
            return JsonValue.Undefined;
        }
        catch (QueryException)
        {
            throw StateFailure.Runtime(
                $"Invalid path '{query.Text}': The choice state's condition path references an invalid value."
            );
        }
    }
}
