namespace Millrace.TestSupport;

/// <summary>A server that was to start ended at once; the message is all it has written.</summary>
public sealed class ServerEndedException : Exception
{
    public ServerEndedException() { }

    public ServerEndedException(string message)
        : base(message) { }

    public ServerEndedException(string message, Exception inner)
        : base(message, inner) { }

    public ServerEndedException(int exitCode, string output)
        : base($"The server ended with exit code {exitCode}:\n{output}")
    {
        ExitCode = exitCode;
        Output = output;
    }

    public int ExitCode { get; }

    public string Output { get; } = "";
}
