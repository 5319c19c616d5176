using System.Diagnostics.CodeAnalysis;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A path as states write it: <c>$.a</c> into the input, <c>$$.a</c> into the context object, <c>$name.a</c> into a variable.</summary>
public sealed class StatesPath
{
    private readonly JsonPathExpression _expression;
    private readonly bool _isContext;

    private StatesPath(string text, JsonPathExpression expression, bool isContext, string? variable)
    {
        Text = text;
        _expression = expression;
        _isContext = isContext;
        Variable = variable;
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>The variable it starts from, without <c>$</c>; null for one into the input or the context object.</summary>
    public string? Variable { get; }

    /// <summary>Compiles a path.</summary>
    /// <remarks>Errors: <see cref="JsonPathException"/>.</remarks>
    public static StatesPath Parse(string text)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal))
        {
            return new StatesPath(text, Compile(text[1..]), isContext: true, variable: null);
        }

        var name = text.StartsWith('$') ? VariableName(text) : "";
        return name.Length == 0
            ? new StatesPath(text, Compile(text), isContext: false, variable: null)
            : new StatesPath(text, Compile("$" + text[(1 + name.Length)..]), isContext: false, name);
    }

    /// <summary>Reads what the path leads to in a scope.</summary>
    public bool TryRead(IntrinsicScope scope, out JsonValue value, [NotNullWhen(false)] out JsonPathError? error)
    {
        var start =
            Variable is not null ? scope.Variable(Variable)
            : _isContext ? scope.Context
            : scope.Input;
        if (!start.IsUndefined)
        {
            return _expression.TryRead(start, out value, out error);
        }

        value = JsonValue.Undefined;
        error = new JsonPathError(JsonPathErrorCode.PathNotFound, $"No results for path: {Text}");
        return false;
    }

    public override string ToString() => Text;

    private static JsonPathExpression Compile(string path) => JsonPathExpression.Compile(path, JsonPathDialect.StepFunctions);

    // Variable names are Unicode identifiers. Source: Step Functions Developer Guide, "Variable naming syntax".
    private static string VariableName(string text)
    {
        var end = 1;
        while (
            end < text.Length && (char.IsLetter(text[end]) || text[end] == '_' || (end > 1 && char.IsLetterOrDigit(text[end])))
        )
        {
            end++;
        }

        return text[1..end];
    }
}
