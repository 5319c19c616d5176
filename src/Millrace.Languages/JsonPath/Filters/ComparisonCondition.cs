using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a == 1</c>, <c>@.a &lt; @.b</c>. It never holds when one side is a path that leads nowhere, not even <c>!=</c>.</summary>
internal sealed class ComparisonCondition(Operand left, ComparisonOperator comparison, Operand right) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current)
    {
        // The right side is not looked at when the left one leads nowhere: it might ask a value for what it cannot have.
        var first = left.Value(reading, current);
        if (first.IsUndefined)
        {
            return false;
        }

        var second = right.Compared(reading, current);
        return !second.IsUndefined && Comparison.Holds(comparison, first, second);
    }
}
