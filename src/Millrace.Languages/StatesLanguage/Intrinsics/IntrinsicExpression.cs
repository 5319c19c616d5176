using System.Diagnostics.CodeAnalysis;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A parsed intrinsic function call such as <c>States.Format('{} items', States.ArrayLength($.items))</c>.</summary>
/// <remarks>
/// Immutable: parse once, evaluate on many threads. The eighteen functions, their limits and what AWS makes of unusual
/// arguments are listed in the README of this folder.
/// </remarks>
public sealed class IntrinsicExpression
{
    private readonly IntrinsicCall _call;

    private IntrinsicExpression(string text, IntrinsicCall call, IReadOnlyList<StatesPath> paths)
    {
        Text = text;
        _call = call;
        Paths = paths;
    }

    /// <summary>The call as it was written.</summary>
    public string Text { get; }

    /// <summary>Every path among its arguments and theirs, in the order written.</summary>
    public IReadOnlyList<StatesPath> Paths { get; }

    /// <summary>Whether a text is meant as a call rather than as a path.</summary>
    public static bool IsCall(string text) => text.StartsWith("States.", StringComparison.Ordinal);

    /// <summary>Parses a call.</summary>
    /// <remarks>Errors: <see cref="IntrinsicSyntaxException"/>, also for functions that do not exist and nesting beyond 10.</remarks>
    public static IntrinsicExpression Parse(string text)
    {
        var parser = new IntrinsicParser(text);
        return new IntrinsicExpression(text, parser.ReadExpression(), parser.Paths);
    }

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out IntrinsicExpression? expression,
        [NotNullWhen(false)] out string? error
    )
    {
        try
        {
            expression = Parse(text);
            error = null;
            return true;
        }
        catch (IntrinsicSyntaxException e)
        {
            expression = null;
            error = e.Message;
            return false;
        }
    }

    /// <summary>Evaluates the call, its innermost arguments first.</summary>
    /// <remarks>Errors: <see cref="IntrinsicFailureException"/>, with AWS's text.</remarks>
    public JsonValue Evaluate(IntrinsicScope scope)
    {
        try
        {
            return _call.Evaluate(scope);
        }
        catch (MissingPathException e)
        {
            throw new IntrinsicFailureException(
                $"The function '{Text}' had the following error: The JsonPath argument for the field '{e.Path}' "
                    + $"could not be found in the input '{scope.Input.ToJson(JsonNumberStyle.Java)}'",
                e
            );
        }
        catch (InvalidCallException e)
        {
            throw new IntrinsicFailureException(
                $"There was an error while evaluating the intrinsic function: {Text}. {e.Message}",
                e
            );
        }
    }

    public override string ToString() => Text;
}
