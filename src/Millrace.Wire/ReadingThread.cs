namespace Millrace.Wire;

/// <summary>What the calling thread has handled of late: it reads many connections, and handles their requests itself.</summary>
internal static class ReadingThread
{
    /// <summary>
    /// After so many requests of one connection one is passed on, so that a client that sends without end, or without waiting for
    /// answers, does not keep the thread from the others. Requests of several connections show that it comes round by itself.
    /// </summary>
    public const int HandledInARow = 64;

    [ThreadStatic]
    private static string? _connection;

    [ThreadStatic]
    private static int _handled;

    /// <summary>Counts a request; true when it is another thread's turn.</summary>
    /// <param name="connection">The connection's id.</param>
    public static bool IsToPassOn(string connection)
    {
        if (!string.Equals(connection, _connection, StringComparison.Ordinal))
        {
            _connection = connection;
            _handled = 0;
        }

        return ++_handled % HandledInARow == 0;
    }
}
