namespace Millrace.Languages.StatesLanguage;

/// <summary>What a Task state's Resource names.</summary>
/// <remarks>
/// A function or activity by its own ARN, or a service integration:
/// <c>arn:aws:states:[region]:[account]:[service]:[action][.pattern]</c>, where an aws-sdk integration writes
/// <c>aws-sdk:[service]:[action]</c>. Source: Developer Guide, Integrating services.
/// </remarks>
public sealed record TaskResource
{
    private TaskResource(string arn, TaskKind kind) => (Arn, Kind) = (arn, kind);

    /// <summary>The resource as written.</summary>
    public string Arn { get; }

    public TaskKind Kind { get; }

    /// <summary>The service as history names it: <c>sqs</c>, <c>aws-sdk:sqs</c>; empty unless this is an integration.</summary>
    public string ResourceType { get; private init; } = "";

    /// <summary>The action with its pattern as history names it: <c>sendMessage.waitForTaskToken</c>; empty unless this is an integration.</summary>
    public string Resource { get; private init; } = "";

    /// <summary>The action alone: <c>sendMessage</c>.</summary>
    public string Action { get; private init; } = "";

    /// <summary>When the task is done.</summary>
    public IntegrationPattern Pattern { get; private init; }

    /// <summary>Reads a resource; null when it is none that Step Functions knows.</summary>
    public static TaskResource? Parse(string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length < 6 || parts[0] is not "arn")
        {
            return null;
        }

        return parts[2] switch
        {
            "lambda" when parts.Length >= 7 && parts[5] is "function" => new TaskResource(arn, TaskKind.LambdaFunction),
            "states" when parts.Length == 7 && parts[5] is "activity" => new TaskResource(arn, TaskKind.Activity),
            "states" => ParseIntegration(arn, parts.AsSpan(5)),
            _ => null,
        };
    }

    private static TaskResource? ParseIntegration(string arn, ReadOnlySpan<string> parts)
    {
        var sdk = parts is ["aws-sdk", _, _, ..];
        if (!sdk && parts.Length < 2)
        {
            return null;
        }

        var type = sdk ? $"aws-sdk:{parts[1]}" : parts[0];
        // The version of ".sync:2" has a colon of its own.
        var resource = string.Join(':', parts[(sdk ? 2 : 1)..]!);
        var dot = resource.IndexOf('.', StringComparison.Ordinal);
        var action = dot < 0 ? resource : resource[..dot];
        IntegrationPattern? pattern =
            dot < 0
                ? IntegrationPattern.RequestResponse
                : resource[dot..] switch
                {
                    ".sync" => IntegrationPattern.Sync,
                    ".sync:2" => IntegrationPattern.Sync2,
                    ".waitForTaskToken" => IntegrationPattern.WaitForTaskToken,
                    _ => null,
                };
        return pattern is { } known && (sdk ? action.Length > 0 : OptimizedIntegrations.Offer(type, action, known))
            ? new TaskResource(arn, TaskKind.Service)
            {
                ResourceType = type,
                Resource = resource,
                Action = action,
                Pattern = known,
            }
            : null;
    }
}
