using System.Text.Json;

namespace Millrace.Sqs;

/// <summary>Which queues may name this one as their dead-letter queue: the attribute of the same name, taken apart.</summary>
/// <remarks>
/// Source: SQS API Reference, CreateQueue, RedriveAllowPolicy: <c>allowAll</c>, <c>denyAll</c>, or <c>byQueue</c> with up to ten ARNs of
/// queues, which need not be there.
/// </remarks>
public sealed record RedriveAllowPolicy(string Permission, IReadOnlyList<string> SourceQueueArns)
{
    /// <summary>Reads the JSON text; null when it is not such a policy.</summary>
    public static RedriveAllowPolicy? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("redrivePermission", out var permission)
                || permission.GetString() is not ("allowAll" or "denyAll" or "byQueue")
            )
            {
                return null;
            }

            List<string?> arns = root.TryGetProperty("sourceQueueArns", out var sources)
                ? [.. sources.EnumerateArray().Take(Limits.SourceQueuesMax + 1).Select(source => source.GetString())]
                : [];
            var isByQueue = permission.GetString() == "byQueue";
            return
                arns.Count <= Limits.SourceQueuesMax
                && arns.Count > 0 == isByQueue
                && arns.TrueForAll(arn => arn is not null && QueueAddress.IsArn(arn))
                ? new RedriveAllowPolicy(permission.GetString()!, arns!)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool Allows(string sourceArn) =>
        Permission switch
        {
            "allowAll" => true,
            "byQueue" => SourceQueueArns.Contains(sourceArn),
            _ => false,
        };
}
