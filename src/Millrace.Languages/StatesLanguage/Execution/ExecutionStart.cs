using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What an execution is started with.</summary>
public sealed record ExecutionStart
{
    /// <summary>The ARN of the execution; its fourth part is the region that history names.</summary>
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required string StateMachineArn { get; init; }

    public required string StateMachineName { get; init; }

    public required string RoleArn { get; init; }

    public JsonValue Input { get; init; } = JsonObject.Empty;
}
