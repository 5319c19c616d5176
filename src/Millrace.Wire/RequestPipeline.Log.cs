using Microsoft.Extensions.Logging;
using Millrace.Engine;

namespace Millrace.Wire;

/// <summary>What the pipeline logs: a line per request only at trace, failures of our own as errors.</summary>
public sealed partial class RequestPipeline
{
    internal ILogger<RequestPipeline> Logger => logger;

    internal IEngine Engine => engine;

    internal RequestCounters Counters => counters;

    [LoggerMessage(EventId = 2001, Level = LogLevel.Trace, Message = "{Operation} {Status} {RequestId}")]
    internal static partial void LogAnswered(ILogger logger, string operation, int status, string requestId);

    [LoggerMessage(
        EventId = 2002,
        Level = LogLevel.Error,
        Message = "MR2002: {Operation} failed inside the server, request {RequestId}; the caller got InternalFailure"
    )]
    internal static partial void LogFailed(ILogger logger, Exception failure, string operation, string requestId);
}
