using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary>One side of a comparison.</summary>
internal abstract class Operand
{
    /// <summary>Its value; undefined for a path that leads nowhere.</summary>
    public abstract JsonValue Value(PathReading reading, JsonValue current);

    /// <summary>Its value on the right of <c>==</c>, <c>&lt;</c> and their kind, where a literal is only a text.</summary>
    public virtual JsonValue Compared(PathReading reading, JsonValue current) => Value(reading, current);
}
