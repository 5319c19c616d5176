using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Something that happened to a running execution.</summary>
public abstract record Happening
{
    private Happening() { }

    /// <summary>Time has passed: waits, retries and timeouts that are due at the turn's time are decided.</summary>
    public sealed record TimeCame : Happening;

    /// <summary>The engine has had its turn after <see cref="Directive.Continue"/>.</summary>
    public sealed record Continued : Happening;

    /// <summary>An activity's task was handed to a worker.</summary>
    /// <param name="TaskId">The id that <see cref="CallTask"/> gave.</param>
    /// <param name="WorkerName">The worker's name for itself; null when it gave none.</param>
    public sealed record ActivityStarted(long TaskId, string? WorkerName) : Happening;

    /// <summary>A call that waits for a job or a token has been accepted by the service.</summary>
    public sealed record TaskSubmitted(long TaskId, JsonValue Output) : Happening;

    /// <summary>A task is done.</summary>
    public sealed record TaskSucceeded(long TaskId, JsonValue Output) : Happening;

    /// <summary>A task has failed.</summary>
    /// <param name="TaskId">The id that <see cref="CallTask"/> gave.</param>
    /// <param name="Error">The name of the error; null when none was given.</param>
    /// <param name="Cause">The text; null when none was given.</param>
    public sealed record TaskFailed(long TaskId, string? Error, string? Cause) : Happening;

    /// <summary>A task gave a sign of life.</summary>
    public sealed record TaskHeartbeat(long TaskId) : Happening;

    /// <summary>A map run has succeeded: its children's outputs, or what the result writer says.</summary>
    public sealed record MapRunSucceeded(string MapRunArn, JsonValue Result) : Happening;

    /// <summary>A map run has failed, or its items could not be read.</summary>
    public sealed record MapRunFailed(string MapRunArn, string? Error, string? Cause) : Happening;

    /// <summary>Somebody asked the execution to stop.</summary>
    public sealed record StopRequested(string? Error, string? Cause) : Happening;
}
