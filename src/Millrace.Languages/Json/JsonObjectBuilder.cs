namespace Millrace.Languages.Json;

/// <summary>Collects the members of one <see cref="JsonObject"/>. Not to be used again after <see cref="Build"/>.</summary>
public sealed class JsonObjectBuilder
{
    private const int ScanMax = 8;

    private string[] _names;
    private JsonValue[] _values;
    private Dictionary<string, int>? _index;

    public JsonObjectBuilder(int capacity = 0)
    {
        _names = capacity == 0 ? [] : new string[capacity];
        _values = capacity == 0 ? [] : new JsonValue[capacity];
    }

    /// <summary>Starts from the members of another object, which stays as it is.</summary>
    public JsonObjectBuilder(JsonObject source)
        : this(source.Count + 1)
    {
        source.CopyTo(_names, _values);
        Count = source.Count;
    }

    public int Count { get; private set; }

    /// <summary>Adds a member, or replaces the value of one that is there; undefined is not kept.</summary>
    public void Set(string name, JsonValue value)
    {
        if (value.IsUndefined)
        {
            return;
        }

        var at = IndexOf(name);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }

        if (Count == _names.Length)
        {
            var size = Math.Max(4, Count * 2);
            Array.Resize(ref _names, size);
            Array.Resize(ref _values, size);
        }

        _names[Count] = name;
        _values[Count] = value;
        _index?.Add(name, Count);
        Count++;
    }

    /// <summary>The value set so far for that name, or undefined.</summary>
    public JsonValue Get(string name) => IndexOf(name) is var at and >= 0 ? _values[at] : default;

    public JsonObject Build() => Count == 0 ? JsonObject.Empty : new JsonObject(_names, _values, Count, _index);

    private int IndexOf(string name)
    {
        if (Count <= ScanMax)
        {
            return JsonObject.Scan(_names, Count, name);
        }

        _index ??= JsonObject.BuildIndex(_names, Count);
        return _index.TryGetValue(name, out var at) ? at : -1;
    }
}
