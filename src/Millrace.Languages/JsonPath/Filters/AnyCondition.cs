using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>… || …</c>; binds less than <c>&amp;&amp;</c>.</summary>
internal sealed class AnyCondition(Condition[] conditions) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current) =>
        Array.Exists(conditions, condition => condition.Holds(reading, current));
}
