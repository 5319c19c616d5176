using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>AWS's words for an expression that failed in a named field. Texts as recorded, where recorded.</summary>
internal static class QueryFailures
{
    /// <summary>Evaluates a path or an intrinsic function of a field.</summary>
    /// <exception cref="StateFailure">States.Runtime, or States.IntrinsicFailure.</exception>
    public static JsonValue Evaluate(Query query, string field, QueryScope scope)
    {
        try
        {
            return query.Evaluate(scope);
        }
        catch (QueryException exception)
        {
            throw exception.Fault == QueryFault.Intrinsic
                ? new StateFailure(ErrorNames.IntrinsicFailure, exception.Message)
                : StateFailure.Runtime(
                    $"The JSONPath '{query.Text}' specified for the field '{field}' could not be found in the input '{scope.Root.ToJson(JsonNumberStyle.Java)}'"
                );
        }
    }

    /// <summary>Evaluates a JSONata expression of a field to a JSON value.</summary>
    /// <exception cref="StateFailure">States.QueryEvaluationError.</exception>
    public static JsonValue EvaluateJsonata(Query query, string field, QueryScope scope)
    {
        JsonValue value;
        try
        {
            value = query.Evaluate(scope);
        }
        catch (QueryException exception)
        {
            throw Jsonata(query, field, $"threw an error during evaluation. {exception.Message}");
        }

        return value.Kind switch
        {
            JsonKind.Undefined => throw Jsonata(query, field, "returned nothing (undefined)."),
            JsonKind.Function => throw Jsonata(query, field, "returned an unsupported result type."),
            _ => value,
        };
    }

    /// <summary>A JSONata expression gave a value of the wrong type.</summary>
    public static StateFailure WrongType(Query query, string field, string expected, JsonValue value) =>
        Jsonata(
            query,
            field,
            $"returned an unexpected result type. Expected '{expected}', but was '{TypeName(value)}' for value: {value.ToJson(JsonNumberStyle.Java)}"
        );

    private static StateFailure Jsonata(Query query, string field, string what) =>
        StateFailure.Evaluation(field, $"The JSONata expression '{query.Text}' specified for the field '{field}' {what}");

    private static string TypeName(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.Null => "null",
            JsonKind.Boolean => "boolean",
            JsonKind.Number => "number",
            JsonKind.String => "string",
            JsonKind.Array => "array",
            _ => "object",
        };
}
