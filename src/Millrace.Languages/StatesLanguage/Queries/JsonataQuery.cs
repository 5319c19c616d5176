using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A JSONata expression of a state. There is no document: everything it sees is in variables.</summary>
/// <remarks>Source: Developer Guide, Transforming data with JSONata: <c>$</c> and <c>$$</c> have no value at the top level.</remarks>
internal sealed class JsonataQuery : Query
{
    private readonly JsonataExpression _expression;
    private readonly bool _usesContext;

    private JsonataQuery(JsonataExpression expression)
        : base(expression.Text)
    {
        _expression = expression;
        _usesContext = MayUseContext(expression.Text);
    }

    public static Query Compile(string text)
    {
        try
        {
            return new JsonataQuery(JsonataExpression.Compile(text));
        }
        catch (JsonataException exception)
        {
            throw new QueryException(QueryFault.Syntax, $"{exception.Code}: {exception.Message}", exception);
        }
    }

    public override JsonValue Evaluate(QueryScope scope)
    {
        try
        {
            return _expression.Evaluate(JsonValue.Undefined, scope.Jsonata(_usesContext));
        }
        catch (JsonataException exception)
        {
            throw new QueryException(QueryFault.Jsonata, $"{exception.Code}: {exception.Message}", exception);
        }
    }

    // The context object is made only for expressions that may look at it: those that take of $states more than these.
    private static bool MayUseContext(string text)
    {
        const string states = "$states";
        for (
            var at = text.IndexOf(states, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(states, at, StringComparison.Ordinal)
        )
        {
            at += states.Length;
            var rest = text.AsSpan(at);
            if (!StartsWith(rest, ".input") && !StartsWith(rest, ".result") && !StartsWith(rest, ".errorOutput"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string member) =>
        text.StartsWith(member, StringComparison.Ordinal)
        && (text.Length == member.Length || !(char.IsLetterOrDigit(text[member.Length]) || text[member.Length] == '_'));
}
