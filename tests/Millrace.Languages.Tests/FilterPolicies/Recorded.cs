using System.Text.Json;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>What AWS answered where filter policies were concerned.</summary>
internal static class Recorded
{
    /// <summary>The answers of one case, by the names they were recorded under. Skips the test where there are no recordings.</summary>
    public static JsonElement Case(string name) =>
        Cases().Single(recorded => recorded.Name.EndsWith(name, StringComparison.Ordinal)).Answers;

    /// <summary>All cases about SNS.</summary>
    public static List<(string Name, JsonElement Answers)> Cases()
    {
        Assert.SkipWhen(Repository.Conformance is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var cases = new List<(string Name, JsonElement Answers)>();
        foreach (var file in new[] { "test_sns.snapshot.json", "test_sns_filter_policy.snapshot.json" })
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Repository.Conformance!, "aws-recorded", "sns", file))
            );
            cases.AddRange(
                json.RootElement.EnumerateObject()
                    .Select(entry => (entry.Name, entry.Value.GetProperty("recorded-content").Clone()))
            );
        }

        return cases;
    }

    /// <summary>All error texts about a filter policy, by the name of their answer.</summary>
    public static Dictionary<string, string> Rejections() =>
        Cases()
            .SelectMany(recorded => recorded.Answers.EnumerateObject())
            .Where(answer => answer.Value.ValueKind == JsonValueKind.Object && answer.Value.TryGetProperty("Error", out _))
            .Select(answer => (answer.Name, Message: answer.Value.GetProperty("Error").GetProperty("Message").GetString()!))
            .Where(answer => answer.Message.Contains("FilterPolicy: ", StringComparison.Ordinal))
            .ToDictionary(answer => answer.Name, answer => answer.Message, StringComparer.Ordinal);

    /// <summary>The messages a queue received, in one answer.</summary>
    public static List<JsonElement> Messages(this JsonElement answers, string name) =>
        answers.GetProperty(name).TryGetProperty("Messages", out var messages) ? [.. messages.EnumerateArray()] : [];
}
