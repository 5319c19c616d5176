using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>Documents changed in a few places: members taken out, renamed, replaced by parts of other documents.</summary>
internal sealed class JsonMutations(int seed, IReadOnlyList<JsonValue> sources)
{
    private readonly Random _random = new(seed);
    private readonly GeneratedMachines _generated = new(seed);

    public JsonValue Next()
    {
        var document = Source();
        for (var edits = 1 + _random.Next(3); edits > 0; edits--)
        {
            document = Mutate(document, _random.Next(1, 6));
        }

        return document;
    }

    public JsonValue Value() => _generated.Value();

    private JsonValue Source() => sources[_random.Next(sources.Count)];

    /// <summary>Goes some levels down, and changes what it finds there.</summary>
    private JsonValue Mutate(JsonValue value, int levels)
    {
        if (value.IsObject && value.AsObject() is { Count: > 0 } members)
        {
            var name = members.NameAt(_random.Next(members.Count));
            if (levels > 0 && (members[name].IsObject || members[name].IsArray))
            {
                return members.With(name, Mutate(members[name], levels - 1));
            }

            return _random.Next(4) switch
            {
                0 => members.Without(name),
                1 => members.Without(name).With(Part(Source(), 4).Name, members[name]),
                2 => members.With(name, Part(Source(), 4).Value),
                _ => members.With(name, Value()),
            };
        }

        if (value.IsArray && value.AsArray() is { Count: > 0 } items)
        {
            var at = _random.Next(items.Count);
            return JsonArray.From(items.Select((item, i) => i == at ? Mutate(item, levels - 1) : item));
        }

        return Value();
    }

    /// <summary>Some member of a document, and its name.</summary>
    private (string Name, JsonValue Value) Part(JsonValue value, int levels)
    {
        var part = ("Comment", value);
        while (levels-- > 0 && part.value.IsObject && part.value.AsObject() is { Count: > 0 } members)
        {
            var at = _random.Next(members.Count);
            part = (members.NameAt(at), members.ValueAt(at));
        }

        return part;
    }
}
