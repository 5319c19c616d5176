using System.Text.Json;
using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>Reads the recorded definitions, which have comments and trailing commas.</summary>
internal static class Json5
{
    private static readonly JsonDocumentOptions _options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The document; null for the one recorded file that also has single quotes.</summary>
    public static JsonValue? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), _options);
            return JsonValue.Parse(Rewrite(document));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Rewrite(JsonDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            document.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
