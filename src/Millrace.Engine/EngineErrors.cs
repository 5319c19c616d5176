using Millrace.Api;

namespace Millrace.Engine;

/// <summary>What the engine itself has to say to a caller, in AWS's common words.</summary>
public static class EngineErrors
{
    /// <summary>The journal cannot grow: the disk is full. Clients of AWS retry a 503.</summary>
    public static AwsError DiskFull { get; } =
        new(
            "ServiceUnavailable",
            "ServiceUnavailable",
            503,
            503,
            Fault.Receiver,
            "The server's disk is full. Reading and deleting still work; nothing new is taken until there is room.",
            null
        );

    /// <summary>More was appended than the disk has taken; retried by every client.</summary>
    public static AwsError Congested { get; } =
        new(
            "RequestThrottled",
            "RequestThrottled",
            503,
            503,
            Fault.Receiver,
            "The journal is behind; try again in a moment.",
            null
        );

    /// <summary>The server is stopping.</summary>
    public static AwsError Stopping { get; } =
        new(
            "ServiceUnavailable",
            "ServiceUnavailable",
            503,
            503,
            Fault.Receiver,
            "The server is stopping; try again in a moment.",
            null
        );
}
