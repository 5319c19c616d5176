namespace Millrace.Languages.StatesLanguage;

/// <summary>A state that makes a result and places it: Pass, Task, Parallel and Map.</summary>
public abstract class ResultState : State
{
    /// <summary>JSONPath: the effective input, made from the part that InputPath chose.</summary>
    internal PayloadTemplate? Parameters { get; init; }

    /// <summary>JSONPath: the effective result, made from the raw one.</summary>
    internal PayloadTemplate? ResultSelector { get; init; }

    /// <summary>JSONPath: where the result is placed in the raw input; the whole by default, nowhere when null was given.</summary>
    internal ResultPath ResultPath { get; init; } = ResultPath.Whole;

    /// <summary>JSONata: the effective input; the raw input when absent.</summary>
    internal PayloadTemplate? Arguments { get; init; }

    /// <summary>When to try again, in order. Empty for Pass.</summary>
    public IReadOnlyList<Retrier> Retry { get; init; } = [];

    /// <summary>Where to go when trying again is over, in order. Empty for Pass.</summary>
    public IReadOnlyList<Catcher> Catch { get; init; } = [];
}
