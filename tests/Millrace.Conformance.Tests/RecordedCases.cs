using System.Text.Json.Nodes;
using Millrace.TestSupport;

namespace Millrace.Conformance.Tests;

/// <summary>The cases of a service that were recorded from AWS, by their short names (<c>test_receive_empty_queue[sqs]</c>).</summary>
internal static class RecordedCases
{
    /// <summary>All cases of a service by their short names; none where the recordings are absent.</summary>
    /// <param name="service">The folder of the recordings, such as <c>sqs</c>.</param>
    public static IReadOnlyDictionary<string, JsonObject> Load(string service)
    {
        var cases = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (Repository.Conformance is not { } folder)
        {
            return cases;
        }

        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(folder, "aws-recorded", service),
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

    /// <summary>The case without what it ran with: <c>test_receive_empty_queue</c>.</summary>
    public static string ScriptOf(string name) => name.Split('[')[0];

    /// <summary>What the case ran with: <c>sqs-True</c>; empty when there is only one.</summary>
    public static string VariantOf(string name) => name.Contains('[') ? name.Split('[')[1].TrimEnd(']') : "";

    /// <summary>The names for a theory; one empty name where there are no recordings, so that the test can say so.</summary>
    public static TheoryData<string> Where(IReadOnlyDictionary<string, JsonObject> cases, Func<string, bool> chosen) =>
        cases.Count > 0 ? [.. cases.Keys.Where(chosen)] : [""];
}
