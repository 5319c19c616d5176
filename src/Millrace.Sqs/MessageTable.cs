namespace Millrace.Sqs;

/// <summary>
/// The messages of one queue by their number, in chunks of a few hundred slots. A number is found by division; a chunk
/// whose last message is gone is given up, so a queue costs what it holds.
/// </summary>
/// <remarks>
/// A checkpoint takes the list of chunks and writes them out later. Until it has, a chunk it took is copied before it is
/// changed (<see cref="Freeze"/>): a picture of ten million messages costs a list of references, not a pause.
/// </remarks>
internal sealed class MessageTable
{
    public const int ChunkSlots = 256;

    private readonly List<Chunk?> _chunks = [];
    private long _firstChunk;
    private Picture? _picture;
    private int _generation;

    /// <summary>Messages in the table.</summary>
    public int Count { get; private set; }

    /// <summary>The slot of a message, to read; a dead slot when there is none.</summary>
    public MessageSlot this[long number] => Find(number) is { } chunk ? chunk.Slots[(int)(number % ChunkSlots)] : default;

    /// <summary>The slot of a message, to change. The message must be there.</summary>
    public ref MessageSlot Change(long number) => ref Owned(number).Slots[(int)(number % ChunkSlots)];

    public void Add(long number, in MessageSlot slot)
    {
        var index = number / ChunkSlots;
        if (_chunks.Count == 0)
        {
            _firstChunk = index;
        }

        while (_firstChunk + _chunks.Count <= index)
        {
            _chunks.Add(null);
        }

        var at = (int)(index - _firstChunk);
        if (_chunks[at] is null)
        {
            _chunks[at] = new Chunk(_generation);
        }

        var chunk = Owned(number);
        chunk.Slots[(int)(number % ChunkSlots)] = slot;
        chunk.Live++;
        chunk.Changes++;
        Count++;
    }

    /// <summary>The message group of a message; null when it has none.</summary>
    public IMessageGroup? GroupOf(long number) => Find(number)?.Groups?[(int)(number % ChunkSlots)];

    /// <summary>Says which group a message belongs to. The message must be there.</summary>
    public void SetGroup(long number, IMessageGroup group)
    {
        var chunk = Owned(number);
        chunk.Groups ??= new IMessageGroup?[ChunkSlots];
        chunk.Groups[(int)(number % ChunkSlots)] = group;
    }

    /// <summary>How a message came from the queue it died in.</summary>
    public MessageArrival ArrivalOf(long number) =>
        Find(number)?.Arrivals is { } arrivals ? arrivals[(int)(number % ChunkSlots)] : default;

    /// <summary>Says how a message came from the queue it died in. The message must be there.</summary>
    public void SetArrival(long number, MessageArrival arrival)
    {
        var chunk = Owned(number);
        chunk.Arrivals ??= new MessageArrival[ChunkSlots];
        chunk.Arrivals[(int)(number % ChunkSlots)] = arrival;
    }

    /// <summary>Takes a message out; its slot, or a dead one when it was not there.</summary>
    public MessageSlot Remove(long number)
    {
        if (Find(number) is not { } found || !found.Slots[(int)(number % ChunkSlots)].IsLive)
        {
            return default;
        }

        var chunk = Owned(number);
        var slot = chunk.Slots[(int)(number % ChunkSlots)];
        chunk.Slots[(int)(number % ChunkSlots)] = default;
        if (chunk.Groups is { } groups)
        {
            groups[(int)(number % ChunkSlots)] = null;
        }

        if (chunk.Arrivals is { } arrivals)
        {
            arrivals[(int)(number % ChunkSlots)] = default;
        }

        Count--;
        chunk.Changes++;
        if (--chunk.Live == 0)
        {
            _chunks[(int)((number / ChunkSlots) - _firstChunk)] = null;
            Trim();
        }

        return slot;
    }

