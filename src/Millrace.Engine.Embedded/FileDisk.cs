using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Engine.Embedded;

/// <summary>A real folder.</summary>
public sealed class FileDisk : IDisk
{
    /// <summary>ENOSPC and EFBIG of Linux and macOS, EDQUOT of Linux: the disk, the file or the user's share is full.</summary>
    private static readonly int[] _noSpaceErrnos = [28, 27, 122];

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

            return new DiskFile(handle, reserve > 0 ? path : null);
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
        var descriptor = LibC.Open(_folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {_folder} (errno {Marshal.GetLastPInvokeError()}).");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (LibC.Fsync(handle) != 0)
        {
            throw new IOException($"Cannot flush the folder {_folder} (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    private static void Reserve(SafeFileHandle handle, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            var errno = LibC.PosixFallocate(handle, 0, bytes);
            if (IsNoSpace(errno))
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

    internal static bool IsNoSpace(int errno) => _noSpaceErrnos.Contains(errno);

    /// <summary>Whether the system refused for want of space.</summary>
    internal static bool IsNoSpace(IOException failure) =>
        failure is DiskFullException
        || IsNoSpace(failure.HResult & 0xFFFF)
        || (failure.HResult & 0xFFFF) == 0x70
        || failure.Message.Contains("No space left", StringComparison.Ordinal);
}
