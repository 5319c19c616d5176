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
    // A path that searches may look at every value there is, again and again; what it costs is not told, so all cost as much.
    private const long SearchSteps = 50_000;

    public override JsonValue Evaluate(QueryScope scope) => Read(path, scope.Root, scope);

    internal static JsonValue Read(JsonPathExpression path, JsonValue document, QueryScope scope)
    {
        if (!path.IsDefinite)
        {
            scope.Work.Spend(SearchSteps);
        }

        return path.TryRead(document, out var value, out var error)
            ? value
            : throw new QueryException(QueryFault.NotFound, error.Message);
    }
}

/// <summary>A path into the context object.</summary>
internal sealed class ContextQuery(string text, JsonPathExpression path) : Query(text)
{
    public override JsonValue Evaluate(QueryScope scope) => DocumentQuery.Read(path, scope.Context, scope);
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

        return path is null ? value : DocumentQuery.Read(path, value, scope);
    }
}
