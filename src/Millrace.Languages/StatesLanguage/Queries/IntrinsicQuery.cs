using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage.Intrinsics;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A call of an intrinsic function.</summary>
internal sealed class IntrinsicQuery : Query
{
    private readonly IntrinsicExpression _expression;
    private readonly bool _usesContext;

    private IntrinsicQuery(IntrinsicExpression expression)
        : base(expression.Text)
    {
        _expression = expression;
        _usesContext = expression.Paths.Any(path => path.Text.StartsWith("$$", StringComparison.Ordinal));
    }

    public static Query Compile(string text) =>
        IntrinsicExpression.TryParse(text, out var expression, out var error)
            ? new IntrinsicQuery(expression)
            : throw new QueryException(QueryFault.Syntax, error);

    public override JsonValue Evaluate(QueryScope scope)
    {
        try
        {
            return _expression.Evaluate(
                new IntrinsicScope
                {
                    Input = scope.Root,
                    // The context object is made only for those who look at it.
                    Context = _usesContext ? scope.Context : default,
                    Variable = name => scope.Variables[name],
                    NextUuid = scope.Entropy.NextUuid,
                    NextDouble = scope.Entropy.NextDouble,
                }
            );
        }
        catch (IntrinsicFailureException exception)
        {
            throw new QueryException(QueryFault.Intrinsic, exception.Message, exception);
        }
    }
}
