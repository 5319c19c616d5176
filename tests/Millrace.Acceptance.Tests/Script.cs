using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>A file of checks in a client's own language: each function named with a sentence is one test here.</summary>
/// <remarks>
/// The file runs once per client, all its checks side by side, and prints a line of JSON for each:
/// <c>{"name": "A_sentence", "error": null}</c>.
/// </remarks>
public static partial class Script
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Results>>> _runs = new(StringComparer.Ordinal);

    /// <summary>Every check of every file with this ending in a folder of this project: file name and sentence.</summary>
    public static TheoryData<string, string> ChecksIn(string folder, string ending)
    {
        var checks = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(FolderOf(folder), "*" + ending).Order(StringComparer.Ordinal))
        {
            foreach (Match check in Sentence().Matches(File.ReadAllText(file)))
            {
                checks.Add(Path.GetFileName(file), check.Groups["name"].Value);
            }
        }

        return checks;
    }

    public static string FolderOf(string folder) => Path.Combine(Repository.Root, "tests", "Millrace.Acceptance.Tests", folder);

    /// <summary>Fails with what the client said when this check of the file did not hold.</summary>
    public static async Task AssertHoldsAsync(string program, string file, string check, SharedServer shared)
    {
        var run = _runs.GetOrAdd(
            $"{program} {file}",
            _ => new Lazy<Task<Results>>(() => RunAsync(program, file, shared.ClientEnvironment))
        );
        var results = await run.Value;
        if (!results.Errors.TryGetValue(check, out var error))
        {
            Assert.Fail($"{file} did not get to {check}:\n{results.Complaints}\n{shared.Server.Output}");
        }

        if (error is not null)
        {
            Assert.Fail(error);
        }
    }

    /// <summary>Fails with what the client said when any check of the file did not hold, or there were none.</summary>
    public static async Task AssertAllHoldAsync(string program, string file, IReadOnlyDictionary<string, string> environment)
    {
        var results = await RunAsync(program, file, environment);
        Assert.True(results.Errors.Count > 0, results.Complaints);
        Assert.All(results.Errors, check => Assert.True(check.Value is null, $"{check.Key}: {check.Value}"));
    }

    private static async Task<Results> RunAsync(string program, string file, IReadOnlyDictionary<string, string> environment)
    {
        var ending = await ChildProcess.RunAsync(program, [file], environment);
        var errors = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in ending.Output.Split('\n').Where(line => line.StartsWith('{')))
        {
            var result = JsonNode.Parse(line)!;
            errors.Add(result["name"]!.GetValue<string>(), result["error"]?.GetValue<string>());
        }

        return new Results(errors, ending.Errors);
    }

    [GeneratedRegex(
        @"^(async )?(def|function) (?<name>[A-Z]\w+_\w+)\(\)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Sentence();

    private sealed record Results(Dictionary<string, string?> Errors, string Complaints);
}
