using System.Text;
using System.Text.Json;
using Millrace.Languages.DataProtection;

namespace Millrace.Sns.Protection;

/// <summary>What an audit says of one message, as AWS writes it to a log.</summary>
/// <remarks>Source: SNS Developer Guide, "Data protection policy operations", audit destination log example.</remarks>
internal static class AuditReport
{
    public static string Write(
        Guid messageId,
        DateTimeOffset at,
        string principal,
        string topicArn,
        IReadOnlyList<Finding> findings
    )
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("messageId", messageId);
            writer.WriteString("auditTimestamp", NotificationText.Timestamp(at));
            writer.WriteString("callerPrincipal", principal);
            writer.WriteString("resourceArn", topicArn);
            writer.WriteStartArray("dataIdentifiers");
            foreach (var finding in findings)
            {
                Write(writer, finding);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("name", finding.Identifier);
        writer.WriteNumber("count", finding.Detections.Count);
        writer.WriteStartArray("detections");
        foreach (var detection in finding.Detections.Take(Limits.AuditDetectionsMax))
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", detection.Start);
            writer.WriteNumber("end", detection.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
