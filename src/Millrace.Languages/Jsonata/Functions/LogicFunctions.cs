using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Truth, existence, types, errors, and evaluation of text.</summary>
internal static class LogicFunctions
{
    public static JsonValue Boolean(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)Casting.IsTruthy(call[0], call.Evaluation);

    public static JsonValue Not(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)!Casting.IsTruthy(call[0], call.Evaluation);

    public static JsonValue Exists(in JsonataCall call) => !call[0].IsUndefined;

    public static JsonValue Type(in JsonataCall call) =>
        call[0].Kind switch
        {
            JsonKind.Undefined => JsonValue.Undefined,
            JsonKind.Null => "null",
            JsonKind.Boolean => "boolean",
            JsonKind.Number => "number",
            JsonKind.String => "string",
            JsonKind.Array => "array",
            JsonKind.Function => "function",
            _ => "object",
        };

    /// <remarks>Errors: D3137 with the author's text.</remarks>
    public static JsonValue Error(in JsonataCall call) => throw Message("D3137", call[0], "$error() function evaluated");

    /// <remarks>Errors: D3141 with the author's text.</remarks>
    public static JsonValue Assert(in JsonataCall call) =>
        call[0].IsTrue ? default : throw Message("D3141", call[1], "$assert() statement failed");

    /// <summary>Evaluates text in the scope of the caller, on its context or on the second argument.</summary>
    /// <remarks>Errors: D3120 for text that is no expression, D3121 for an error in it.</remarks>
    public static JsonValue Eval(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        Evaluation.EnsureStack();
        var input = call[1].IsUndefined ? call.Context : Sequences.WrapInput(call[1]);
        return JsonataExpression.EvaluateWithin(call.Text(0), input, call.Frame);
    }

    private static JsonataException Message(string code, JsonValue text, string otherwise) =>
        new JsonataException(code).With("message", text.IsString && text.AsString().Length > 0 ? text : otherwise);
}
