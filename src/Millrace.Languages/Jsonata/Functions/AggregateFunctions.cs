using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>One number from many. Of undefined, undefined.</summary>
internal static class AggregateFunctions
{
    public static JsonValue Count(in JsonataCall call) => call[0].IsUndefined ? 0 : call[0].AsArray().Count;

    public static JsonValue Sum(in JsonataCall call) => call[0].IsUndefined ? default : (JsonValue)Total(call[0].AsArray());

    public static JsonValue Average(in JsonataCall call) =>
        IsEmpty(call[0]) ? default : (JsonValue)(Total(call[0].AsArray()) / call[0].AsArray().Count);

    public static JsonValue Max(in JsonataCall call)
    {
        if (IsEmpty(call[0]))
        {
            return default;
        }

        var result = double.NegativeInfinity;
        foreach (var item in call[0].AsArray().Items)
        {
            result = Math.Max(result, item.AsNumber());
        }

        return result;
    }

    public static JsonValue Min(in JsonataCall call)
    {
        if (IsEmpty(call[0]))
        {
            return default;
        }

        var result = double.PositiveInfinity;
        foreach (var item in call[0].AsArray().Items)
        {
            result = Math.Min(result, item.AsNumber());
        }

        return result;
    }

    private static bool IsEmpty(JsonValue numbers) => numbers.IsUndefined || numbers.AsArray().Count == 0;

    private static double Total(JsonArray numbers)
    {
        var total = 0.0;
        foreach (var item in numbers.Items)
        {
            total += item.AsNumber();
        }

        return total;
    }
}
