using System.IO.Compression;
using Millrace.Languages.Json;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.Jsonata;

/// <summary>The cases that lie beside the checkout.</summary>
internal static class ConformanceSuite
{
    public static string? Folder { get; } = Repository.Conformance is { } root ? Path.Combine(root, "jsonata") : null;

    public static List<ConformanceCase> Read()
    {
        var datasets = JsonValue.Parse(Unpack("datasets.json.gz"));
        var cases = new List<ConformanceCase>();
        foreach (var line in Unpack("cases.jsonl.gz").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var definition = JsonValue.Parse(line);
            var dataset = definition["dataset"];
            cases.Add(new ConformanceCase(definition, dataset.IsString ? datasets[dataset.AsString()] : definition["data"]));
        }

        return cases;
    }

    private static string Unpack(string name)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(Folder!, name)), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
