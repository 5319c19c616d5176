using System.Runtime.CompilerServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>Collects results. The first costs no allocation; every one counts against the caps of the evaluation.</summary>
internal struct SequenceBuilder(Evaluation evaluation)
{
    private JsonValue _single;
    private JsonValue[]? _items;

    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(JsonValue item)
    {
        if (Count == 0)
        {
            _single = item;
            Count = 1;
        }
        else
        {
            AddMore(item);
        }
    }

    /// <summary>Adds the items of an array, or the one value that is not an array.</summary>
    public void AddFlat(JsonValue value)
    {
        if (value.IsArray)
        {
            AddRange(value.AsArray().Items);
        }
        else
        {
            Add(value);
        }
    }

    public void AddRange(ReadOnlySpan<JsonValue> items)
    {
        if (items.Length == 0)
        {
            return;
        }

        if (Count + items.Length == 1)
        {
            Add(items[0]);
            return;
        }

        evaluation.Charge(items.Length);
        Reserve(Count + items.Length);
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>The results as a sequence that has not been normalized.</summary>
    public JsonValue ToSequence(ArrayMarks more = ArrayMarks.None) =>
        new MarkedArray(Buffer(), Count, ArrayMarks.Sequence | more);

    /// <summary>The results normalized: undefined, the only one, or a sequence.</summary>
    public JsonValue ToValue() =>
        Count switch
        {
            0 => default,
            1 => _single,
            _ => ToSequence(),
        };

    public JsonValue ToArray() => Count == 0 ? JsonArray.Empty : new JsonArray(Buffer(), Count);

    private JsonValue[] Buffer() =>
        Count switch
        {
            0 => [],
            1 when _items is null => [_single],
            _ => _items!,
        };

    private void AddMore(JsonValue item)
    {
        evaluation.Charge(1);
        Reserve(Count + 1);
        _items![Count++] = item;
    }

    private void Reserve(int wanted)
    {
        evaluation.CheckLength(wanted);
        if (_items is null)
        {
            _items = new JsonValue[Math.Max(4, wanted)];
            _items[0] = _single;
        }
        else if (wanted > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(wanted, Count * 2));
        }
    }
}
