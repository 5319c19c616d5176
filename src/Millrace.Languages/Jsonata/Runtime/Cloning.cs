using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>Copies of values that share no array and no object with the original.</summary>
internal static class Cloning
{
    /// <param name="value">What to copy.</param>
    /// <param name="evaluation">Whose caps the work counts against.</param>
    /// <param name="copied">Where the new objects are noted, or null.</param>
    /// <param name="asText">Whether to lose what writing the value as JSON and reading it again would lose.</param>
    public static JsonValue Clone(JsonValue value, Evaluation evaluation, HashSet<JsonObject>? copied = null, bool asText = false)
    {
        switch (value.Kind)
        {
            case JsonKind.Array:
                return Items(value.AsArray(), evaluation, copied, asText);
            case JsonKind.Object:
                return Members(value.AsObject(), evaluation, copied, asText);
            case JsonKind.Number when asText:
                return Casting.Round(value.AsNumber());
            case JsonKind.Function when asText:
                return "";
            case JsonKind.Undefined when asText:
                return JsonValue.Null;
            default:
                return value;
        }
    }

    private static JsonValue Items(JsonArray array, Evaluation evaluation, HashSet<JsonObject>? copied, bool asText)
    {
        Evaluation.EnsureStack();
        evaluation.Charge(2L * (array.Count + 1));
        var items = new JsonValue[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Clone(array[i], evaluation, copied, asText);
        }

        return new JsonArray(items, items.Length);
    }

    private static JsonValue Members(JsonObject source, Evaluation evaluation, HashSet<JsonObject>? copied, bool asText)
    {
        Evaluation.EnsureStack();
        evaluation.Charge(2L * (source.Count + 1));
        var names = new string[source.Count];
        var values = new JsonValue[source.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = source.NameAt(i);
            values[i] = Clone(source.ValueAt(i), evaluation, copied, asText);
        }

        // Always a new object, also when it is empty: a transform may be about to fill it.
        var clone = new JsonObject(names, values, names.Length, null);
        copied?.Add(clone);
        return clone;
    }
}
