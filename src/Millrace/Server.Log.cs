using Microsoft.Extensions.Logging;

namespace Millrace;

/// <summary>What the program logs.</summary>
public sealed partial class Server
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "Store {Folder} open with {Resources} resources after {Milliseconds:F0} ms"
    )]
    private static partial void LogOpened(ILogger logger, string folder, int resources, double milliseconds);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "The journal ended in the middle of a batch, as after a power cut; {Bytes} bytes that nobody was told of were cut"
    )]
    private static partial void LogTorn(ILogger logger, long bytes);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Listening on {Address}")]
    private static partial void LogListening(ILogger logger, string address);

    [LoggerMessage(
        EventId = 4,
        Level = LogLevel.Information,
        Message = "Stopping: waiting requests are answered, the journal is closed"
    )]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(
        EventId = 5,
        Level = LogLevel.Warning,
        Message = "The store's last turn lies {Ahead} ahead of the machine's clock; its time goes on from there"
    )]
    private static partial void LogAhead(ILogger logger, TimeSpan ahead);

    [LoggerMessage(
        EventId = 6,
        Level = LogLevel.Warning,
        Message = "{Option} is {Fixed} since the store was created; the configuration's {Configured} is for new stores and has no effect"
    )]
    private static partial void LogFixed(ILogger logger, string option, int @fixed, int configured);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "A delivery to {Host} did not come through: {Reason}")]
    private static partial void LogUnreached(ILogger logger, string host, string reason);

    [LoggerMessage(
        EventId = 1001,
        Level = LogLevel.Critical,
        Message = "MR1001: the journal was damaged while the server ran; the server stops, because what is lost must not go unnoticed"
    )]
    private static partial void LogDamaged(ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 1005,
        Level = LogLevel.Critical,
        Message = "MR1005: memory cannot follow the journal; the server stops, because what it said next might not be there later"
    )]
    private static partial void LogNotApplied(ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 2003,
        Level = LogLevel.Error,
        Message = "MR2003: {What} failed inside the server; it counts as refused"
    )]
    private static partial void LogMistake(ILogger logger, Exception failure, string what);

    [LoggerMessage(
        EventId = 1004,
        Level = LogLevel.Critical,
        Message = "MR1004: the journal cannot be written; the server stops at once, because nothing more could be promised"
    )]
    private static partial void LogEngineFailed(ILogger logger, Exception failure);
}
