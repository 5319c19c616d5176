using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What an event says beyond its type. One record for all types: AWS's own shapes share these members.</summary>
/// <remarks>A member that is null, undefined or 0 is left out; which ones a type can have, AWS's reference of it says.</remarks>
public sealed record HistoryEventDetails
{
    /// <summary>The name of the state.</summary>
    public string? Name { get; init; }

    public JsonValue Input { get; init; }

    public JsonValue Output { get; init; }

    /// <summary>The variables that were set on leaving a state; null when it sets none.</summary>
    public JsonObject? AssignedVariables { get; init; }

    /// <summary>The request of a service integration.</summary>
    public JsonValue Parameters { get; init; }

    /// <summary>The ARN of a function or activity, or the action of a service integration.</summary>
    public string? Resource { get; init; }

    public string? ResourceType { get; init; }

    public string? Region { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>The role of a task's Credentials.</summary>
    public string? TaskRoleArn { get; init; }

    public string? WorkerName { get; init; }

    public string? MapRunArn { get; init; }

    /// <summary>Whole seconds.</summary>
    public long? TimeoutInSeconds { get; init; }

    /// <summary>Whole seconds.</summary>
    public long? HeartbeatInSeconds { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The field whose expression failed.</summary>
    public string? Location { get; init; }

    /// <summary>The state whose expression failed.</summary>
    public string? State { get; init; }

    /// <summary>The number of items of a Map.</summary>
    public int? Length { get; init; }

    /// <summary>The number of an iteration, from 0.</summary>
    public int? Index { get; init; }

    internal static HistoryEventDetails None { get; } = new();

    internal static HistoryEventDetails Failure(StateError error) => new() { Error = error.Name, Cause = error.Cause };
}
