using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>!@.a</c>, <c>!(…)</c>.</summary>
internal sealed class NotCondition(Condition condition) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current) => !condition.Holds(reading, current);
}
