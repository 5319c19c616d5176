namespace Millrace.Languages.StatesLanguage;

/// <summary>Where an execution goes on after a failure. Source: Amazon States Language, Catch.</summary>
public sealed class Catcher
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public required string Next { get; init; }

    /// <summary>JSONPath: where the error output is placed in the raw input.</summary>
    internal ResultPath ResultPath { get; init; } = ResultPath.Whole;

    /// <summary>JSONata: what leaves the state; the error output when absent.</summary>
    internal PayloadTemplate? Output { get; init; }

    internal PayloadTemplate? Assign { get; init; }
}
