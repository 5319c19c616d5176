using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Millrace.Languages.DataProtection;

namespace Millrace.Sns.Protection;

/// <summary>
/// A message as data protection looks at it: its text, or, with a text for each protocol, each of them by itself. So what is masked or
/// taken out of one text cannot break the document around it.
/// </summary>
internal static class ProtectedText
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The texts of a message.</summary>
    public static List<string> TextsOf(ReadOnlyMemory<byte> body, bool isStructured)
    {
        if (!isStructured)
        {
            return [Encoding.UTF8.GetString(body.Span)];
        }

        using var document = JsonDocument.Parse(body);
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Where(field => field.Value.ValueKind == JsonValueKind.String)
                .Select(field => field.Value.GetString()!),
        ];
    }

    /// <summary>What an audit finds in all of them; positions are within the text in which something was found.</summary>
    public static IReadOnlyList<Finding> Audit(AppliedProtection protection, List<string> texts) =>
        texts.Count == 1
            ? protection.Audit(texts[0])
            :
            [
                .. texts
                    .SelectMany(protection.Audit)
                    .GroupBy(finding => finding.Identifier, StringComparer.Ordinal)
                    .Select(same => new Finding(same.Key, [.. same.SelectMany(finding => finding.Detections)])),
            ];

    /// <summary>The body with none of the data that must not be seen; the same bytes when there is none in it.</summary>
    public static ReadOnlyMemory<byte> Deidentify(AppliedProtection protection, ReadOnlyMemory<byte> body, bool isStructured)
    {
        if (!isStructured)
        {
            var text = Encoding.UTF8.GetString(body.Span);
            var changed = protection.Deidentify(text);
            return ReferenceEquals(text, changed) ? body : Encoding.UTF8.GetBytes(changed);
        }

        using var document = JsonDocument.Parse(body);
        var written = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(written, _writing))
        {
            writer.WriteStartObject();
            foreach (var field in document.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(field.Name);
                if (field.Value.ValueKind == JsonValueKind.String)
                {
                    writer.WriteStringValue(protection.Deidentify(field.Value.GetString()!));
                }
                else
                {
                    field.Value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return written.WrittenMemory;
    }
}
