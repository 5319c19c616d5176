namespace Millrace.Simulation.Simulated;

/// <summary>The bytes of one file: as the process sees them, and as they are on the medium.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk)
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, byte[] Bytes)> _unsynced = [];
    private byte[] _seen = [];
    private byte[] _medium = [];

    public long Length => _seen.Length;

    public int Unsynced => _unsynced.Count;

    public int Read(long offset, Span<byte> into)
    {
        var some = (int)Math.Clamp(_seen.Length - offset, 0, into.Length);
        _seen.AsSpan((int)Math.Min(offset, _seen.Length), some).CopyTo(into);
        return some;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > _seen.Length)
        {
            disk.Claim(offset + bytes.Length - _seen.Length);
            Array.Resize(ref _seen, (int)offset + bytes.Length);
        }

        bytes.CopyTo(_seen.AsSpan((int)offset));
        _unsynced.Add((offset, bytes.ToArray()));
    }

    public void SetLength(long length)
    {
        disk.Claim(length - _seen.Length);
        Array.Resize(ref _seen, (int)length);
        for (var index = 0; index < _unsynced.Count; index++)
        {
            var (offset, bytes) = _unsynced[index];
            _unsynced[index] = (offset, bytes[..(int)Math.Clamp(length - offset, 0, bytes.Length)]);
        }

        Array.Resize(ref _medium, (int)Math.Min(length, _medium.Length));
    }

    /// <summary>
    /// Sets space aside. Its length counts as durable with the file's name: the file system commits both in one journal.
    /// </summary>
    public void Reserve(long bytes)
    {
        if (bytes > _seen.Length)
        {
            disk.Claim(bytes - _seen.Length);
            Array.Resize(ref _seen, (int)bytes);
            Array.Resize(ref _medium, (int)bytes);
        }
    }

    public void Flush()
    {
        foreach (var (offset, bytes) in _unsynced)
        {
            Put(offset, bytes);
        }

        _unsynced.Clear();
    }

    /// <summary>Of what was not flushed, whole sectors reach the medium or do not, each by itself; the rest is gone.</summary>
    public void LosePower(Random chance)
    {
        foreach (var (offset, bytes) in _unsynced)
        {
            switch (chance.Next(4))
            {
                case 0:
                    break;
                case 1:
                    Put(offset, bytes);
                    break;
                case 2:
                    PutSectors(offset, bytes, 0, chance.Next(1 + (bytes.Length / SectorBytes)));
                    break;
                default:
                    for (var sector = 0; sector <= (bytes.Length / SectorBytes) + 1; sector++)
                    {
                        PutSectors(offset, bytes, sector, chance.Next(2));
                    }

                    break;
            }
        }

        _unsynced.Clear();
        _seen = _medium.AsSpan().ToArray();
    }

    /// <summary>Turns some bits of one byte over, on the medium and in sight.</summary>
    public void Damage(long offset, byte mask)
    {
        _seen[offset] ^= mask;
        _medium[offset] ^= mask;
    }

    /// <summary>The file as the process sees it, for another disk, everything flushed.</summary>
    public SimulatedFile CopyTo(SimulatedDisk other)
    {
        var copy = new SimulatedFile(other) { _seen = _seen.AsSpan().ToArray(), _medium = _seen.AsSpan().ToArray() };
        return copy;
    }

    /// <summary>Sectors are counted from the start of the file, so the first of a write may be a part of one.</summary>
    private void PutSectors(long offset, byte[] bytes, int first, int count)
    {
        var inFirst = (int)(offset % SectorBytes);
        var from = Math.Max(0, (first * SectorBytes) - inFirst);
        var to = Math.Min(bytes.Length, ((first + count) * SectorBytes) - inFirst);
        if (to > from)
        {
            Put(offset + from, bytes.AsSpan(from, to - from));
        }
    }

    private void Put(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > _medium.Length)
        {
            Array.Resize(ref _medium, (int)offset + bytes.Length);
        }

        bytes.CopyTo(_medium.AsSpan((int)offset));
    }
}
