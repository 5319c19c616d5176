namespace Millrace.Sns;

/// <summary>How far a subscription's replay is, as the attribute ReplayStatus says.</summary>
internal enum ReplayStatus
{
    /// <summary>It has no replay policy.</summary>
    None,

    /// <summary>It begins once the subscription is confirmed.</summary>
    Pending,

    /// <summary>There are messages to replay, or there may be: its ending point lies ahead.</summary>
    InProgress,

    /// <summary>The topic stopped archiving before all was replayed.</summary>
    Failed,

    Completed,
}
