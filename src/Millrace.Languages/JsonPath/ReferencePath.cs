using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath;

/// <summary>A path that can be assigned to: <c>$</c>, <c>$.a.b</c>, <c>$['a b'][0]</c>. What ResultPath takes.</summary>
/// <remarks>
/// It holds names and positions from 0 only: none of <c>@ , : ? *</c>, no <c>..</c>, no functions.
/// Source: Amazon States Language, "Reference Paths". Immutable and thread-safe.
/// </remarks>
public sealed class ReferencePath
{
    private const string Forbidden = "@,:?*()[]'\"$";

    private readonly PathStep[] _steps;

    private ReferencePath(string text, PathStep[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it is <c>$</c>, which stands for the whole document.</summary>
    public bool IsRoot => _steps.Length == 0;

    /// <summary>Parses a reference path.</summary>
    /// <remarks>Errors: <see cref="JsonPathException"/> (InvalidPath, LimitExceeded).</remarks>
    public static ReferencePath Parse(string path) =>
        TryParse(path, out var reference, out var error) ? reference : throw new JsonPathException(error);

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse(
        string path,
        [NotNullWhen(true)] out ReferencePath? reference,
        [NotNullWhen(false)] out JsonPathError? error
    )
    {
        try
        {
            reference = new ReferencePath(path, ReadSteps(path));
            error = null;
            return true;
        }
        catch (JsonPathException e)
        {
            reference = null;
            error = e.Error;
            return false;
        }
    }

    /// <summary>The document with a value set at this place. The document itself stays as it is.</summary>
    /// <remarks>
    /// Members that are missing on the way are made, as objects. An item must be there to be set: an array is neither made
    /// nor lengthened. Whatever else stands in the way is a ReferencePathConflict, with AWS's text.
    /// </remarks>
    public bool TrySet(JsonValue document, JsonValue value, out JsonValue result, [NotNullWhen(false)] out JsonPathError? error)
    {
        result = Set(document, 0, value);
        error = result.IsUndefined
            ? new JsonPathError(
                JsonPathErrorCode.ReferencePathConflict,
                $"Unable to apply ReferencePath {Text} to input {document.ToJson(JsonNumberStyle.Java)}"
            )
            : null;
        return error is null;
    }

    public override string ToString() => Text;

    private JsonValue Set(JsonValue target, int at, JsonValue value)
    {
        if (at == _steps.Length)
        {
            return value;
        }

        if (_steps[at].Name is { } name)
        {
            return target.IsObject ? SetMember(target.AsObject(), name, at, value) : JsonValue.Undefined;
        }

        var index = _steps[at].Index;
        if (target[index].IsUndefined)
        {
            return JsonValue.Undefined;
        }

        var item = Set(target[index], at + 1, value);
        return item.IsUndefined ? item : target.AsArray().With(index, item);
    }

    private JsonValue SetMember(JsonObject target, string name, int at, JsonValue value)
    {
        var current = target.TryGetValue(name, out var there) ? there : JsonObject.Empty;
        var member = Set(current, at + 1, value);
        return member.IsUndefined ? member : target.With(name, member);
    }

    private static PathStep[] ReadSteps(string path)
    {
        if (path.Length > JsonPathLimits.PathCharactersMax)
        {
            throw PathCursor.Exceeded($"The path is longer than {JsonPathLimits.PathCharactersMax} characters");
        }

        var cursor = new PathCursor(path);
        if (!cursor.TryTake('$'))
        {
            throw NoReferencePath("it does not start with '$'");
        }

        var steps = new List<PathStep>();
        while (!cursor.IsAtEnd)
        {
            var isDotted = cursor.TryTake('.');
            if (cursor.Current != '[' && !isDotted)
            {
                throw NoReferencePath($"'{cursor.Current}' on position {cursor.At}");
            }

            steps.Add(cursor.TryTake('[') ? ReadBrackets(cursor) : ReadName(cursor));
            if (steps.Count > JsonPathLimits.TokensMax)
            {
                throw PathCursor.Exceeded($"The path has more than {JsonPathLimits.TokensMax} steps");
            }
        }

        return [.. steps];
    }

    private static PathStep ReadName(PathCursor cursor)
    {
        var name = cursor.TakeWhile(c => c is not ('.' or '['));
        return name.Length > 0 && !name.Any(c => Forbidden.Contains(c) || char.IsWhiteSpace(c))
            ? PathStep.To(name)
            : throw NoReferencePath(name.Length == 0 ? $"a name is missing on position {cursor.At}" : name);
    }

    private static PathStep ReadBrackets(PathCursor cursor)
    {
        var start = cursor.At - 1;
        PathStep? step = null;
        if (cursor.Current is '\'' or '"')
        {
            step = PathStep.To(cursor.TakeQuoted());
        }
        else if (
            int.TryParse(cursor.TakeWhile(char.IsAsciiDigit), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        )
        {
            step = PathStep.To(index);
        }

        return step is not null && cursor.TryTake(']') ? step.Value : throw NoReferencePath(cursor.Text[start..]);
    }

    private static JsonPathException NoReferencePath(string reason) =>
        PathCursor.Invalid($"Value is not a Reference Path: {reason}");
}
