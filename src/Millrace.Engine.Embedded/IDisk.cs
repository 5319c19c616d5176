namespace Millrace.Engine.Embedded;

/// <summary>One folder of files: all that the engine asks of a disk. The simulation has one that loses power.</summary>
public interface IDisk
{
    /// <summary>The names of all files in the folder.</summary>
    IReadOnlyList<string> List();

    /// <summary>
    /// Opens a file, creating it when absent. With <paramref name="reserve"/> the space for so many bytes is set aside
    /// at once and reads as zeros: a full disk is found out here, not in the middle of a write. Such a file is written from front to
    /// back by one thread at a time, past the system's cache where that can be; what lay behind in the last block written is lost then.
    /// </summary>
    /// <exception cref="DiskFullException">The space is not there; nothing is left behind.</exception>
    IDiskFile Open(string name, long reserve = 0);

    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes creations, renames and deletions durable.</summary>
    void FlushFolder();
}

/// <summary>One open file. Reads and writes name their offset, so threads do not disturb each other.</summary>
public interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads until the span is full or the file ends; returns the bytes read.</summary>
    int Read(long offset, Span<byte> into);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when all written bytes are on the medium.</summary>
    void Flush();

    void SetLength(long length);
}

/// <summary>There is no room for the bytes asked for.</summary>
public sealed class DiskFullException : IOException
{
    public DiskFullException() { }

    public DiskFullException(string message)
        : base(message) { }

    public DiskFullException(string message, Exception inner)
        : base(message, inner) { }
}
