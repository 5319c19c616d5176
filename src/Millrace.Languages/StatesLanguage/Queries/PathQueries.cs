using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage;

/// <summary><c>$</c>: the document as it is.</summary>
internal sealed class RootQuery() : Query("$")
{
    public override JsonValue Evaluate(QueryScope scope) => scope.Root;
}

/// <summary>A path into the document.</summary>
internal sealed class DocumentQuery(string text, JsonPathExpression path) : Query(text)
{
    public override JsonValue Evaluate(QueryScope scope) => Read(path, scope.Root);

    internal static JsonValue Read(JsonPathExpression path, JsonValue document) =>
        path.TryRead(document, out var value, out var error)
            ? value
            : throw new QueryException(QueryFault.NotFound, error.Message);
}

/// <summary>A path into the context object.</summary>
internal sealed class ContextQuery(string text, JsonPathExpression path) : Query(text)
{
    public override JsonValue Evaluate(QueryScope scope) => DocumentQuery.Read(path, scope.Context);
}

/// <summary>A variable, or a path into it.</summary>
internal sealed class VariableQuery(string text, string name, JsonPathExpression? path) : Query(text)
{
    public override JsonValue Evaluate(QueryScope scope)
    {
        var value = scope.Variables[name];
        if (value.IsUndefined)
        {
            throw new QueryException(QueryFault.NotFound, $"The variable '{name}' has no value");
        }

        return path is null ? value : DocumentQuery.Read(path, value);
    }
}
