using System.Text.Json;

namespace Millrace.Sqs;

/// <summary>Where messages go that are received too often: the attribute of the same name, taken apart.</summary>
/// <remarks>Source: SQS API Reference, CreateQueue, RedrivePolicy.</remarks>
public sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount)
{
    /// <summary>Reads the JSON text; what is wrong with it as AWS says it, or null.</summary>
    public static string? TryParse(string text, out RedrivePolicy? policy)
    {
        policy = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return "Redrive policy is not a valid JSON map.";
            }

            if (!root.TryGetProperty("maxReceiveCount", out var count))
            {
                return "Redrive policy does not contain mandatory attribute: maxReceiveCount.";
            }

            if (!root.TryGetProperty("deadLetterTargetArn", out var target) || target.ValueKind != JsonValueKind.String)
            {
                return "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.";
            }

            foreach (var property in root.EnumerateObject())
            {
                if (property.Name is not ("maxReceiveCount" or "deadLetterTargetArn"))
                {
                    return "Only following attributes are supported: [deadLetterTargetArn, maxReceiveCount].";
                }
            }

            if (!TryCount(count, out var most) || most is < 1 or > Limits.MaxReceiveCountMax)
            {
                return $"Invalid value for maxReceiveCount: {count.ToString()}, valid values are from 1 to {Limits.MaxReceiveCountMax} both inclusive.";
            }

            if (!QueueAddress.IsArn(target.GetString()!))
            {
                return "Invalid value for deadLetterTargetArn.";
            }

            policy = new RedrivePolicy(target.GetString()!, most);
            return null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter where an escape stands for half a character.
            return "Redrive policy is not a valid JSON map.";
        }
    }

    private static bool TryCount(JsonElement count, out int value)
    {
        value = 0;
        return count.ValueKind switch
        {
            JsonValueKind.Number => count.TryGetInt32(out value),
            JsonValueKind.String => int.TryParse(count.GetString(), out value),
            _ => false,
        };
    }
}
