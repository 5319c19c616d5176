using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Engine.Embedded;

/// <summary>What the C library offers and .NET does not. The error number is in <see cref="Marshal.GetLastPInvokeError"/>, unless said.</summary>
internal static partial class LibC
{
    /// <summary>Opens a file or a folder; its descriptor, or -1. Source: open(2).</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    /// <summary>Sets space aside; the error number itself, 0 when it went well. Source: posix_fallocate(3).</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    public static partial int PosixFallocate(SafeFileHandle file, long offset, long length);

    /// <summary>Makes a file's data and names durable; -1 when that failed. Source: fsync(2).</summary>
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(SafeFileHandle file);

    /// <summary>As <see cref="Fsync"/>, without what is not needed to read the data back. Source: fsync(2).</summary>
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int Fdatasync(SafeFileHandle file);

    /// <summary>Sets a niceness; -1 when that failed. Source: setpriority(2).</summary>
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int priority);

    /// <summary>A call of Linux that the C library has no function for; -1 when it failed. Source: syscall(2).</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(
        nint number,
        nint thread,
        ref ThreadUrgency.SchedulingAttributes attributes,
        nint third,
        nint fourth
    );
}
