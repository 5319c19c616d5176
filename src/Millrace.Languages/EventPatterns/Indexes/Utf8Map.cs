using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable hash map from UTF-8 texts; a changed copy shares all but a few small arrays with the original.</summary>
/// <remarks>
/// A hash array mapped trie (Bagwell, "Ideal hash trees", 2001): each level looks at six bits of the hash, and only the places that
/// are taken are stored, those with an entry first and those with a node behind (Steindorfer, "CHAMP", 2015). What says which places
/// a node has, or the whole hash of an entry, is stored beside the reference to it: most texts that are not in the map are
/// found out without following it. Texts of equal hash form a chain.
/// </remarks>
internal sealed class Utf8Map<TValue>
    where TValue : class
{
    private const int BitsPerLevel = 6;

    private readonly Slot _root;

    private Utf8Map(Slot root) => _root = root;

    public static Utf8Map<TValue> Empty { get; } = new(new Slot(Array.Empty<Slot>(), 0, 0));

    public bool IsEmpty => _root.IsEmptyNode;

    /// <summary>A node: its slots, and bitmaps of those with an entry and those with a node; or an entry, and its hash.</summary>
    private readonly struct Slot(object item, ulong entryMap, ulong nodeMap)
    {
        public readonly object Item = item;
        public readonly ulong EntryMap = entryMap;
        public readonly ulong NodeMap = nodeMap;

        public Slot(Entry entry, ulong hash)
            : this(entry, hash, 0) { }

        public bool IsEmptyNode => (EntryMap | NodeMap) == 0;

        /// <summary>The hash of an entry is where a node has its bitmap.</summary>
        public ulong Hash => EntryMap;

        public Slot[] Slots => Unsafe.As<Slot[]>(Item);

        public Entry Entry => Unsafe.As<Entry>(Item);

        /// <summary>A slot that the bitmaps say is there; unchecked, since the length of the array is a cache line away.</summary>
        public ref readonly Slot At(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Slots), place);
    }

    private sealed class Entry(byte[] key, TValue value, Entry? next)
    {
        public readonly byte[] Key = key;
        public readonly TValue Value = value;

        /// <summary>The next entry with the same hash.</summary>
        public readonly Entry? Next = next;
    }

    public TValue? Find(ReadOnlySpan<byte> key)
    {
        var hash = Utf8Hash.Of(key);
        ref readonly var node = ref _root;
        for (var rest = hash; ; rest >>= BitsPerLevel)
        {
            var bit = 1UL << (int)rest;
            if ((node.EntryMap & bit) != 0)
            {
                ref readonly var slot = ref node.At(EntryPlace(node, bit));
                return slot.Hash == hash ? Find(slot.Entry, key) : null;
            }

            if ((node.NodeMap & bit) == 0)
            {
                return null;
            }

            node = ref node.At(NodePlace(node, bit));
        }
    }

    /// <summary>A copy with this value for this key; with null, a copy without the key.</summary>
    public Utf8Map<TValue> With(byte[] key, TValue? value)
    {
        var root = Change(_root, Utf8Hash.Of(key), 0, key, value);
        return root.IsEmptyNode ? Empty : new Utf8Map<TValue>(root);
    }

    private static TValue? Find(Entry? entry, ReadOnlySpan<byte> key)
    {
        for (; entry is not null; entry = entry.Next)
        {
            if (key.SequenceEqual(entry.Key))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private static Slot Change(in Slot node, ulong hash, int shift, byte[] key, TValue? value)
    {
        var bit = 1UL << (int)(hash >> shift);
        if ((node.EntryMap & bit) != 0)
        {
            return ChangeEntry(node, bit, hash, shift, key, value);
        }

        if ((node.NodeMap & bit) == 0)
        {
            return value is null
                ? node
                : Insert(node, EntryPlace(node, bit), new Slot(new Entry(key, value, null), hash), bit, 0);
        }

        var place = NodePlace(node, bit);
        var changed = Change(node.Slots[place], hash, shift + BitsPerLevel, key, value);
        if (changed.NodeMap != 0 || BitOperations.PopCount(changed.EntryMap) > 1)
        {
            return Replace(node, place, changed);
        }

        // A node of one entry is not worth having.
        var less = Remove(node, place, 0, bit);
        return changed.EntryMap == 0 ? less : Insert(less, EntryPlace(less, bit), changed.Slots[0], bit, 0);
    }

    private static Slot ChangeEntry(in Slot node, ulong bit, ulong hash, int shift, byte[] key, TValue? value)
    {
        var place = EntryPlace(node, bit);
        ref readonly var old = ref node.Slots[place];
        if (old.Hash == hash)
        {
            var chain = ChangeChain(old.Entry, key, value);
            return chain is null ? Remove(node, place, bit, 0) : Replace(node, place, new Slot(chain, hash));
        }

        if (value is null)
        {
            return node;
        }

        // Two texts for one place: both go a level down.
        var pair = Pair(old, new Slot(new Entry(key, value, null), hash), shift + BitsPerLevel);
        var less = Remove(node, place, bit, 0);
        return Insert(less, NodePlace(less, bit), pair, 0, bit);
    }

    private static Slot Pair(in Slot left, in Slot right, int shift)
    {
        var leftBit = 1UL << (int)(left.Hash >> shift);
        var rightBit = 1UL << (int)(right.Hash >> shift);
        if (leftBit == rightBit)
        {
            return new Slot(new[] { Pair(left, right, shift + BitsPerLevel) }, 0, leftBit);
        }

        return new Slot(leftBit < rightBit ? new[] { left, right } : [right, left], leftBit | rightBit, 0);
    }

    private static Entry? ChangeChain(Entry? chain, byte[] key, TValue? value)
    {
        // The key's own entry goes, and comes back in front: chains are of two at most unless somebody searched for such texts.
        Entry? rebuilt = null;
        for (; chain is not null; chain = chain.Next)
        {
            if (!chain.Key.AsSpan().SequenceEqual(key))
            {
                rebuilt = new Entry(chain.Key, chain.Value, rebuilt);
            }
        }

        return value is null ? rebuilt : new Entry(key, value, rebuilt);
    }

    private static Slot Insert(in Slot node, int place, in Slot slot, ulong entryBit, ulong nodeBit) =>
        new(
            (Slot[])[.. node.Slots.AsSpan(0, place), slot, .. node.Slots.AsSpan(place)],
            node.EntryMap | entryBit,
            node.NodeMap | nodeBit
        );

    private static Slot Remove(in Slot node, int place, ulong entryBit, ulong nodeBit) =>
        new(
            (Slot[])[.. node.Slots.AsSpan(0, place), .. node.Slots.AsSpan(place + 1)],
            node.EntryMap & ~entryBit,
            node.NodeMap & ~nodeBit
        );

    private static Slot Replace(in Slot node, int place, in Slot slot)
    {
        var slots = node.Slots.AsSpan().ToArray();
        slots[place] = slot;
        return new Slot(slots, node.EntryMap, node.NodeMap);
    }

    private static int EntryPlace(in Slot node, ulong bit) => BitOperations.PopCount(node.EntryMap & (bit - 1));

    private static int NodePlace(in Slot node, ulong bit) =>
        BitOperations.PopCount(node.EntryMap) + BitOperations.PopCount(node.NodeMap & (bit - 1));
}
