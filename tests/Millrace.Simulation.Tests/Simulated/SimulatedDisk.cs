using Millrace.Engine.Embedded;

namespace Millrace.Simulation.Simulated;

/// <summary>A disk that forgets what was not flushed when it loses power, can be full, and can lie.</summary>
internal sealed class SimulatedDisk : IDisk
{
    private readonly Dictionary<string, SimulatedFile> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedFile> _medium = new(StringComparer.Ordinal);
    private readonly List<Action<Dictionary<string, SimulatedFile>>> _unsynced = [];

    /// <summary>Bytes that all files together may have.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>A disk that says it has flushed and has not: what the simulation must find out.</summary>
    public bool LiesAboutFlush { get; init; }

    /// <summary>The next flush of a file fails, and all after it.</summary>
    public bool FlushFails { get; set; }

    /// <summary>How many more changes the disk takes before the power fails; zero for no end.</summary>
    public int PowerFailsAfter { get; set; }

    /// <summary>True from the failure of the power until <see cref="LosePower"/> has seen to what is left.</summary>
    public bool IsWithoutPower { get; private set; }

    public long UsedBytes => _seen.Values.Sum(file => file.Length);

    /// <summary>Reads of files since the disk was made.</summary>
    public int Reads { get; private set; }

    /// <summary>Segments given up: deleted, or renamed to be used again.</summary>
    public int SegmentsDropped { get; private set; }

    public IReadOnlyList<string> List() => [.. _seen.Keys.Order(StringComparer.Ordinal)];

    public SimulatedFile this[string name] => _seen[name];

    public IDiskFile Open(string name, long reserve = 0)
    {
        if (!_seen.TryGetValue(name, out var file))
        {
            file = new SimulatedFile(this);
            file.Reserve(reserve);
            Do(names => names[name] = file);
        }
        else
        {
            file.Reserve(reserve);
        }

        return new OpenFile(this, file);
    }

    public void Rename(string from, string to)
    {
        SegmentsDropped += from.EndsWith(".segment", StringComparison.Ordinal) ? 1 : 0;
        Do(names =>
        {
            names.Remove(from, out var file);
            names[to] = file!;
        });
    }

    public void Delete(string name)
    {
        SegmentsDropped += name.EndsWith(".segment", StringComparison.Ordinal) ? 1 : 0;
        Do(names => names.Remove(name));
    }

    public void FlushFolder()
    {
        Draw();
        foreach (var change in _unsynced)
        {
            change(_medium);
        }

        _unsynced.Clear();
    }

    /// <summary>Power fails: names change as far as the file system's journal got, contents as <see cref="SimulatedFile.LosePower"/> says.</summary>
    public void LosePower(Random chance)
    {
        foreach (var change in _unsynced.Take(chance.Next(_unsynced.Count + 1)))
        {
            change(_medium);
        }

        PowerFailsAfter = 0;
        IsWithoutPower = false;
        _unsynced.Clear();
        _seen.Clear();
        foreach (var (name, file) in _medium)
        {
            file.LosePower(chance);
            _seen.Add(name, file);
        }
    }

    /// <summary>A second disk with the same files, everything on it flushed.</summary>
    public SimulatedDisk Copy()
    {
        var copy = new SimulatedDisk();
        foreach (var (name, file) in _seen)
        {
            var copied = file.CopyTo(copy);
            copy.Do(names => names[name] = copied);
        }

        copy.FlushFolder();
        return copy;
    }

    /// <summary>Takes room for a file that grows.</summary>
    public void Claim(long bytes)
    {
        if (bytes > 0 && UsedBytes + bytes > Capacity)
        {
            throw new DiskFullException($"The simulated disk has no room for {bytes} more bytes.");
        }
    }

    /// <summary>Every change needs power.</summary>
    private void Draw()
    {
        if (PowerFailsAfter > 0 && --PowerFailsAfter == 0)
        {
            IsWithoutPower = true;
        }

        if (IsWithoutPower)
        {
            throw new PowerFailedException();
        }
    }

    private void Do(Action<Dictionary<string, SimulatedFile>> change)
    {
        Draw();
        change(_seen);
        _unsynced.Add(change);
    }

    private sealed class OpenFile(SimulatedDisk disk, SimulatedFile file) : IDiskFile
    {
        private bool _isOpen = true;

        public long Length => Live().Length;

        public int Read(long offset, Span<byte> into)
        {
            disk.Reads++;
            return Live().Read(offset, into);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            disk.Draw();
            Live().Write(offset, bytes);
        }

        public void Flush()
        {
            disk.Draw();
            if (disk.FlushFails)
            {
                throw new IOException("The simulated disk cannot flush.");
            }

            if (!disk.LiesAboutFlush)
            {
                Live().Flush();
            }
        }

        public void SetLength(long length) => Live().SetLength(length);

        public void Dispose() => _isOpen = false;

        private SimulatedFile Live() => _isOpen ? file : throw new ObjectDisposedException(nameof(OpenFile));
    }
}
