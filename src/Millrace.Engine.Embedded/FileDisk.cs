using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Engine.Embedded;

/// <summary>A real folder.</summary>
public sealed partial class FileDisk : IDisk
{
    /// <summary>ENOSPC of Linux and macOS.</summary>
    private const int NoSpaceErrno = 28;

    private readonly string _folder;

    public FileDisk(string folder)
    {
        Directory.CreateDirectory(folder);
        _folder = Path.GetFullPath(folder);
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path))];

    public IDiskFile Open(string name, long reserve = 0)
    {
        var path = Path.Combine(_folder, name);
        var existed = File.Exists(path);
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            if (RandomAccess.GetLength(handle) < reserve)
            {
                Reserve(handle, reserve);
            }

            return new OpenFile(handle);
        }
        catch (IOException failure) when (IsNoSpace(failure))
        {
            handle.Dispose();
            if (!existed)
            {
                File.Delete(path);
            }

            throw new DiskFullException($"There is no room for {reserve} bytes in {_folder}.", failure);
        }
    }

    public void Rename(string from, string to) =>
        File.Move(Path.Combine(_folder, from), Path.Combine(_folder, to), overwrite: true);

    public void Delete(string name) => File.Delete(Path.Combine(_folder, name));

    public void FlushFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders; the C library does, and fsync on it makes names durable.
        var descriptor = OpenFolder(_folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {_folder} (errno {Marshal.GetLastPInvokeError()}).");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Fsync(handle) != 0)
        {
            throw new IOException($"Cannot flush the folder {_folder} (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    private static void Reserve(SafeFileHandle handle, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            var errno = PosixFallocate(handle, 0, bytes);
            if (errno == NoSpaceErrno)
            {
                throw new DiskFullException($"There is no room for {bytes} bytes.");
            }

            if (errno == 0)
            {
                return;
            }
        }

        // Zeros written by hand reserve as well, where the file system has no such call.
        var zeros = new byte[1 << 20];
        for (var at = RandomAccess.GetLength(handle); at < bytes; at += zeros.Length)
        {
            RandomAccess.Write(handle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, bytes - at)), at);
        }
    }

    private static bool IsNoSpace(IOException failure) =>
        failure is DiskFullException
        || (failure.HResult & 0xFFFF) is NoSpaceErrno or 0x70
        || failure.Message.Contains("No space left", StringComparison.Ordinal);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixFallocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    private sealed class OpenFile(SafeFileHandle handle) : IDiskFile
    {
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
            try
            {
                RandomAccess.Write(handle, bytes, offset);
            }
            catch (IOException failure) when (IsNoSpace(failure))
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
            else if (Fdatasync(handle) != 0)
            {
                throw new IOException($"fdatasync failed (errno {Marshal.GetLastPInvokeError()}).");
            }
        }

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Dispose() => handle.Dispose();
    }
}
