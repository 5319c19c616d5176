using System.Globalization;
using System.Runtime.CompilerServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>The items of an array once each, in the order of a Java hash set.</summary>
/// <remarks>
/// Seen on AWS: States.ArrayUnique answers [false, true] for [true, false] and [[2,1],[1,2]] for [[1,2],[2,1]]. The hashes
/// are those Java documents for its own classes; the set has 16 places, or enough for all items to fill three quarters.
/// </remarks>
internal static class JavaSet
{
    // Java's own hashes place the items, but do not tell them apart: anyone can find thousands of texts that share one.
    private static readonly IEqualityComparer<JsonValue> SameItem = EqualityComparer<JsonValue>.Create(
        AreEqual,
        item => item.GetHashCode()
    );

    public static JsonArray Unique(JsonArray array)
    {
        var places = 16;
        while (array.Count / 0.75f + 1 > places)
        {
            places *= 2;
        }

        var seen = new HashSet<JsonValue>(SameItem);
        var unique = new List<(int Place, JsonValue Item)>();
        foreach (var item in array)
        {
            if (seen.Add(item))
            {
                var hash = Hash(item);
                unique.Add(((hash ^ (int)((uint)hash >> 16)) & (places - 1), item));
            }
        }

        // A stable sort: items of one place stay in the order they came.
        return JsonArray.From(unique.OrderBy(entry => entry.Place).Select(entry => entry.Item));
    }

    private static bool AreEqual(JsonValue left, JsonValue right) =>
        left.IsNumber && right.IsNumber ? IsWhole(left) == IsWhole(right) && left == right : left == right;

    private static int Hash(JsonValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        unchecked
        {
            switch (value.Kind)
            {
                case JsonKind.Boolean:
                    return value.AsBoolean() ? 1231 : 1237;
                case JsonKind.Number:
                    return HashNumber(value);
                case JsonKind.String:
                    return value.AsString().Aggregate(0, (hash, unit) => (hash * 31) + unit);
                case JsonKind.Array:
                    var items = 1;
                    foreach (var item in value.AsArray())
                    {
                        items = (items * 31) + Hash(item);
                    }

                    return items;
                case JsonKind.Object:
                    var members = 0;
                    foreach (var (name, member) in value.AsObject())
                    {
                        members += Hash(name) ^ Hash(member);
                    }

                    return members;
                default:
                    return 0;
            }
        }
    }

    private static int HashNumber(JsonValue value)
    {
        var bits = IsWhole(value) && value.TryGetInt64(out var whole) ? whole : BitConverter.DoubleToInt64Bits(value.AsNumber());
        // An int hashes to itself, a long and a double to their halves combined.
        return IsWhole(value) && bits is >= int.MinValue and <= int.MaxValue
            ? (int)bits
            : (int)(bits ^ (long)((ulong)bits >> 32));
    }

    // Java reads a number with a point or an exponent as a double, and a double is never equal to an integer.
    private static bool IsWhole(JsonValue value) =>
        value.NumberText is { } text
            ? text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            : value.AsNumber().ToString(CultureInfo.InvariantCulture).AsSpan().IndexOfAny('.', 'E') < 0;
}
