using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>The variables a state can see: those of its own scope, then those of the scopes around it.</summary>
internal sealed class Variables(JsonObject own, Variables? outer)
{
    public static Variables None { get; } = new(JsonObject.Empty, null);

    public JsonObject Own { get; } = own;

    /// <summary>The value of that name, or undefined.</summary>
    public JsonValue this[string name]
    {
        get
        {
            for (var at = this; at is not null; at = at.OuterScope)
            {
                if (at.Own.TryGetValue(name, out var value))
                {
                    return value;
                }
            }

            return JsonValue.Undefined;
        }
    }

    public Variables? OuterScope { get; } = outer;

    /// <summary>All names that can be seen with their values; the nearest wins.</summary>
    public JsonObject Flatten()
    {
        if (OuterScope is null)
        {
            return Own;
        }

        var all = new JsonObjectBuilder(OuterScope.Flatten());
        foreach (var (name, value) in Own)
        {
            all.Set(name, value);
        }

        return all.Build();
    }
}
