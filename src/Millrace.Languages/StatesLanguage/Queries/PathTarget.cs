using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A reference path of the path library.</summary>
internal sealed class PathTarget : ReferenceTarget
{
    private readonly ReferencePath _path;

    private PathTarget(ReferencePath path)
        : base(path.Text) => _path = path;

    public static PathTarget Compile(string text) =>
        ReferencePath.TryParse(text, out var path, out var error)
            ? new PathTarget(path)
            : throw new QueryException(QueryFault.Syntax, error.Message);

    public override JsonValue Set(JsonValue document, JsonValue value) =>
        _path.TrySet(document, value, out var result, out var error)
            ? result
            : throw new QueryException(QueryFault.NotFound, error.Message);
}
