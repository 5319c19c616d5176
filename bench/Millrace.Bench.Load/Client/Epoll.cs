using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Bench.Load.Client;

/// <summary>Waits on many sockets in one system call: Linux's epoll, level-triggered, for reading only.</summary>
/// <remarks>
/// The runtime's own asynchronous sockets sit on epoll too, but pay for a hand-over to the thread pool or for a
/// completion object. The client shares two cores with what it measures, so it goes straight to the kernel.
/// <para>Errors: <see cref="Win32Exception"/> with the kernel's reason.</para>
/// <para>Source: epoll(7), epoll_ctl(2), epoll_pwait2(2).</para>
/// </remarks>
public sealed partial class Epoll : IDisposable
{
    private const int ControlAdd = 1;
    private const int EventIn = 1;
    private const int InterruptedError = 4;
    private const int EventsPerWaitMax = 512;

    // struct epoll_event { uint32 events; uint64 data; } is packed on x64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + 8;

    private readonly SafeFileHandle _handle;
    private readonly byte[] _events = new byte[EventsPerWaitMax * EventBytes];

    public Epoll()
    {
        var descriptor = Create(flags: 0);
        if (descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Watches a socket; <see cref="Wait"/> names it by <paramref name="tag"/>. Closing the socket ends the watch.</summary>
    public void Add(SafeHandle socket, int tag)
    {
        Span<byte> registration = stackalloc byte[EventBytes];
        registration.Clear();
        BitConverter.TryWriteBytes(registration, EventIn);
        BitConverter.TryWriteBytes(registration[DataOffset..], (long)tag);
        if (Control(_handle, ControlAdd, socket, ref MemoryMarshal.GetReference(registration)) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Waits until at least one socket has something to read, or the time is over.</summary>
    /// <param name="tags">Receives the tags of the sockets that are ready.</param>
    /// <param name="timeout">To the nanosecond, as epoll_pwait2 has it: whole milliseconds would be longer than most answers take. Zero only looks.</param>
    /// <returns>How many tags were written; 0 when the time was over.</returns>
    public int Wait(Span<int> tags, TimeSpan timeout)
    {
        var most = Math.Min(tags.Length, EventsPerWaitMax);
        var (seconds, rest) = Math.DivRem(timeout.Ticks, TimeSpan.TicksPerSecond);
        var patience = new TimeSpec(seconds, rest * TimeSpan.NanosecondsPerTick);
        var count = WaitFor(_handle, ref MemoryMarshal.GetArrayDataReference(_events), most, in patience, 0);
        if (count < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == InterruptedError ? 0 : throw new Win32Exception(error);
        }

        for (var index = 0; index < count; index++)
        {
            tags[index] = BitConverter.ToInt32(_events, (index * EventBytes) + DataOffset);
        }

        return count;
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeHandle epoll, int operation, SafeHandle socket, ref byte registration);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitFor(SafeHandle epoll, ref byte events, int eventsMax, in TimeSpec timeout, nint signals);

    // struct timespec { time_t seconds; long nanoseconds; }
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
