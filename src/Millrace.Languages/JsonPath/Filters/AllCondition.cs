using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>… &amp;&amp; …</c></summary>
internal sealed class AllCondition(Condition[] conditions) : Condition
{
    // From the right, as Jayway 2.0 does: it shows where a condition is not to be asked of a value at all.
    public override bool Holds(PathReading reading, JsonValue current)
    {
        for (var i = conditions.Length - 1; i >= 0; i--)
        {
            if (!conditions[i].Holds(reading, current))
            {
                return false;
            }
        }

        return true;
    }
}
