using Millrace.Languages.Json;
using Millrace.Languages.JsonPath.Tokens;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a</c> or <c>$.a</c>: a definite path from the value in question or from the document.</summary>
internal sealed class PathOperand(PathToken[] tokens, bool fromRoot) : Operand
{
    public override JsonValue Value(PathReading reading, JsonValue current)
    {
        var start = fromRoot ? reading.Root : current;
        if (!reading.CountVisit())
        {
            return JsonValue.Undefined;
        }

        if (DefiniteWalk.TryRead(tokens, start, out var value))
        {
            return value;
        }

        var inner = new PathReading(tokens, reading.Root, reading);
        if (inner.Next(0, start))
        {
            return inner.Results.Count > 0 ? inner.Results[0] : JsonValue.Undefined;
        }

        // A path that leads nowhere makes no condition fail; one that asks a value for what it cannot have does.
        if (inner.Error!.Code != JsonPathErrorCode.PathNotFound)
        {
            reading.Fail(inner.Error);
        }

        return JsonValue.Undefined;
    }
}
