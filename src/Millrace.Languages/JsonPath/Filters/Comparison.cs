using System.Globalization;
using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary>What equality and order mean between values of any two kinds, as measured on Jayway 2.0 for every pair of kinds.</summary>
internal static class Comparison
{
    private const string NullText = "null";

    public static bool Holds(ComparisonOperator comparison, JsonValue left, JsonValue right)
    {
        if (left.IsNull && right.IsNull)
        {
            return Holds(comparison, 0);
        }

        if (left.IsNull || right.IsNull)
        {
            // A literal null is the text "null", so a null and that text are equal; but neither comes before the other.
            return comparison == (IsNullText(left) || IsNullText(right) ? ComparisonOperator.Equal : ComparisonOperator.NotEqual);
        }

        return Order(left, right) is { } order
            ? Holds(comparison, order)
            : comparison == ComparisonOperator.NotEqual && left.IsNumber && right.IsString;
    }

    /// <summary>The number a text stands for, or undefined.</summary>
    public static JsonValue Number(string text)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : JsonValue.Undefined;
    }

    /// <summary>Below, equal to or above zero; null when two values have no order, and are then not unequal either.</summary>
    private static int? Order(JsonValue left, JsonValue right)
    {
        if (left.IsString && right.IsString)
        {
            return (IsNullText(left), IsNullText(right)) switch
            {
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left.AsString(), right.AsString()),
            };
        }

        if (IsNullText(left))
        {
            return -1;
        }

        if (IsNullText(right))
        {
            return 1;
        }

        return left.Kind switch
        {
            JsonKind.Number when right.IsNumber => OrderNumbers(left, right),
            JsonKind.Number when right.IsString => OrderNumbers(left, Number(right.AsString())),
            JsonKind.Boolean when right.IsBoolean => left.AsBoolean().CompareTo(right.AsBoolean()),
            JsonKind.Boolean when right.IsString => left.AsBoolean().CompareTo(IsTrueText(right.AsString())),
            // An array or object is equal to itself, as when two paths lead to it, but not to one that looks the same.
            JsonKind.Array when right.IsArray && ReferenceEquals(left.AsArray(), right.AsArray()) => 0,
            JsonKind.Object when right.IsObject && ReferenceEquals(left.AsObject(), right.AsObject()) => 0,
            _ => null,
        };
    }

    // A text that is no number ends Jayway 2.0 with an exception of Java; here it is neither less nor more, but unequal.
    private static int? OrderNumbers(JsonValue left, JsonValue right)
    {
        if (right.IsUndefined)
        {
            return null;
        }

        return left.TryGetInt64(out var a) && right.TryGetInt64(out var b)
            ? a.CompareTo(b)
            : left.AsNumber().CompareTo(right.AsNumber());
    }

    private static bool IsNullText(JsonValue value) =>
        value.IsString && string.Equals(value.AsString(), NullText, StringComparison.Ordinal);

    private static bool IsTrueText(string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static bool Holds(ComparisonOperator comparison, int order) =>
        comparison switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
}
