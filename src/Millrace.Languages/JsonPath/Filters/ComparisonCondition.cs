using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a == 1</c>, <c>@.a &lt; @.b</c>. It never holds when one side is a path that leads nowhere, not even <c>!=</c>.</summary>
internal sealed class ComparisonCondition(Operand left, ComparisonOperator comparison, Operand right) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current)
    {
        var (a, b) = (left.Value(reading, current), right.Compared(reading, current));
        return !a.IsUndefined && !b.IsUndefined && Comparison.Holds(comparison, a, b);
    }
}
