namespace Millrace.Languages.StatesLanguage;

/// <summary>Has one unit of work done by somebody else.</summary>
public sealed class TaskState : ResultState
{
    public override StateType Type => StateType.Task;

    /// <summary>What does the work.</summary>
    public required TaskResource Resource { get; init; }

    /// <summary>Whole seconds from start to finish; null for no limit of the state's own.</summary>
    internal NumberField? TimeoutSeconds { get; init; }

    /// <summary>Whole seconds between two signs of life; null for none asked.</summary>
    internal NumberField? HeartbeatSeconds { get; init; }

    /// <summary>The role the work is done with: an object with RoleArn; null for the execution's own role.</summary>
    internal PayloadTemplate? Credentials { get; init; }
}
