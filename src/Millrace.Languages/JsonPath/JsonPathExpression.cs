using System.Diagnostics.CodeAnalysis;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath.Tokens;

namespace Millrace.Languages.JsonPath;

/// <summary>A compiled JSONPath. Immutable: compile once, read many documents on many threads.</summary>
/// <remarks>
/// The language is that of Jayway JsonPath 2.0, which AWS's answers show to be the one behind Step Functions; what differs,
/// and why, is in the README of this folder.
/// </remarks>
public sealed class JsonPathExpression
{
    private readonly PathToken[] _tokens;

    private JsonPathExpression(string text, JsonPathDialect dialect, PathToken[] tokens)
    {
        Text = text;
        Dialect = dialect;
        _tokens = tokens;
        IsDefinite = Array.TrueForAll(tokens, token => token.IsDefinite);
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    public JsonPathDialect Dialect { get; }

    /// <summary>Whether the path leads to one place at most. If so it gives a value or an error; if not, a list.</summary>
    public bool IsDefinite { get; }

    /// <summary>Compiles a path of the given dialect, or of <see cref="JsonPathDialect.Jayway"/>.</summary>
    /// <remarks>Errors: <see cref="JsonPathException"/> (InvalidPath, LimitExceeded).</remarks>
    public static JsonPathExpression Compile(string path, JsonPathDialect? dialect = null)
    {
        dialect ??= JsonPathDialect.Jayway;
        return new JsonPathExpression(path, dialect, PathParser.Parse(path, dialect));
    }

    /// <inheritdoc cref="Compile"/>
    public static bool TryCompile(
        string path,
        JsonPathDialect dialect,
        [NotNullWhen(true)] out JsonPathExpression? expression,
        [NotNullWhen(false)] out JsonPathError? error
    )
    {
        try
        {
            expression = Compile(path, dialect);
            error = null;
            return true;
        }
        catch (JsonPathException e)
        {
            expression = null;
            error = e.Error;
            return false;
        }
    }

    /// <summary>Reads a document.</summary>
    /// <remarks>Errors: <see cref="JsonPathException"/> (PathNotFound, InvalidPath, LimitExceeded).</remarks>
    public JsonValue Read(JsonValue document) =>
        TryRead(document, out var value, out var error) ? value : throw new JsonPathException(error);

    /// <summary>Reads a document; a list that shares its items with the document, or one value of it.</summary>
    public bool TryRead(JsonValue document, out JsonValue value, [NotNullWhen(false)] out JsonPathError? error)
    {
        error = null;
        if (IsDefinite && DefiniteWalk.TryRead(_tokens, document, out value))
        {
            return true;
        }

        var reading = new PathReading(_tokens, document);
        if (reading.Next(0, document))
        {
            value = IsDefinite ? reading.Results[0] : reading.Results;
            return true;
        }

        if (Dialect.MissIsUndefined && reading.Error!.Code != JsonPathErrorCode.LimitExceeded)
        {
            value = IsDefinite ? JsonValue.Undefined : JsonArray.Empty;
            return true;
        }

        value = JsonValue.Undefined;
        error = reading.Error!;
        return false;
    }

    public override string ToString() => Text;
}
