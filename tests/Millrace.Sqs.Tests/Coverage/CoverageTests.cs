using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Sqs.Tests.Coverage;

/// <summary>The page on what is offered tells the truth.</summary>
public sealed partial class CoverageTests
{
    private static readonly string _tests = Path.Combine(Repository.Root, "tests");

    /// <summary>Set to 1, the page is written instead of only compared.</summary>
    private static readonly bool _update = Environment.GetEnvironmentVariable("MILLRACE_UPDATE") == "1";

    [Fact]
    public void The_committed_page_is_what_would_be_written_today()
    {
        var path = Path.Combine(Repository.Root, "docs", "coverage", "sqs.md");
        var page = CoveragePage.Render();
        if (_update)
        {
            File.WriteAllText(path, page);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == page,
            "docs/coverage/sqs.md is stale. Run MILLRACE_UPDATE=1 ./test Sqs and commit what it writes."
        );
    }

    [Fact]
    public void Every_test_the_page_names_is_there()
    {
        var known = Directory
            .EnumerateFiles(_tests, "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                TestMethod()
                    .Matches(File.ReadAllText(file))
                    .Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}")
            )
            .ToHashSet(StringComparer.Ordinal);
        var named = Proofs().Where(proof => Behaviour.CaseOf(proof) is null);
        Assert.DoesNotContain(named, proof => !known.Contains(proof));
    }

    [Fact]
    public void Every_recorded_case_the_page_names_is_compared()
    {
        var folder = Path.Combine(_tests, "Millrace.Conformance.Tests");
        var scripts = string.Concat(Directory.EnumerateFiles(folder, "SqsScripts*.cs").Select(File.ReadAllText));
        var gaps = File.ReadAllText(Path.Combine(folder, "NotCovered.cs"));
        var named = Proofs().Select(Behaviour.CaseOf).OfType<string>();
        Assert.DoesNotContain(named, name => !scripts.Contains($"[\"{name}\"]") || gaps.Contains($"[\"{name}\"]"));
    }

    [Fact]
    public void No_behaviour_is_told_twice()
    {
        var statements = SqsBehaviours.All.SelectMany(area => area.Behaviours).Select(behaviour => behaviour.Statement).ToList();
        Assert.Equal(statements.Distinct(), statements);
    }

    private static IEnumerable<string> Proofs() =>
        SqsBehaviours.All.SelectMany(area => area.Behaviours).SelectMany(behaviour => behaviour.Proofs);

    [GeneratedRegex(@"public (?:async Task|void) (\w+)\(", RegexOptions.None, 1000)]
    private static partial Regex TestMethod();
}
