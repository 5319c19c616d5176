using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>.a</c>, <c>['a']</c>: one member; or <c>['a','b']</c>: an object of those members that are there.</summary>
internal sealed class PropertyToken(string[] names) : PathToken
{
    private readonly string _list = string.Join(", ", names.Select(name => $"'{name}'"));

    public override string Fragment => $"[{_list}]";

    /// <summary>The only name, or null when there are several.</summary>
    public string? Name { get; } = names.Length == 1 ? names[0] : null;

    public override bool Accepts(PathReading reading, JsonValue container) =>
        container.IsObject && Array.TrueForAll(names, name => container.AsObject().Contains(name));

    public override bool Evaluate(PathReading reading, int at, JsonValue value)
    {
        if (!value.IsObject)
        {
            return reading.Miss($"Property [{_list}] not found in path ", "");
        }

        var members = value.AsObject();
        if (Name is null)
        {
            return EvaluateSeveral(reading, at, members);
        }

        if (members.TryGetValue(Name, out var member))
        {
            return reading.Enter(at, Name, member);
        }

        if (reading.IsLeaf(at))
        {
            return reading.Miss("No results for path: ", Fragment);
        }

        // Jayway 2.0 minds a missing member only between two definite neighbours; AWS recorded "Missing property in path $['no']".
        return !reading.IsDefiniteAround(at) || reading.Miss("Missing property in path ", Fragment);
    }

    private bool EvaluateSeveral(PathReading reading, int at, JsonObject members)
    {
        if (!reading.IsLeaf(at))
        {
            return reading.Fail($"Multi properties can only be used as path leafs: {reading.Location}{Fragment}");
        }

        var selected = new JsonObjectBuilder(names.Length);
        foreach (var name in names)
        {
            if (members.TryGetValue(name, out var member))
            {
                selected.Set(name, member);
            }
            else if (reading.RequiresEveryName)
            {
                return reading.Miss("No results for path: ", Fragment);
            }
        }

        return reading.Next(at + 1, selected.Build());
    }
}
