using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>One comparison operator. A side of another type than the operator's makes it false, never an error.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Order">How the sides must stand to each other.</param>
/// <param name="ByPath">Whether the right side is a path.</param>
internal sealed record Comparison(ComparisonKind Kind, ComparisonOrder Order, bool ByPath = false)
{
    /// <summary>Whether a literal may stand on the right side.</summary>
    public bool Accepts(JsonValue literal) =>
        Kind switch
        {
            ComparisonKind.String or ComparisonKind.Matches => literal.IsString,
            ComparisonKind.Numeric => literal.IsNumber,
            ComparisonKind.Timestamp => literal.IsString && Timestamps.TryParse(literal.AsString(), out _),
            _ => literal.IsBoolean,
        };

    /// <summary>Compares; <paramref name="left"/> is undefined when the variable's path led nowhere.</summary>
    public bool Holds(JsonValue left, JsonValue right) =>
        Kind switch
        {
            ComparisonKind.String => left.IsString
                && right.IsString
                && Ordered(string.CompareOrdinal(left.AsString(), right.AsString())),
            ComparisonKind.Numeric => left.IsNumber && right.IsNumber && Ordered(Numbers(left, right)),
            ComparisonKind.Timestamp => Moment(left, out var from) && Moment(right, out var to) && Ordered(from.CompareTo(to)),
            ComparisonKind.Boolean => left.IsBoolean && right.IsBoolean && left.AsBoolean() == right.AsBoolean(),
            ComparisonKind.Matches => left.IsString
                && right.IsString
                && WildcardPattern.Matches(right.AsString(), left.AsString()),
            ComparisonKind.IsNull => right.IsTrue == left.IsNull,
            ComparisonKind.IsPresent => right.IsTrue == !left.IsUndefined,
            ComparisonKind.IsString => right.IsTrue == left.IsString,
            ComparisonKind.IsNumeric => right.IsTrue == left.IsNumber,
            ComparisonKind.IsBoolean => right.IsTrue == left.IsBoolean,
            _ => right.IsTrue == Moment(left, out _),
        };

    private static int Numbers(JsonValue left, JsonValue right) =>
        left.TryGetInt64(out var from) && right.TryGetInt64(out var to)
            ? from.CompareTo(to)
            : left.AsNumber().CompareTo(right.AsNumber());

    private static bool Moment(JsonValue value, out DateTimeOffset moment)
    {
        moment = default;
        return value.IsString && Timestamps.TryParse(value.AsString(), out moment);
    }

    private bool Ordered(int comparison) =>
        Order switch
        {
            ComparisonOrder.Equals => comparison == 0,
            ComparisonOrder.LessThan => comparison < 0,
            ComparisonOrder.GreaterThan => comparison > 0,
            ComparisonOrder.LessThanEquals => comparison <= 0,
            _ => comparison >= 0,
        };
}
