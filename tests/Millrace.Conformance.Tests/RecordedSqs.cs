using System.Text.Json.Nodes;
using Millrace.TestSupport;

namespace Millrace.Conformance.Tests;

/// <summary>The cases of SQS that were recorded from AWS, by their short names (<c>test_receive_empty_queue[sqs]</c>).</summary>
internal static class RecordedSqs
{
    public static IReadOnlyDictionary<string, JsonObject> Cases { get; } = Load();

    /// <summary>The case without what it ran with: <c>test_receive_empty_queue</c>.</summary>
    public static string ScriptOf(string name) => name.Split('[')[0];

    /// <summary>What the case ran with: <c>sqs-True</c>; empty when there is only one.</summary>
    public static string VariantOf(string name) => name.Contains('[') ? name.Split('[')[1].TrimEnd(']') : "";

    public static bool IsQuery(string name) => VariantOf(name).StartsWith("sqs_query", StringComparison.Ordinal);

    private static Dictionary<string, JsonObject> Load()
    {
        var cases = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (Repository.Conformance is not { } folder)
        {
            return cases;
        }

        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(folder, "aws-recorded", "sqs"),
                "*.snapshot.json",
                SearchOption.AllDirectories
            )
        )
        {
            foreach (var (name, value) in JsonNode.Parse(File.ReadAllText(file))!.AsObject())
            {
                cases.Add(name.Split("::")[^1], value!["recorded-content"]!.AsObject());
            }
        }

        return cases;
    }
}
