using System.Runtime.InteropServices;

namespace Millrace.Engine.Embedded;

/// <summary>How soon the calling thread gets a processor; where the system refuses, it goes on as it is.</summary>
public static class ThreadUrgency
{
    private const int Process = 0;
    private const int Self = 0;

    /// <summary>Half of the way to the least there is: it still gets on when the machine is busy.</summary>
    public const int Niceness = 10;

    /// <summary>The shortest slice there is; other threads have 0.7 ms and more.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMicroseconds(100);

    /// <summary>For work that nobody waits for: it gives way to all others.</summary>
    /// <remarks>
    /// The runtime does this on Windows for <see cref="Thread.Priority"/>, and nothing on Linux, where a thread has a niceness of its own.
    /// <para>Source: setpriority(2), "C library/kernel differences".</para>
    /// </remarks>
    public static void GiveWay()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            _ = LibC.SetPriority(Process, Self, Niceness);
        }
    }

    /// <summary>
    /// For work in short turns that many wait for: it asks Linux for short slices, and when it is woken comes before a thread with a longer
    /// one, for which it has no larger share of the processor. Threads begun by this one do so too. Before Linux 6.12 this changes nothing.
    /// </summary>
    /// <remarks>
    /// A thread that waits for a disk wakes on the processor which the disk interrupts. Where processors share no cache, as in many
    /// virtual machines, it stays there behind whatever runs, though another processor is idle.
    /// <para>Source: sched(7) and the kernel's documentation of the EEVDF scheduler.</para>
    /// </remarks>
    public static void ComeSoon()
    {
        if (Read(Self) is { } attributes)
        {
            attributes.Runtime = (ulong)Slice.TotalNanoseconds;
            _ = LibC.Syscall(SetNumber, Self, ref attributes, 0, 0);
        }
    }

    /// <summary>The slices of a thread, of any process, by its number in Linux; null where the system does not tell.</summary>
    public static TimeSpan? SliceOf(int thread) =>
        Read(thread) is { } attributes ? TimeSpan.FromMicroseconds(attributes.Runtime / 1000.0) : null;

    private static SchedulingAttributes? Read(int thread)
    {
        var attributes = default(SchedulingAttributes);
        return
            OperatingSystem.IsLinux()
            && SetNumber != 0
            && LibC.Syscall(GetNumber, thread, ref attributes, Marshal.SizeOf<SchedulingAttributes>(), 0) == 0
            ? attributes
            : null;
    }

    /// <summary>The C library has had functions for these two since 2.41 only.</summary>
    private static nint SetNumber =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 314,
            Architecture.Arm64 => 274,
            _ => 0,
        };

    private static nint GetNumber => SetNumber + 1;

    /// <summary>The first version of struct sched_attr. Source: sched_setattr(2).</summary>
    internal struct SchedulingAttributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Niceness;
        public uint Priority;

        /// <summary>For a thread without deadlines: the length of its slices in nanoseconds.</summary>
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
