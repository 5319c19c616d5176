using System.Collections;
using System.Runtime.CompilerServices;

namespace Millrace.Languages.Json;

/// <summary>An immutable list of values.</summary>
public class JsonArray : IReadOnlyList<JsonValue>
{
    private readonly JsonValue[] _items;
    private readonly int _count;

    /// <summary>Takes the array over without copying: nobody may write to its first <paramref name="count"/> items again.</summary>
    internal JsonArray(JsonValue[] items, int count)
    {
        _items = items;
        _count = count;
    }

    public static JsonArray Empty { get; } = new([], 0);

    public int Count => _count;

    /// <summary>The items, without copying them.</summary>
    public ReadOnlySpan<JsonValue> Items
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_items, 0, _count);
    }

    /// <summary>The array behind the items; longer than their number, perhaps, and not to be written to.</summary>
    internal JsonValue[] Buffer => _items;

    public JsonValue this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)index < (uint)_count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));
    }

    public static JsonArray Of(params ReadOnlySpan<JsonValue> items) =>
        items.IsEmpty ? Empty : new(items.ToArray(), items.Length);

    public static JsonArray From(IEnumerable<JsonValue> items)
    {
        var copy = items.ToArray();
        return copy.Length == 0 ? Empty : new(copy, copy.Length);
    }

    /// <summary>The same items with one more, in a new array.</summary>
    public JsonArray With(JsonValue item) => new([.. Items, item], _count + 1);

    /// <summary>The same items with one exchanged, in a new array.</summary>
    public JsonArray With(int index, JsonValue item)
    {
        var copy = Items.ToArray();
        copy[index] = item;
        return new(copy, copy.Length);
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<JsonValue> IEnumerable<JsonValue>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the items without allocating.</summary>
    public struct Enumerator(JsonArray array) : IEnumerator<JsonValue>
    {
        private int _index = -1;

        public readonly JsonValue Current => array._items[_index];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => ++_index < array._count;

        public void Reset() => _index = -1;

        public readonly void Dispose() { }
    }
}
