namespace Millrace.Engine.Embedded;

/// <summary>A partition on its way to the disk and back: replayed, frozen for a checkpoint, its thin payloads rewritten.</summary>
internal sealed partial class Partition
{
    private readonly ForgottenNames _forgotten = new();

    /// <summary>Replays one record. Called before the partition takes turns.</summary>
    public void Replay(ushort tag, uint number, ReadOnlyMemory<byte> fields, PayloadHandle at)
    {
        _seen = at.Position + at.Length;
        var fact = _engine.ReadFact(tag, fields);
        if (fact is ResourceIntroduced introduced)
        {
            if (_resources.TryGetValue(introduced.Id, out var earlier))
            {
                // It was forgotten and came back: its earlier self would outlive it in the next checkpoint.
                _byNumber.Remove(earlier.Number);
                _forgotten.Add(earlier.Number, earlier.Id);
            }

            Add(introduced.Id, number, New(introduced.Id));
            return;
        }

        if (!_byNumber.TryGetValue(number, out var entry))
        {
            throw new InvalidDataException($"A fact at {at.Position} is about resource {number}, which was never introduced.");
        }

        Apply(entry, fact, at);
    }

    /// <summary>Freezes all resources for a checkpoint and forgets those without state.</summary>
    public PartitionImage Capture()
    {
        lock (_gate)
        {
            var now = Now();
            foreach (var entry in _resources.Values.Where(entry => IsForgettable(entry, now)).ToList())
            {
                _resources.Remove(entry.Id);
                _byNumber.Remove(entry.Number);
                _forgotten.Add(entry.Number, entry.Id);
                Unschedule(entry);
            }

            return new PartitionImage(
                _engine.Journal.Head,
                _lastNumber,
                [
                    .. _byNumber.Values.Select(entry => new ResourcePicture(
                        entry.Number,
                        entry.Id,
                        [.. entry.CallsTaken],
                        entry.Resource.Capture()
                    )),
                ]
            );
        }
    }

    /// <summary>Takes back what a checkpoint holds of this partition.</summary>
    public void Restore(BinaryReader reader)
    {
        _seen = 0;
        _lastNumber = reader.ReadUInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = reader.ReadUInt32();
            var id = new ResourceId(reader.ReadString(), reader.ReadString());
            var entry = Add(id, number, New(id));
            for (var calls = reader.ReadInt32(); calls > 0; calls--)
            {
                entry.CallsTaken.Add(new ResourceId(reader.ReadString(), reader.ReadString()), reader.ReadInt64());
            }

            try
            {
                entry.Resource.Restore(reader);
            }
            catch (Exception failure) when (failure is not (IOException or InvalidDataException))
            {
                throw FactNotAppliedException.Of("what the checkpoint holds", id.Arn, failure);
            }
        }
    }

    /// <summary>Appends the payload of a thin segment anew if its resource still needs it; false when the journal took nothing.</summary>
    public bool Rewrite(ushort tag, uint number, ReadOnlyMemory<byte> fields, PayloadHandle at)
    {
        lock (_gate)
        {
            if (!_byNumber.TryGetValue(number, out var entry))
            {
                return true;
            }

            var fact = _engine.ReadFact(tag, fields);
            if (fact is PayloadMoved moved)
            {
                (tag, fields) = (moved.InnerTag, moved.InnerFields);
                fact = _engine.ReadFact(tag, fields);
            }

            return !entry.Resource.Needs(fact, at) || Commit(entry, [new PayloadMoved(at, tag, fields)], Now()) is null;
        }
    }

    public bool Has(ResourceId id)
    {
        lock (_gate)
        {
            return _resources.ContainsKey(id);
        }
    }

    /// <summary>Forgets which call of a source that is gone was taken last, unless there has been another since.</summary>
    public void ForgetCaller(ResourceId target, ResourceId source, long lastCall)
    {
        lock (_gate)
        {
            if (
                _resources.TryGetValue(target, out var entry)
                && entry.CallsTaken.TryGetValue(source, out var number)
                && number == lastCall
            )
            {
                entry.CallsTaken.Remove(source);
            }
        }
    }

    /// <summary>The resource that has or had a number here; null when it was forgotten too long ago.</summary>
    public ResourceId? NameOf(uint number)
    {
        lock (_gate)
        {
            return _byNumber.TryGetValue(number, out var entry) ? entry.Id : _forgotten.Find(number);
        }
    }
}
