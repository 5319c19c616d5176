namespace Millrace.Reliability.Tests;

/// <summary>One life of the server: after so many answers something happens to it, at once and in the thread that got the last one.</summary>
public sealed class Round(int answers, Action end)
{
    private int _left = answers;

    /// <summary>True from just before the end: errors are expected now.</summary>
    public bool IsOver => Volatile.Read(ref _left) <= 0;

    /// <summary>A client got an answer.</summary>
    public void Answered()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            end();
        }
    }
}
