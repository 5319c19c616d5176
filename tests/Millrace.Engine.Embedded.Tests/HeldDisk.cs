namespace Millrace.Engine.Embedded.Tests;

/// <summary>A disk with files whose flushes say that they have begun, and wait to be let go.</summary>
/// <param name="inner">Where the files are.</param>
/// <param name="isHeld">Which files those are, by the names they are opened with.</param>
internal sealed class HeldDisk(IDisk inner, Func<string, bool> isHeld) : IDisk
{
    private int _flushes;

    /// <summary>Set when a flush of such a file begins.</summary>
    public ManualResetEventSlim Flushing { get; } = new();

    /// <summary>Ends the wait of all of them, also of those to come.</summary>
    public ManualResetEventSlim LetGo { get; } = new();

    /// <summary>Flushes of such files that came to their end.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    public IReadOnlyList<string> List() => inner.List();

    public IDiskFile Open(string name, long reserve = 0) =>
        isHeld(name) ? new HeldFile(this, inner.Open(name, reserve)) : inner.Open(name, reserve);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void FlushFolder() => inner.FlushFolder();

    private sealed class HeldFile(HeldDisk disk, IDiskFile inner) : IDiskFile
    {
        public long Length => inner.Length;

        public int Read(long offset, Span<byte> into) => inner.Read(offset, into);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => inner.Write(offset, bytes);

        public void Flush()
        {
            disk.Flushing.Set();
            disk.LetGo.Wait();
            inner.Flush();
            Interlocked.Increment(ref disk._flushes);
        }

        public void SetLength(long length) => inner.SetLength(length);

        public void Dispose() => inner.Dispose();
    }
}