    /// <summary>The first message at or after a number; -1 when there is none.</summary>
    public long Next(long number)
    {
        for (var index = Math.Max(number / ChunkSlots, _firstChunk); index < _firstChunk + _chunks.Count; index++)
        {
            if (_chunks[(int)(index - _firstChunk)] is { } chunk)
            {
                var from = index == number / ChunkSlots ? (int)(number % ChunkSlots) : 0;
                for (var slot = from; slot < ChunkSlots; slot++)
                {
                    if (chunk.Slots[slot].IsLive)
                    {
                        return (index * ChunkSlots) + slot;
                    }
                }
            }
        }

        return -1;
    }

    /// <summary>Says whether a message is on its way to another queue. The message must be there.</summary>
    public void SetLeaving(long number, bool isLeaving)
    {
        var chunk = Owned(number);
        chunk.Slots[(int)(number % ChunkSlots)].IsLeaving = isLeaving;
        chunk.Changes++;
    }

    /// <summary>The earliest send of a message that is not leaving, or null when there is none. Looks at every chunk's own earliest.</summary>
    public long? OldestSentAt()
    {
        var oldest = long.MaxValue;
        foreach (var chunk in _chunks)
        {
            oldest = Math.Min(oldest, chunk?.OldestSentAt() ?? long.MaxValue);
        }

        return oldest < long.MaxValue ? oldest : null;
    }

    /// <summary>The numbers of messages sent before a moment that are not leaving, at most so many, in order.</summary>
    public List<long> SentBefore(long moment, int most)
    {
        var numbers = new List<long>();
        for (var index = 0; index < _chunks.Count && numbers.Count < most; index++)
        {
            if (_chunks[index] is not { } chunk || chunk.OldestSentAt() >= moment)
            {
                continue;
            }

            for (var slot = 0; slot < ChunkSlots && numbers.Count < most; slot++)
            {
                if (chunk.Slots[slot] is { IsLive: true, IsLeaving: false } message && message.SentAt < moment)
                {
                    numbers.Add(((_firstChunk + index) * ChunkSlots) + slot);
                }
            }
        }

        return numbers;
    }

    /// <summary>A picture of the table as it is now; it keeps chunks apart until it has been written.</summary>
    public Picture Freeze()
    {
        _generation++;
        return _picture = new Picture(_firstChunk, [.. _chunks]);
    }

