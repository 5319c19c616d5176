using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Makes queries of the texts in a definition: the one place that knows the evaluators.</summary>
internal static class QueryCompiler
{
    /// <summary>Whether a string of a JSONata state is an expression: it starts with <c>{%</c> and ends with <c>%}</c>, nothing around it.</summary>
    public static bool IsJsonata(string text) =>
        text.Length >= 4 && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);

    /// <summary>A path: of the document (<c>$.a</c>), the context object (<c>$$.a</c>) or a variable (<c>$name.a</c>).</summary>
    /// <exception cref="QueryException">It is none.</exception>
    public static Query Path(string text)
    {
        if (text is "$")
        {
            return new RootQuery();
        }

        if (text.StartsWith("$$", StringComparison.Ordinal))
        {
            return new ContextQuery(text, Compile(text[1..]));
        }

        if (text.Length > 1 && text[0] == '$' && (char.IsLetter(text[1]) || text[1] == '_'))
        {
            var end = 2;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            return new VariableQuery(text, text[1..end], end == text.Length ? null : Compile("$" + text[end..]));
        }

        return new DocumentQuery(text, Compile(text));
    }

    /// <summary>A path, or a call of an intrinsic function (<c>States.Name(…)</c>).</summary>
    /// <exception cref="QueryException">It is neither.</exception>
    public static Query PathOrIntrinsic(string text) =>
        text.StartsWith("States.", StringComparison.Ordinal) ? IntrinsicQuery.Compile(text) : Path(text);

    /// <summary>A JSONata expression with <c>{%</c> and <c>%}</c> around it.</summary>
    /// <exception cref="QueryException">It is none.</exception>
    public static Query Jsonata(string text) => JsonataQuery.Compile(text[2..^2].Trim());

    /// <summary>A reference path, as ResultPath takes it.</summary>
    /// <exception cref="QueryException">It is none.</exception>
    public static ReferenceTarget Reference(string text) => PathTarget.Compile(text);

    private static JsonPathExpression Compile(string text) =>
        JsonPathExpression.TryCompile(text, JsonPathDialect.StepFunctions, out var path, out var error)
            ? path
            : throw new QueryException(QueryFault.Syntax, error.Message);
}
