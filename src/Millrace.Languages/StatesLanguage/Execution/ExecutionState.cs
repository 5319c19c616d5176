using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>All that is known of an execution between two steps. Immutable from outside; made by <see cref="Interpreter"/>.</summary>
/// <remarks>Has no reference to the world: <see cref="ToJson"/> and <see cref="FromJson"/> carry it over a restart.</remarks>
public sealed class ExecutionState
{
    internal ExecutionState(ExecutionStart start, DateTimeOffset startTime)
    {
        Start = start;
        StartTime = startTime;
        Lanes = [];
    }

    private ExecutionState(ExecutionState other)
        : this(other.Start, other.StartTime)
    {
        LastEventId = other.LastEventId;
        LastLaneId = other.LastLaneId;
        Status = other.Status;
        Output = other.Output;
        Error = other.Error;
        Cause = other.Cause;
        Deadline = other.Deadline;
        Lanes = new SortedList<int, Lane>(other.Lanes.Count);
        foreach (var (id, lane) in other.Lanes)
        {
            Lanes.Add(id, lane.Clone());
        }
    }

    public ExecutionStart Start { get; }

    public DateTimeOffset StartTime { get; }

    public ExecutionStatus Status { get; internal set; }

    /// <summary>The output of an execution that succeeded; undefined otherwise.</summary>
    public JsonValue Output { get; internal set; }

    /// <summary>The error of an execution that failed; null where there is none.</summary>
    public string? Error { get; internal set; }

    public string? Cause { get; internal set; }

    /// <summary>The id of the last history event.</summary>
    public long LastEventId { get; internal set; }

    /// <summary>When the execution as a whole times out: by its definition's TimeoutSeconds, or by the most its type may take.</summary>
    public DateTimeOffset Deadline { get; internal set; }

    /// <summary>When the next thing falls due if nothing happens first; null once the execution is over.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            if (Status != ExecutionStatus.Running)
            {
                return null;
            }

            var due = Deadline;
            foreach (var lane in Lanes.Values)
            {
                if (lane.Work?.Due is { } at && at < due)
                {
                    due = at;
                }
            }

            return due;
        }
    }

    /// <summary>Whether there is more to decide right away.</summary>
    public bool HasMore => Lanes.Values.Any(lane => lane.Work is null);

    /// <summary>The tasks that are out, oldest first.</summary>
    public IEnumerable<long> OpenTasks =>
        Lanes.Values.Select(lane => lane.Work).OfType<TaskWork>().Select(task => task.TaskId).Order();

    internal SortedList<int, Lane> Lanes { get; }

    internal int LastLaneId { get; set; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonFormatException">The bytes are not such a state.</exception>
    public static ExecutionState FromJson(ReadOnlySpan<byte> utf8) => ExecutionStateJson.Read(utf8);

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] ToJson() => ExecutionStateJson.Write(this);

    internal ExecutionState Clone() => new(this);
}
