namespace Millrace.Sns;

/// <summary>How far a subscription's replay is, as the attribute ReplayStatus says.</summary>
internal enum ReplayStatus
{
    None,
    InProgress,
    Completed,
}
