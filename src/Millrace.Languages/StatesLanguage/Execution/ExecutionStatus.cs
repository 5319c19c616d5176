namespace Millrace.Languages.StatesLanguage;

/// <summary>Where an execution stands. Running → Succeeded, Failed, TimedOut or Aborted; there is no way back.</summary>
public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}
