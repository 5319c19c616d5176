namespace Millrace.Sqs;

/// <summary>How far a message move task has come. The numbers are recorded.</summary>
public enum MoveTaskStatus : byte
{
    Running = 1,
    Completed = 2,
    Cancelled = 3,
    Failed = 4,
}

/// <summary>A message move task, running or one of the last that ran.</summary>
/// <remarks>Source: SQS API Reference, StartMessageMoveTask; Developer Guide, "Configuring a dead-letter queue redrive".</remarks>
/// <param name="highestRate">Messages a second where the task was not given a rate.</param>
internal sealed class MoveTask(MoveTaskStarted started, int highestRate)
{
    /// <summary>Moves are planned this far apart at least; at a higher rate several go at once.</summary>
    private const long BeatMilliseconds = 20;

    /// <summary>After a stop a task goes on at its pace; it makes up for at most so much.</summary>
    private const long LagMillisecondsMax = 250;

    public MoveTaskStarted Started { get; } = started;

    public MoveTaskStatus Status { get; set; } = MoveTaskStatus.Running;

    public string? FailureReason { get; set; }

    /// <summary>Messages that their new queue has.</summary>
    public long Moved { get; set; }

    /// <summary>Messages on their way.</summary>
    public int Moving { get; set; }

    /// <summary>It runs, or messages it moved have not arrived.</summary>
    public bool IsActive => Status == MoveTaskStatus.Running || Moving > 0;

    /// <summary>Nothing is left to move but what is on its way already. Found out anew after a restart.</summary>
    public bool AwaitsArrivals { get; set; }

    /// <summary>Messages before this number are moved, or were held by a consumer when their turn came.</summary>
    public long Cursor { get; set; }

    /// <summary>Microseconds since the epoch for which the last moves were planned: in milliseconds 91 a second would be 100.</summary>
    public long PacedAt { get; set; } = (started.At - BeatMilliseconds) * 1000;

    /// <summary>How many messages go at once.</summary>
    public int Together => (int)Math.Max(1, PerSecond * BeatMilliseconds / 1000);

    /// <summary>Milliseconds since the epoch at which the next moves are due: the first that is not before their plan.</summary>
    public long NextAt => (NextPlanned + 999) / 1000;

    /// <summary>
    /// What moves made at this millisecond were planned for, in microseconds: the plan's own, unless it lies too far back to be made
    /// up for.
    /// </summary>
    public long PlannedFor(long now) => Math.Max(NextPlanned, (now - LagMillisecondsMax) * 1000);

    private long NextPlanned => PacedAt + (1_000_000L * Together / PerSecond);

    private int PerSecond => Started.PerSecond ?? highestRate;
}
