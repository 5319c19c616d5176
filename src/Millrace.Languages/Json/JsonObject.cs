namespace Millrace.Languages.Json;

/// <summary>An immutable object: named members in the order they were first added.</summary>
public sealed class JsonObject
{
    // Below this many members a scan that compares lengths first beats hashing the name.
    private const int ScanMax = 8;

    private string[] _names;
    private JsonValue[] _values;
    private Dictionary<string, int>? _index;

    internal JsonObject(string[] names, JsonValue[] values, int count, Dictionary<string, int>? index)
    {
        _names = names;
        _values = values;
        _index = index;
        Count = count;
    }

    public static JsonObject Empty { get; } = new([], [], 0, null);

    public int Count { get; private set; }

    /// <summary>The names in order, without copying them.</summary>
    public ReadOnlySpan<string> Names => _names.AsSpan(0, Count);

    /// <summary>The values in the order of the names, without copying them.</summary>
    public ReadOnlySpan<JsonValue> Values => _values.AsSpan(0, Count);

    /// <summary>The member of that name, or undefined.</summary>
    public JsonValue this[string name] => IndexOf(name) is var at and >= 0 ? _values[at] : default;

    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonValue Value)> members)
    {
        var builder = new JsonObjectBuilder(members.Length);
        foreach (var (name, value) in members)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    public string NameAt(int index) => Names[index];

    public JsonValue ValueAt(int index) => Values[index];

    /// <summary>The position of that name from 0, or -1.</summary>
    public int IndexOf(string name)
    {
        if (Count > ScanMax)
        {
            // Two threads may build the same index; either is right.
            _index ??= BuildIndex(_names, Count);
            return _index.TryGetValue(name, out var at) ? at : -1;
        }

        return Scan(_names, Count, name);
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    public bool TryGetValue(string name, out JsonValue value)
    {
        var at = IndexOf(name);
        value = at >= 0 ? _values[at] : default;
        return at >= 0;
    }

    /// <summary>The same members with one set, in a new object.</summary>
    public JsonObject With(string name, JsonValue value)
    {
        var builder = new JsonObjectBuilder(this);
        builder.Set(name, value);
        return builder.Build();
    }

    /// <summary>The same members without one, in a new object.</summary>
    public JsonObject Without(string name)
    {
        var builder = new JsonObjectBuilder(Count);
        for (var i = 0; i < Count; i++)
        {
            if (!string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                builder.Set(_names[i], _values[i]);
            }
        }

        return builder.Build();
    }

    /// <summary>Walks the members in order without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    internal static Dictionary<string, int> BuildIndex(string[] names, int count)
    {
        var index = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            index.Add(names[i], i);
        }

        return index;
    }

    internal static int Scan(string[] names, int count, string name)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Takes over the members of another object. Only for one that nobody else has been given yet.</summary>
    internal void Become(JsonObject other)
    {
        (_names, _values, _index, Count) = (other._names, other._values, other._index, other.Count);
    }

    internal void CopyTo(string[] names, JsonValue[] values)
    {
        _names.AsSpan(0, Count).CopyTo(names);
        _values.AsSpan(0, Count).CopyTo(values);
    }

    /// <summary>Walks the members in order.</summary>
    public struct Enumerator(JsonObject members)
    {
        private int _index = -1;

        public readonly (string Name, JsonValue Value) Current => (members._names[_index], members._values[_index]);

        public bool MoveNext() => ++_index < members.Count;
    }
}
