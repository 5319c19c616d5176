namespace Millrace.Engine.Embedded;

/// <summary>A thread whose work nobody waits for.</summary>
internal static class BackgroundThread
{
    private const int Process = 0;
    private const int Self = 0;

    /// <summary>Half of the way to the least there is: it still gets on when the machine is busy.</summary>
    public const int Niceness = 10;

    /// <summary>Lets the calling thread give way to all others; where the system refuses, it goes on as it is.</summary>
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
}
