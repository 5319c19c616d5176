using System.Text.Json;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.JsonPath;

/// <summary>The strings of the state machine definitions that were recorded with AWS's answers.</summary>
internal static class Templates
{
    private static readonly JsonDocumentOptions Json5 = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static string? Folder =>
        Repository.Conformance is { } folder ? Path.Combine(folder, "aws-recorded/stepfunctions/templates") : null;

    /// <summary>Every string value of every template, with the name of the member it is in and of the file.</summary>
    public static IEnumerable<(string File, string Member, string Text)> Strings()
    {
        foreach (var file in Directory.EnumerateFiles(Folder!, "*.json5", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Json5);
            foreach (var (member, text) in Strings("", document.RootElement))
            {
                yield return (Path.GetFileNameWithoutExtension(file), member, text);
            }
        }
    }

    private static IEnumerable<(string Member, string Text)> Strings(string member, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(inner => Strings(inner.Name, inner.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(inner => Strings(member, inner)),
            JsonValueKind.String => [(member, element.GetString()!)],
            _ => [],
        };
}