    /// <summary>Takes the slots from what <see cref="Picture.Write"/> wrote.</summary>
    /// <param name="inGroup">Told the group of each message that has one, in the order of their numbers.</param>
    public void Restore(BinaryReader reader, Action<string, long> inGroup)
    {
        var names = new List<string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var index = reader.ReadInt64();
            var chunk = new Chunk(_generation);
            reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chunk.Slots.AsSpan()));
            foreach (ref readonly var slot in chunk.Slots.AsSpan())
            {
                chunk.Live += slot.IsLive ? 1 : 0;
            }

            if (_chunks.Count == 0)
            {
                _firstChunk = index;
            }

            while (_firstChunk + _chunks.Count < index)
            {
                _chunks.Add(null);
            }

            _chunks.Add(chunk);
            Count += chunk.Live;
            if (reader.ReadBoolean())
            {
                RestoreGroups(reader, index, names, inGroup);
            }

            if (reader.ReadBoolean())
            {
                chunk.Arrivals = new MessageArrival[ChunkSlots];
                reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chunk.Arrivals.AsSpan()));
            }
        }
    }

    private static void RestoreGroups(BinaryReader reader, long chunk, List<string> names, Action<string, long> inGroup)
    {
        for (var slot = 0; slot < ChunkSlots; slot++)
        {
            var ordinal = reader.Read7BitEncodedInt();
            if (ordinal > names.Count)
            {
                names.Add(reader.ReadString());
            }

            if (ordinal > 0)
            {
                inGroup(names[ordinal - 1], (chunk * ChunkSlots) + slot);
            }
        }
    }

    private Chunk? Find(long number)
    {
        var at = (number / ChunkSlots) - _firstChunk;
        return at >= 0 && at < _chunks.Count ? _chunks[(int)at] : null;
    }

    private Chunk Owned(long number)
    {
        var at = (int)((number / ChunkSlots) - _firstChunk);
        var chunk = _chunks[at]!;
        if (chunk.Generation != _generation && _picture is { IsWritten: false })
        {
            chunk = new Chunk(_generation, chunk);
            _chunks[at] = chunk;
        }

        return chunk;
    }

    private void Trim()
    {
        var empty = 0;
        while (empty < _chunks.Count && _chunks[empty] is null)
        {
            empty++;
        }

        // Moving the list costs its length, so it is worth it only when half of it is empty.
        if (empty == _chunks.Count || (empty > 64 && empty > _chunks.Count / 2))
        {
            _chunks.RemoveRange(0, empty);
            _firstChunk += empty;
        }
    }

    internal sealed class Chunk
    {
        public readonly MessageSlot[] Slots;
        public readonly int Generation;
        public IMessageGroup?[]? Groups;
        public MessageArrival[]? Arrivals;
        public int Live;
        public int Changes;
        private long _oldest = long.MaxValue;
        private int _oldestFor = -1;

        public Chunk(int generation)
        {
            Slots = new MessageSlot[ChunkSlots];
            Generation = generation;
        }

        public Chunk(int generation, Chunk copied)
        {
            Slots = copied.Slots.AsSpan().ToArray();
            Groups = copied.Groups?.AsSpan().ToArray();
            Arrivals = copied.Arrivals?.AsSpan().ToArray();
            Generation = generation;
            Live = copied.Live;
        }

        /// <summary>The earliest send of a message that is not leaving; long.MaxValue for none.</summary>
        public long OldestSentAt()
        {
            if (_oldestFor != Changes)
            {
                _oldest = long.MaxValue;
                foreach (ref readonly var slot in Slots.AsSpan())
                {
                    _oldest = slot is { IsLive: true, IsLeaving: false } ? Math.Min(_oldest, slot.SentAt) : _oldest;
                }

                _oldestFor = Changes;
            }

            return _oldest;
        }
    }

    /// <summary>The table at one moment.</summary>
    internal sealed class Picture(long firstChunk, Chunk?[] chunks)
    {
        private volatile bool _isWritten;

        /// <summary>True once its chunks may be changed again.</summary>
        public bool IsWritten => _isWritten;

        public void Write(BinaryWriter writer)
        {
            var ordinals = new Dictionary<IMessageGroup, int>();
            writer.Write(chunks.Count(chunk => chunk is not null));
            for (var index = 0; index < chunks.Length; index++)
            {
                if (chunks[index] is { } chunk)
                {
                    writer.Write(firstChunk + index);
                    writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chunk.Slots.AsSpan()));
                    writer.Write(chunk.Groups is not null);
                    WriteGroups(writer, chunk.Groups, ordinals);
                    writer.Write(chunk.Arrivals is not null);
                    writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chunk.Arrivals.AsSpan()));
                }
            }

            _isWritten = true;
        }

        /// <summary>A number for each slot; zero for no group; the name follows where a number appears for the first time.</summary>
        private static void WriteGroups(BinaryWriter writer, IMessageGroup?[]? groups, Dictionary<IMessageGroup, int> ordinals)
        {
            foreach (var group in groups ?? [])
            {
                if (group is null)
                {
                    writer.Write7BitEncodedInt(0);
                }
                else if (ordinals.TryGetValue(group, out var known))
                {
                    writer.Write7BitEncodedInt(known);
                }
                else
                {
                    ordinals.Add(group, ordinals.Count + 1);
                    writer.Write7BitEncodedInt(ordinals.Count);
                    writer.Write(group.Id);
                }
            }
        }
    }
}
