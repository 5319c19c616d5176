using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Engine.Embedded;

/// <summary>An open file of a <see cref="FileDisk"/>.</summary>
/// <param name="handle">Reads go through it, and writes where there is no other way; closed with this file.</param>
/// <param name="uncachedPath">The file's path when writes should go past the system's cache; null otherwise.</param>
internal sealed class DiskFile(SafeFileHandle handle, string? uncachedPath) : IDiskFile
{
    private string? _uncachedPath = uncachedPath;
    private UncachedWriter? _uncached;

    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> into)
    {
        var read = 0;
        while (read < into.Length)
        {
            var some = RandomAccess.Read(handle, into[read..], offset + read);
            if (some == 0)
            {
                break;
            }

            read += some;
        }

        return read;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_uncachedPath is not null)
        {
            // At the first write, because most segments of a long backlog are only ever read.
            _uncached = UncachedWriter.TryOpen(_uncachedPath);
            _uncachedPath = null;
        }

        try
        {
            if (_uncached is not null)
            {
                _uncached.Write(offset, bytes);
            }
            else
            {
                RandomAccess.Write(handle, bytes, offset);
            }
        }
        catch (IOException failure) when (FileDisk.IsNoSpace(failure))
        {
            throw new DiskFullException("The disk is full.", failure);
        }
    }

    public void Flush()
    {
        // On Linux fdatasync spares the journal of the file system a commit for the time stamp alone.
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else if (LibC.Fdatasync(handle) != 0)
        {
            // Where space is not given at the write (over a network, under quotas), the flush is told that there is none.
            var errno = Marshal.GetLastPInvokeError();
            throw FileDisk.IsNoSpace(errno)
                ? new DiskFullException("The disk is full.")
                : new IOException($"fdatasync failed (errno {errno}).");
        }
    }

    public void SetLength(long length) => RandomAccess.SetLength(handle, length);

    public void Dispose()
    {
        handle.Dispose();
        _uncached?.Dispose();
    }
}
