using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>States.Array… Each gives undefined for arguments it does not take. Fractions are cut off, as seen on AWS.</summary>
internal static class ArrayFunctions
{
    public static JsonValue Partition(JsonValue array, JsonValue size)
    {
        if (!array.IsArray || Numbers.Truncated(size) is not (>= 1 and var length))
        {
            return JsonValue.Undefined;
        }

        var items = array.AsArray().Items;
        var parts = new JsonArrayBuilder();
        for (var start = 0; start < items.Length; start += (int)Math.Min(length, items.Length))
        {
            parts.Add(JsonValue.FromArray(items.Slice(start, (int)Math.Min(length, items.Length - start))));
        }

        return parts.Build();
    }

    /// <remarks>
    /// AWS compares the values as texts: it finds 1 among strings that hold "1", and does not find an object whose members
    /// have another order.
    /// </remarks>
    public static JsonValue Contains(JsonValue array, JsonValue wanted)
    {
        if (!array.IsArray)
        {
            return JsonValue.Undefined;
        }

        var text = JavaText.Of(wanted);
        foreach (var item in array.AsArray())
        {
            if (item.IsNull == wanted.IsNull && string.Equals(JavaText.Of(item), text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <remarks>Both ends are included. A step that leads away from the end gives an empty array.</remarks>
    public static JsonValue Range(JsonValue start, JsonValue end, JsonValue step)
    {
        if (
            Numbers.Truncated(start) is not { } first
            || Numbers.Truncated(end) is not { } last
            || Numbers.Truncated(step) is not { } by
            || by == 0
        )
        {
            return JsonValue.Undefined;
        }

        var items = new JsonArrayBuilder();
        for (var item = first; by > 0 ? item <= last : item >= last; item += by)
        {
            if (items.Count == IntrinsicLimits.RangeItemsMax)
            {
                return JsonValue.Undefined;
            }

            items.Add(item);
        }

        return items.Build();
    }

    /// <remarks>An empty array gives null, whatever the position: so does AWS.</remarks>
    public static JsonValue GetItem(JsonValue array, JsonValue position)
    {
        if (!array.IsArray || Numbers.Truncated(position) is not { } index)
        {
            return JsonValue.Undefined;
        }

        var items = array.AsArray();
        return items.Count == 0 ? JsonValue.Null
            : index >= 0 && index < items.Count ? items[(int)index]
            : JsonValue.Undefined;
    }

    public static JsonValue Length(JsonValue array) => array.IsArray ? array.AsArray().Count : JsonValue.Undefined;

    public static JsonValue Unique(JsonValue array) => array.IsArray ? JavaSet.Unique(array.AsArray()) : JsonValue.Undefined;
}
