namespace Millrace.TestSupport.Simulated;

/// <summary>The bytes of one file: as processes see them, and as they are on the medium.</summary>
public sealed class SimulatedFile
{
    private const int SectorBytes = 512;

    private readonly SimulatedDisk _disk;
    private readonly List<(long Offset, byte[] Bytes)> _unsynced = [];
    private byte[] _seen = [];
    private byte[] _medium = [];

    internal SimulatedFile(SimulatedDisk disk) => _disk = disk;

    public long Length => _seen.Length;

    /// <summary>Writes that no flush has covered yet.</summary>
    public int Unsynced => _unsynced.Count;

    /// <summary>A copy of the bytes that processes see.</summary>
    public byte[] Content => _seen.AsSpan().ToArray();

    /// <summary>Turns some bits of one byte over, on the medium and in sight.</summary>
    public void Damage(long offset, byte mask)
    {
        _seen[offset] ^= mask;
        _medium[offset] ^= mask;
    }

    /// <summary>Cuts the file off, on the medium and in sight.</summary>
    public void Truncate(long length)
    {
        Array.Resize(ref _seen, (int)length);
        Array.Resize(ref _medium, (int)length);
    }

    internal int Read(long offset, Span<byte> into)
    {
        var some = (int)Math.Clamp(_seen.Length - offset, 0, into.Length);
        _seen.AsSpan((int)Math.Min(offset, _seen.Length), some).CopyTo(into);
        return some;
    }

    internal void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > _seen.Length)
        {
            _disk.Claim(offset + bytes.Length - _seen.Length);
            Array.Resize(ref _seen, (int)offset + bytes.Length);
        }

        bytes.CopyTo(_seen.AsSpan((int)offset));
        _unsynced.Add((offset, bytes.ToArray()));
    }

    internal void SetLength(long length)
    {
        _disk.Claim(length - _seen.Length);
        Array.Resize(ref _seen, (int)length);
        for (var index = 0; index < _unsynced.Count; index++)
        {
            var (offset, bytes) = _unsynced[index];
            _unsynced[index] = (offset, bytes[..(int)Math.Clamp(length - offset, 0, bytes.Length)]);
        }

        Array.Resize(ref _medium, (int)Math.Min(length, _medium.Length));
    }

    /// <summary>Sets space aside; like a write, it lasts once it is flushed.</summary>
    internal void Reserve(long bytes)
    {
        if (bytes > _seen.Length)
        {
            _disk.Claim(bytes - _seen.Length);
            Array.Resize(ref _seen, (int)bytes);
        }
    }

    internal void Flush()
    {
        Array.Resize(ref _medium, _seen.Length);
        foreach (var (offset, bytes) in _unsynced)
        {
            Put(offset, bytes);
        }

        _unsynced.Clear();
    }

    /// <summary>The kernel takes pages it could not write for clean: no later flush writes them.</summary>
    internal void FailToFlush() => _unsynced.Clear();

    /// <summary>Of what was not flushed, whole sectors reach the medium or do not, each by itself; the rest is gone.</summary>
    internal void LosePower(Random chance)
    {
        if (_medium.Length < _seen.Length && chance.Next(2) == 0)
        {
            Array.Resize(ref _medium, _seen.Length);
        }

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

    /// <summary>The file as processes see it, for another disk, everything flushed.</summary>
    internal SimulatedFile CopyTo(SimulatedDisk other) =>
        new(other) { _seen = _seen.AsSpan().ToArray(), _medium = _seen.AsSpan().ToArray() };

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
