using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath;

/// <summary><c>try jsonpath</c>: reads a path and a document from a line, and answers with a line.</summary>
public static class JsonPathTry
{
    /// <summary>The code of an answer to a line that is not of the form asked for.</summary>
    private const string MalformedLine = "MalformedLine";

    /// <summary>Answers one line; what is wrong with it is the answer, never an exception.</summary>
    /// <param name="line">
    /// <c>{"path": "$.a", "data": …}</c>, and optionally <c>"dialect"</c>: <c>Jayway</c> (the default), <c>StepFunctions</c>,
    /// <c>EventBridge</c>, <c>Pipes</c> or <c>ApiGateway</c>.
    /// </param>
    /// <returns>
    /// <c>{"result": …}</c>; <c>{"undefined": true}</c> where the dialect makes nothing of a path that leads nowhere; or
    /// <c>{"error": code, "message": text}</c>, the code one of <see cref="JsonPathErrorCode"/> or <c>MalformedLine</c>.
    /// Numbers leave as they came.
    /// </returns>
    public static string Answer(string line)
    {
        try
        {
            return AnswerObject(Parse(line)).ToJson(JsonNumberStyle.Source);
        }
        catch (JsonFormatException e)
        {
            return Error(MalformedLine, e.Message).ToJson();
        }
    }

    private static JsonValue Parse(string line)
    {
        var request = JsonValue.Parse(line);
        return request.IsObject ? request : throw new JsonFormatException("The line is not a JSON object");
    }

    private static JsonValue AnswerObject(JsonValue request)
    {
        var (path, data) = (request["path"], request["data"]);
        if (!path.IsString || data.IsUndefined)
        {
            return Error(MalformedLine, "The line must have a string \"path\" and any \"data\"");
        }

        if (Dialect(request["dialect"]) is not { } dialect)
        {
            return Error(MalformedLine, "The \"dialect\" is not one of Jayway, StepFunctions, EventBridge, Pipes, ApiGateway");
        }

        if (
            !JsonPathExpression.TryCompile(path.AsString(), dialect, out var expression, out var error)
            || !expression.TryRead(data, out var result, out error)
        )
        {
            return Error(error.Code.ToString(), error.Message);
        }

        return result.IsUndefined ? JsonObject.Of(("undefined", true)) : JsonObject.Of(("result", result));
    }

    private static JsonPathDialect? Dialect(JsonValue name) =>
        name.IsUndefined ? JsonPathDialect.Jayway
        : !name.IsString ? null
        : name.AsString() switch
        {
            nameof(JsonPathDialect.Jayway) => JsonPathDialect.Jayway,
            nameof(JsonPathDialect.StepFunctions) => JsonPathDialect.StepFunctions,
            nameof(JsonPathDialect.EventBridge) => JsonPathDialect.EventBridge,
            nameof(JsonPathDialect.Pipes) => JsonPathDialect.Pipes,
            nameof(JsonPathDialect.ApiGateway) => JsonPathDialect.ApiGateway,
            _ => null,
        };

    private static JsonValue Error(string code, string message) => JsonObject.Of(("error", code), ("message", message));
}
