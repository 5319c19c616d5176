using System.Runtime.CompilerServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath;

/// <summary>How much a value is: one for each value in it and one for each character of its strings and names.</summary>
internal static class JsonSize
{
    /// <summary>The size, or something above <paramref name="most"/> as soon as that is certain.</summary>
    public static long Of(JsonValue value, long most)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                return 1 + value.AsString().Length;
            case JsonKind.Array:
                return OfItems(value.AsArray(), most);
            case JsonKind.Object:
                return OfMembers(value.AsObject(), most);
            default:
                return 1;
        }
    }

    private static long OfItems(JsonArray items, long most)
    {
        var size = 1L;
        for (var i = 0; i < items.Count && size <= most; i++)
        {
            size += Guarded(items[i], most - size);
        }

        return size;
    }

    private static long OfMembers(JsonObject members, long most)
    {
        var size = 1L;
        for (var i = 0; i < members.Count && size <= most; i++)
        {
            size += members.NameAt(i).Length + Guarded(members.ValueAt(i), most - size);
        }

        return size;
    }

    // What is too deep to be measured is too large.
    private static long Guarded(JsonValue value, long most) =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Of(value, most) : most + 1;
}
