namespace Millrace.Languages.StatesLanguage;

/// <summary>Ends the work of a state from inside; the interpreter turns it into events, retries and catches.</summary>
/// <remarks>Never leaves the library.</remarks>
internal sealed class StateFailure(string error, string message) : Exception(message)
{
    /// <summary>The name of the error.</summary>
    public string Error { get; } = error;

    /// <summary>JSONata: the field whose expression failed, such as <c>Output/total</c>; null when none is to blame.</summary>
    public string? Field { get; init; }

    /// <summary>Whether history gets an EvaluationFailed event.</summary>
    public bool IsEvaluation => string.Equals(Error, ErrorNames.QueryEvaluationError, StringComparison.Ordinal);

    /// <summary>The failed field had been evaluated, its value was no good: EvaluationFailed follows the entry of the state (recorded for Wait).</summary>
    public bool AfterEvaluation { get; init; }

    /// <summary>Whether the cause names the state and the event it was entered at, as AWS does for what the language itself finds.</summary>
    public bool NamesState { get; init; } = true;

    public static StateFailure Runtime(string message) => new(ErrorNames.Runtime, message);

    public static StateFailure Evaluation(string field, string message) =>
        new(ErrorNames.QueryEvaluationError, message) { Field = field };

    public static StateFailure TooLarge(string stateOrTask) =>
        new(
            ErrorNames.DataLimitExceeded,
            $"The state/task '{stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit."
        )
        {
            NamesState = false,
        };
}
