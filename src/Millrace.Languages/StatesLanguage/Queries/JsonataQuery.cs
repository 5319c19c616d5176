using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;
using Millrace.Languages.Jsonata.Syntax;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A JSONata expression of a state. There is no document: everything it sees is in variables.</summary>
/// <remarks>Source: Developer Guide, Transforming data with JSONata: <c>$</c> and <c>$$</c> have no value at the top level.</remarks>
internal sealed class JsonataQuery : Query
{
    /// <summary>The steps an expression gets at first.</summary>
    public const long FirstStepsMax = 2_000;

    private const string CapExceeded = "U1001";
    private readonly JsonataExpression _expression;
    private readonly bool _usesContext;

    private JsonataQuery(JsonataExpression expression)
        : base(expression.Text)
    {
        _expression = expression;
        _usesContext = MayUseContext(expression.Text);
    }

    /// <exception cref="QueryException">It is none, or one that states do not allow. The text is the evaluator's without its code, as AWS gives it.</exception>
    public static Query Compile(string text)
    {
        JsonataQuery query;
        string? reference;
        try
        {
            query = new JsonataQuery(JsonataExpression.Compile(text));
            reference = TopLevelReferences.First(Parser.Parse(text));
        }
        catch (JsonataException exception)
        {
            throw new QueryException(QueryFault.Syntax, exception.Message, exception);
        }

        return reference is null
            ? query
            : throw new QueryException(
                QueryFault.TopLevelReference,
                $"Reference to '{reference}' at the top level is not supported."
            );
    }

    public override JsonValue Evaluate(QueryScope scope)
    {
        var options = scope.Jsonata(_usesContext);
        // The evaluator does not tell what an expression took. So it first gets what nearly all keep within, and only those
        // that do not are charged for the most there is.
        try
        {
            scope.Work.Spend(FirstStepsMax);
            return _expression.Evaluate(JsonValue.Undefined, options);
        }
        catch (JsonataException exception) when (exception.Code is not CapExceeded)
        {
            throw Failed(exception);
        }
        catch (JsonataException)
        {
            scope.Work.Spend(Limits.JsonataStepsMax);
        }

        try
        {
            return _expression.Evaluate(JsonValue.Undefined, options with { StepsMax = Limits.JsonataStepsMax });
        }
        catch (JsonataException exception)
        {
            throw Failed(exception);
        }
    }

    private static QueryException Failed(JsonataException exception) =>
        new(QueryFault.Jsonata, $"{exception.Code}: {exception.Message}", exception);

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
