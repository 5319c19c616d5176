using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a</c> alone: something is there, and it is not null. So it is in Jayway 2.0; false counts as something.</summary>
internal sealed class ExistsCondition(Operand operand) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current) =>
        operand.Value(reading, current) is { IsUndefined: false, IsNull: false };
}
