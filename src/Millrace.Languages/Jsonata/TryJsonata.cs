using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata;

/// <summary>One line in, one line out: what <c>try jsonata</c> does with each line of its input.</summary>
/// <remarks>
/// Shapes: <c>{"expr": text, "data": value, "bindings": object}</c> to <c>{"result": value}</c>, <c>{"undefined": true}</c> or
/// <c>{"error": code, "message": text}</c>. Data and bindings may be left out; so may <c>depth</c> and <c>steps</c>, which
/// lower the caps of <see cref="JsonataOptions"/>, and <c>"mode": "step-functions"</c>, which takes the functions from there.
/// <para>A line of another form is answered with the error <c>MalformedLine</c>; no line makes this throw.</para>
/// </remarks>
public static class TryJsonata
{
    private const string MalformedLine = "MalformedLine";
    private const string StepFunctionsMode = "step-functions";

    /// <summary>The answer to a line. <paramref name="options"/> hold the time and the random bits; the line adds the rest.</summary>
    public static string Answer(string line, JsonataOptions? options = null)
    {
        JsonValue question;
        try
        {
            question = JsonValue.Parse(line);
        }
        catch (JsonFormatException error)
        {
            return Error(MalformedLine, error.Message);
        }

        if (!question["expr"].IsString)
        {
            return Error(MalformedLine, "The line must be an object with the text of an expression as \"expr\".");
        }

        if (question["bindings"] is { IsUndefined: false, IsNull: false, IsObject: false })
        {
            return Error(MalformedLine, "The \"bindings\" must be an object.");
        }

        if (question["mode"] is { IsUndefined: false } mode && mode != StepFunctionsMode)
        {
            return Error(MalformedLine, $"The \"mode\" may be {StepFunctionsMode} or be left out.");
        }

        if (!IsCap(question["depth"]) || !IsCap(question["steps"]))
        {
            return Error(MalformedLine, "The \"depth\" and the \"steps\" must be numbers, zero or more.");
        }

        try
        {
            var expression = JsonataExpression.Compile(question["expr"].AsString());
            var result = expression.Evaluate(question["data"], Complete(options ?? JsonataOptions.Default, question));
            return result.IsUndefined || result.IsFunction
                ? """{"undefined":true}"""
                : JsonValue.FromObject(JsonObject.Of(("result", result))).ToJson();
        }
        catch (JsonataException error)
        {
            return Error(error.Code, error.Message);
        }
        catch (JsonFormatException error)
        {
            // A result as deep as results may be is one level too deep inside the answer.
            return Error("U1001", error.Message);
        }
    }

    private static bool IsCap(JsonValue cap) => cap.IsUndefined || (cap.IsNumber && cap.AsNumber() >= 0);

    private static JsonataOptions Complete(JsonataOptions options, JsonValue question)
    {
        var steps = question["steps"].IsNumber ? question["steps"].AsNumber() : options.StepsMax;
        var depth = question["depth"].IsNumber ? question["depth"].AsNumber() : options.DepthMax;
        return options with
        {
            Bindings = question["bindings"].IsObject ? question["bindings"].AsObject() : options.Bindings,
            Library = question["mode"] == StepFunctionsMode ? JsonataLibrary.StepFunctions : options.Library,
            StepsMax = (long)Math.Clamp(steps, 0, options.StepsMax),
            DepthMax = (int)Math.Clamp(depth, 0, options.DepthMax),
        };
    }

    private static string Error(string code, string message) =>
        JsonValue.FromObject(JsonObject.Of(("error", code), ("message", message))).ToJson();
}
