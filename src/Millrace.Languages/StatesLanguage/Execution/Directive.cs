using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Something the interpreter asks of the engine around it.</summary>
public abstract record Directive
{
    private protected Directive() { }

    /// <summary>Call the interpreter again with <see cref="Happening.Continued"/>: there is more to decide, the engine gets a turn first.</summary>
    public sealed record Continue : Directive;

    /// <summary>Nothing more to do before <paramref name="Due"/>, unless something happens first.</summary>
    public sealed record WaitUntil(DateTimeOffset Due) : Directive;

    /// <summary>Nobody waits for this task any more.</summary>
    public sealed record AbandonTask(long TaskId) : Directive;

    /// <summary>Nobody waits for this map run any more: its children are to be stopped.</summary>
    public sealed record AbandonMapRun(string MapRunArn) : Directive;

    /// <summary>Start a map run: read its items where it has a reader, and run its children as <see cref="MapRun"/> decides.</summary>
    public sealed record StartMapRun(MapRunPlan Plan) : Directive;

    /// <summary>The execution is over.</summary>
    /// <param name="Status">How it ended.</param>
    /// <param name="Output">Its output; undefined unless it succeeded.</param>
    /// <param name="Error">The name of the error, where it failed with one.</param>
    /// <param name="Cause">The text of the error, where it failed with one.</param>
    public sealed record EndExecution(ExecutionStatus Status, JsonValue Output, string? Error, string? Cause) : Directive;
}
