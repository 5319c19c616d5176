using System.IO.Compression;
using System.Text.Json;
using Millrace.Languages.EventPatterns;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.EventPatterns;

/// <summary>What AWS answered, and what event-ruler did.</summary>
public class ConformanceTests
{
    private static readonly JsonDocumentOptions _json5 = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static string Folder
    {
        get
        {
            Assert.SkipWhen(
                Repository.Conformance is null,
                "No conformance data beside the checkout (set MILLRACE_CONFORMANCE)."
            );
            return Path.Combine(Repository.Conformance!, "event-patterns");
        }
    }

    [Fact]
    public void Every_template_has_the_outcome_AWS_gave_it()
    {
        using var rejections = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "rejections.json")));
        var wrong = new List<string>();
        var count = 0;
        foreach (var path in Directory.GetFiles(Folder, "*.json5"))
        {
            count++;
            var name = Path.GetFileName(path);
            using var template = JsonDocument.Parse(File.ReadAllText(path), _json5);
            var pattern = template.RootElement.GetProperty("EventPattern").GetRawText();
            var json = template.RootElement.GetProperty("Event").GetRawText();

            // The raw text of a template may hold comments and trailing commas, which AWS never saw.
            var got = Try(Compact(pattern), Compact(json));
            var expected = name.Contains("_EXC", StringComparison.Ordinal)
                ? ("reject", Reason(rejections.RootElement.GetProperty(name)))
                : (name.Contains("_NEG", StringComparison.Ordinal) ? "no-match" : "match", "");
            if (got.Result != expected.Item1 || (got.Result == "reject" && got.Reason != expected.Item2))
            {
                wrong.Add($"{name}: expected {expected}, got {got}");
            }
        }

        Assert.True(count > 70, "The templates are missing.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_generated_case_has_the_outcome_event_ruler_gave_it()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "generated.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var wrong = new List<string>();
        var count = 0;
        while (lines.ReadLine() is { } line)
        {
            count++;
            using var recorded = JsonDocument.Parse(line);
            var expected = recorded.RootElement.GetProperty("expect").GetString();
            var reason = recorded.RootElement.TryGetProperty("reason", out var text) ? text.GetString() : null;
            var got = Read(TryPattern.Answer(line));
            if (got.Result != expected || (reason is not null && got.Reason != reason))
            {
                wrong.Add($"expected {expected} {reason}, got {got}: {line}");
            }
        }

        Assert.Equal(5000, count);
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public void Recorded_rejections_carry_the_code_AWS_gave()
    {
        using var rejections = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "rejections.json")));
        Assert.All(
            rejections.RootElement.EnumerateObject(),
            rejection => Assert.Equal(PatternRejection.Code, rejection.Value.GetProperty("code").GetString())
        );
    }

    private static string Reason(JsonElement rejection)
    {
        const string start = "Event pattern is not valid. Reason: ";
        var message = rejection.GetProperty("message").GetString()!;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[start.Length..];
    }

    private static string Compact(string json5)
    {
        using var document = JsonDocument.Parse(json5, _json5);
        return JsonSerializer.Serialize(document);
    }

    private static (string Result, string Reason) Try(string pattern, string json) =>
        Read(TryPattern.Answer($$"""{"pattern": {{pattern}}, "event": {{json}}}"""));

    private static (string Result, string Reason) Read(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return (document.RootElement.GetProperty("result").GetString()!, document.RootElement.GetProperty("reason").GetString()!);
    }
}
