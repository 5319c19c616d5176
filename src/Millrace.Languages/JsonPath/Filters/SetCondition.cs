using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary><c>@.a in ['x','y']</c> and the like. It never holds when one side is a path that leads nowhere.</summary>
internal sealed class SetCondition(Operand left, SetOperator test, Operand right) : Condition
{
    public override bool Holds(PathReading reading, JsonValue current)
    {
        var a = left.Value(reading, current);
        if (a.IsUndefined)
        {
            return false;
        }

        var b = right.Value(reading, current);
        return !b.IsUndefined && Holds(reading, a, b);
    }

    private bool Holds(PathReading reading, JsonValue a, JsonValue b) =>
        test switch
        {
            SetOperator.In => b.IsArray && IsIn(reading, a, b.AsArray()),
            SetOperator.Nin => b.IsArray && !IsIn(reading, a, b.AsArray()),
            SetOperator.SubsetOf => AreLists(a, b) && CountIn(reading, a, b) == a.AsArray().Count,
            SetOperator.AnyOf => AreLists(a, b) && CountIn(reading, a, b) > 0,
            SetOperator.NoneOf => AreLists(a, b) && CountIn(reading, a, b) == 0,
            SetOperator.All => AreLists(a, b) && CountIn(reading, b, a) == b.AsArray().Count,
            SetOperator.Contains => Contains(reading, a, b),
            SetOperator.Size => Length(a) is { } size && (b.TryGetInt64(out var wanted) ? size == wanted : size == Length(b)),
            _ => b.IsBoolean && IsEmpty(a) == b.AsBoolean(),
        };

    private static bool AreLists(JsonValue left, JsonValue right) => left.IsArray && right.IsArray;

    private static int CountIn(PathReading reading, JsonValue items, JsonValue list)
    {
        var count = 0;
        foreach (var item in items.AsArray())
        {
            count += IsIn(reading, item, list.AsArray()) ? 1 : 0;
        }

        return count;
    }

    private static bool IsIn(PathReading reading, JsonValue value, JsonArray list)
    {
        foreach (var item in list)
        {
            if (!reading.CountVisit())
            {
                return false;
            }

            if (item == value)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(PathReading reading, JsonValue left, JsonValue right) =>
        left.IsArray
            ? IsIn(reading, right, left.AsArray())
            : left.IsString && right.IsString && left.AsString().Contains(right.AsString(), StringComparison.Ordinal);

    private static int? Length(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.Array => value.AsArray().Count,
            JsonKind.String => value.AsString().Length,
            _ => null,
        };

    // Null for what cannot be empty.
    private static bool? IsEmpty(JsonValue value) =>
        value.IsObject ? value.AsObject().Count == 0
        : Length(value) is { } length ? length == 0
        : null;
}
