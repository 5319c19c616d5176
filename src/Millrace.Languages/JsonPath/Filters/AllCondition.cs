using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>… &amp;&amp; …</c></summary>
internal sealed class AllCondition(Condition[] conditions) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current) =>
        Array.TrueForAll(conditions, condition => condition.Holds(reading, current));
}
