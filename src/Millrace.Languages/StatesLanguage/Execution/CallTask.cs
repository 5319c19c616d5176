using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Have a task done. The answer comes back as a <see cref="Happening"/> with the same id.</summary>
public sealed record CallTask : Directive
{
    /// <summary>The id of the scheduling event: unique in the execution, also between retries. Good as an idempotency key.</summary>
    public required long TaskId { get; init; }

    public required string StateName { get; init; }

    public required TaskResource Resource { get; init; }

    /// <summary>The request, or the input of a function or activity.</summary>
    public required JsonValue Parameters { get; init; }

    /// <summary>The role to do it with; null for the execution's own.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The token with which the task is answered; only for callbacks and activities.</summary>
    public string? Token { get; init; }

    /// <summary>Whole seconds; null for no limit. The interpreter itself watches over it.</summary>
    public long? TimeoutSeconds { get; init; }

    /// <summary>Whole seconds; null for none asked. The interpreter itself watches over it.</summary>
    public long? HeartbeatSeconds { get; init; }
}
