namespace Millrace.Languages.StatesLanguage;

/// <summary>The error names of the language. Source: Developer Guide, Handling errors in Step Functions workflows.</summary>
public static class ErrorNames
{
    public const string All = "States.ALL";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string ItemReaderFailed = "States.ItemReaderFailed";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string QueryEvaluationError = "States.QueryEvaluationError";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string ResultWriterFailed = "States.ResultWriterFailed";
    public const string Runtime = "States.Runtime";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";

    /// <summary>Whether a name in ErrorEquals stands for this error.</summary>
    /// <remarks>States.TaskFailed is any failure except a timeout; States.ALL is any that may be handled at all.</remarks>
    public static bool Match(string errorEquals, StateError error) =>
        error.MayBeHandled
        && errorEquals switch
        {
            All => true,
            TaskFailed => !string.Equals(error.Name, Timeout, StringComparison.Ordinal),
            HeartbeatTimeout => error.MissedHeartbeat || string.Equals(error.Name, HeartbeatTimeout, StringComparison.Ordinal),
            _ => string.Equals(errorEquals, error.Name, StringComparison.Ordinal),
        };

    internal static bool MatchAny(IReadOnlyList<string> errorEquals, StateError error)
    {
        for (var i = 0; i < errorEquals.Count; i++)
        {
            if (Match(errorEquals[i], error))
            {
                return true;
            }
        }

        return false;
    }
}
