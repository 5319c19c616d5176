using System.Runtime.CompilerServices;

namespace Millrace.Languages.Json;

/// <summary>Collects the items of one <see cref="JsonArray"/>. Not to be used again after <see cref="Build"/>.</summary>
public sealed class JsonArrayBuilder
{
    private JsonValue[] _items;

    public JsonArrayBuilder(int capacity = 0) => _items = capacity == 0 ? [] : new JsonValue[capacity];

    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(JsonValue item)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }

        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<JsonValue> items)
    {
        if (Count + items.Length > _items.Length)
        {
            Grow(Count + items.Length);
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    public JsonArray Build() => Count == 0 ? JsonArray.Empty : new JsonArray(_items, Count);

    private void Grow(int wanted) => Array.Resize(ref _items, Math.Max(Math.Max(4, wanted), Count * 2));
}
