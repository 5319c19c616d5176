using Millrace.Engine.Embedded;

namespace Millrace.TestSupport.Simulated;

/// <summary>A disk that forgets what was not flushed when it loses power, can be full, can fail, and can lie.</summary>
/// <remarks>
/// Names change in the order in which they were changed, as a journalling file system does it; contents reach the medium
/// sector by sector in any order. Used by one thread at a time.
/// </remarks>
public sealed class SimulatedDisk : IDisk
{
    private readonly Dictionary<string, SimulatedFile> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedFile> _medium = new(StringComparer.Ordinal);
    private readonly List<Action<Dictionary<string, SimulatedFile>>> _unsynced = [];
    private int _process;

    /// <summary>Bytes that all files together may have.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>A disk that says it has flushed a file and has not.</summary>
    public bool LiesAboutFlush { get; init; }

    /// <summary>A disk that says it has flushed the folder and has not.</summary>
    public bool LiesAboutNames { get; init; }

    /// <summary>The next flush of a file fails. As on Linux, what it was to write is forgotten, though reads still show it.</summary>
    public bool FailsNextFlush { get; set; }

    /// <summary>How many more changes the disk takes before the power fails; zero for no end.</summary>
    public int PowerFailsAfter { get; set; }

    /// <summary>True from the failure of the power until <see cref="LosePower"/> has seen to what is left.</summary>
    public bool IsWithoutPower { get; private set; }

    /// <summary>True from a flush that failed until <see cref="EndProcess"/>.</summary>
    public bool HasFailed { get; private set; }

    public long UsedBytes => _seen.Values.Sum(file => file.Length);

    /// <summary>Reads of files since the disk was made.</summary>
    public int Reads { get; private set; }

    /// <summary>Flushes of files that came to their end.</summary>
    public int Flushes { get; private set; }

    /// <summary>Segments given up: deleted, or renamed to be used again.</summary>
    public int SegmentsDropped { get; private set; }

    public SimulatedFile this[string name] => _seen[name];

    public IReadOnlyList<string> List() => [.. _seen.Keys.Order(StringComparer.Ordinal)];

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
        if (LiesAboutNames)
        {
            return;
        }

        foreach (var change in _unsynced)
        {
            change(_medium);
        }

        _unsynced.Clear();
    }

    /// <summary>Power fails: names are as far as the file system got, contents as <see cref="SimulatedFile.LosePower"/> says.</summary>
    public void LosePower(Random chance)
    {
        foreach (var change in _unsynced.Take(chance.Next(_unsynced.Count + 1)))
        {
            change(_medium);
        }

        _unsynced.Clear();
        _seen.Clear();
        foreach (var (name, file) in _medium.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            file.LosePower(chance);
            _seen.Add(name, file);
        }

        EndProcess();
    }

    /// <summary>
    /// The process that had files open is gone, the machine is not: everything written can be read, nothing more is on the
    /// medium than before.
    /// </summary>
    public void EndProcess()
    {
        _process++;
        PowerFailsAfter = 0;
        IsWithoutPower = false;
        FailsNextFlush = false;
        HasFailed = false;
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
    internal void Claim(long bytes)
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
        private readonly int _process = disk._process;
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
            if (disk.FailsNextFlush)
            {
                disk.FailsNextFlush = false;
                disk.HasFailed = true;
                Live().FailToFlush();
                throw new IOException("The simulated disk cannot flush.");
            }

            if (!disk.LiesAboutFlush)
            {
                Live().Flush();
            }

            disk.Flushes++;
        }

        public void SetLength(long length)
        {
            disk.Draw();
            Live().SetLength(length);
        }

        public void Dispose() => _isOpen = false;

        private SimulatedFile Live() =>
            _isOpen && _process == disk._process ? file : throw new ObjectDisposedException(nameof(OpenFile));
    }
}
