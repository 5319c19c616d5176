using System.Numerics;
using System.Runtime.InteropServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>An immutable hash map from UTF-8 texts; a changed copy shares all but a few small arrays with the original.</summary>
/// <remarks>
/// A hash array mapped trie (Bagwell, "Ideal hash trees", 2001): each level looks at five bits of the hash, a bitmap says which of the
/// 32 places are taken, and only those are stored. Texts of equal hash form a chain at the end.
/// </remarks>
internal sealed class Utf8Map<TValue>
    where TValue : class
{
    private const int BitsPerLevel = 5;
    private const int HashBits = 64;

    private readonly Branching _root;

    private Utf8Map(Branching root) => _root = root;

    public static Utf8Map<TValue> Empty { get; } = new(new Branching(0, []));

    public bool IsEmpty => _root.Bitmap == 0;

    private abstract class Entry;

    private sealed class Branching(uint bitmap, Entry[] entries) : Entry
    {
        public readonly uint Bitmap = bitmap;
        public readonly Entry[] Entries = entries;
    }

    private sealed class Leaf(byte[] key, TValue value, Leaf? next) : Entry
    {
        public readonly byte[] Key = key;
        public readonly TValue Value = value;

        /// <summary>The next leaf with the same hash.</summary>
        public readonly Leaf? Next = next;
    }

    public TValue? Find(ReadOnlySpan<byte> key)
    {
        var node = _root;
        for (var hash = Hash(key); ; hash >>= BitsPerLevel)
        {
            var bit = 1u << (int)(hash & 31);
            if ((node.Bitmap & bit) == 0)
            {
                return null;
            }

            var entry = node.Entries[Place(node.Bitmap, bit)];
            if (entry is Branching branching)
            {
                node = branching;
                continue;
            }

            for (var leaf = (Leaf?)entry; leaf is not null; leaf = leaf.Next)
            {
                if (key.SequenceEqual(leaf.Key))
                {
                    return leaf.Value;
                }
            }

            return null;
        }
    }

    /// <summary>A copy with this value for this key; with null, a copy without the key.</summary>
    public Utf8Map<TValue> With(byte[] key, TValue? value)
    {
        var root = Change(_root, Hash(key), 0, key, value);
        return root is null ? Empty : new Utf8Map<TValue>(root as Branching ?? Wrap((Leaf)root));
    }

    private static Branching Wrap(Leaf leaf) => new(1u << (int)(Hash(leaf.Key) & 31), [leaf]);

    /// <returns>What stands in place of the entry; a single leaf moves up to its parent.</returns>
    private static Entry? Change(Branching node, ulong hash, int level, byte[] key, TValue? value)
    {
        var bit = 1u << (int)((hash >> (level * BitsPerLevel)) & 31);
        var place = Place(node.Bitmap, bit);
        if ((node.Bitmap & bit) == 0)
        {
            return value is null
                ? node
                : new Branching(
                    node.Bitmap | bit,
                    [.. node.Entries.AsSpan(0, place), new Leaf(key, value, null), .. node.Entries.AsSpan(place)]
                );
        }

        var old = node.Entries[place];
        var changed = old is Branching branching
            ? Change(branching, hash, level + 1, key, value)
            : ChangeLeaf((Leaf)old, hash, level + 1, key, value);
        if (changed is null)
        {
            if (node.Entries.Length == 1)
            {
                return null;
            }

            Entry[] rest = [.. node.Entries.AsSpan(0, place), .. node.Entries.AsSpan(place + 1)];
            return rest is [Leaf last] ? last : new Branching(node.Bitmap & ~bit, rest);
        }

        if (changed is Leaf && node.Entries.Length == 1)
        {
            return changed;
        }

        var entries = node.Entries.AsSpan().ToArray();
        entries[place] = changed;
        return new Branching(node.Bitmap, entries);
    }

    private static Entry? ChangeLeaf(Leaf leaf, ulong hash, int level, byte[] key, TValue? value)
    {
        var other = Hash(leaf.Key);
        if (other == hash)
        {
            return ChangeChain(leaf, key, value);
        }

        if (value is null)
        {
            return leaf;
        }

        var ownPlace = (int)((hash >> (level * BitsPerLevel)) & 31);
        var otherPlace = (int)((other >> (level * BitsPerLevel)) & 31);
        if (ownPlace == otherPlace)
        {
            return new Branching(1u << ownPlace, [ChangeLeaf(leaf, hash, level + 1, key, value)!]);
        }

        var own = new Leaf(key, value, null);
        return new Branching((1u << ownPlace) | (1u << otherPlace), ownPlace < otherPlace ? [own, leaf] : [leaf, own]);
    }

    private static Leaf? ChangeChain(Leaf? chain, byte[] key, TValue? value)
    {
        // The key's own leaf goes, and comes back in front: chains are of two at most unless somebody searched for such texts.
        var kept = new List<Leaf>();
        for (; chain is not null; chain = chain.Next)
        {
            if (!chain.Key.AsSpan().SequenceEqual(key))
            {
                kept.Add(chain);
            }
        }

        Leaf? rebuilt = null;
        foreach (var leaf in kept)
        {
            rebuilt = new Leaf(leaf.Key, leaf.Value, rebuilt);
        }

        return value is null ? rebuilt : new Leaf(key, value, rebuilt);
    }

    private static int Place(uint bitmap, uint bit) => BitOperations.PopCount(bitmap & (bit - 1));

    /// <summary>Mixes eight bytes at a time; the last eight may overlap those before.</summary>
    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        const ulong odd = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio.
        var hash = (ulong)key.Length * odd;
        if (key.Length >= sizeof(ulong))
        {
            var rest = key;
            for (; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
            {
                hash = Mix(hash ^ MemoryMarshal.Read<ulong>(rest));
            }

            return Mix(hash ^ MemoryMarshal.Read<ulong>(key[^sizeof(ulong)..]));
        }

        if (key.Length >= sizeof(uint))
        {
            return Mix(hash ^ (MemoryMarshal.Read<uint>(key) | ((ulong)MemoryMarshal.Read<uint>(key[^sizeof(uint)..]) << 32)));
        }

        return key.Length == 0 ? Mix(hash) : Mix(hash ^ (key[0] | ((ulong)key[key.Length / 2] << 8) | ((ulong)key[^1] << 16)));

        static ulong Mix(ulong bits)
        {
            var high = Math.BigMul(bits, odd, out var low);
            return high ^ low;
        }
    }
}
