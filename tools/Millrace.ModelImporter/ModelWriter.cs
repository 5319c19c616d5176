using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.ModelImporter;

/// <summary>The text of a model: one line per operation and per shape, so that a change of the API reads as a change of lines.</summary>
public static class ModelWriter
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text, ending in a line feed; the same model always gives the same bytes.</summary>
    public static string Write(JsonObject model)
    {
        var text = new StringBuilder("{\n");
        var sections = 0;
        foreach (var (section, content) in model)
        {
            text.Append(sections++ == 0 ? "" : ",\n").Append("  ").Append(Text(section)).Append(": ");
            if (section is "operations" or "shapes")
            {
                Lines(text, content!.AsObject());
            }
            else
            {
                text.Append(content!.ToJsonString(OneLine));
            }
        }

        return text.Append("\n}\n").ToString();
    }

    private static void Lines(StringBuilder text, JsonObject section)
    {
        text.Append('{');
        var lines = 0;
        foreach (var (name, content) in section)
        {
            text.Append(lines++ == 0 ? "\n    " : ",\n    ")
                .Append(Text(name))
                .Append(": ")
                .Append(content!.ToJsonString(OneLine));
        }

        text.Append("\n  }");
    }

    private static string Text(string value) => JsonValue.Create(value).ToJsonString(OneLine);
}
