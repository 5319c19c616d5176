using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>The recorded cases of SQS.</summary>
internal static class RecordedSqs
{
    public static IReadOnlyDictionary<string, JsonObject> Cases { get; } = RecordedCases.Load("sqs");

    public static bool IsQuery(string name) => RecordedCases.VariantOf(name).StartsWith("sqs_query", StringComparison.Ordinal);
}
