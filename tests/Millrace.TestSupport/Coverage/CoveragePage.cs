using System.Text;
using System.Text.RegularExpressions;
using Millrace.Engine;

namespace Millrace.TestSupport.Coverage;

/// <summary>
/// Writes a service's page under <c>docs/coverage</c> from the model, the table of operations and a list of behaviours, and finds out
/// whether the page tells the truth.
/// </summary>
/// <param name="table">The service.</param>
/// <param name="name">Its name as projects and scripts of recorded cases have it, such as <c>Sqs</c>.</param>
/// <param name="protocols">What clients may speak, such as "in JSON and in Query".</param>
/// <param name="areas">What the service is documented and recorded to do.</param>
/// <param name="columns">What else the page says of each operation that is offered: a heading, and whether it holds.</param>
public sealed partial class CoveragePage(
    ServiceTable table,
    string name,
    string protocols,
    IReadOnlyList<(string Title, IReadOnlyList<Behaviour> Behaviours)> areas,
    params IReadOnlyList<(string Heading, Func<OperationRow, bool> Holds)> columns
)
{
    private static readonly string _tests = Path.Combine(Repository.Root, "tests");

    /// <summary>Set to 1, the page is written instead of only compared.</summary>
    private static readonly bool _update = Environment.GetEnvironmentVariable("MILLRACE_UPDATE") == "1";

    /// <summary>What to do when the committed page is another than would be written today.</summary>
    public string Stale =>
        $"docs/coverage/{table.Model.Name}.md is stale. Run MILLRACE_UPDATE=1 ./test {name} and commit what it writes.";

    private IEnumerable<Behaviour> Behaviours => areas.SelectMany(area => area.Behaviours);

    private IEnumerable<string> Proofs => Behaviours.SelectMany(behaviour => behaviour.Proofs);

    /// <summary>Whether the committed page is the one that would be written today.</summary>
    public bool IsCommitted()
    {
        var path = Path.Combine(Repository.Root, "docs", "coverage", table.Model.Name + ".md");
        var page = Render();
        if (_update)
        {
            File.WriteAllText(path, page);
        }

        return File.Exists(path) && File.ReadAllText(path) == page;
    }

    /// <summary>The tests that the page names and no project has.</summary>
    public IEnumerable<string> AbsentTests()
    {
        var known = Directory
            .EnumerateFiles(_tests, "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                TestMethod()
                    .Matches(File.ReadAllText(file))
                    .Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}")
            )
            .ToHashSet(StringComparer.Ordinal);
        return Proofs.Where(proof => Behaviour.CaseOf(proof) is null && !known.Contains(proof));
    }

    /// <summary>The recorded cases that the page names and no script compares.</summary>
    public IEnumerable<string> UncomparedCases()
    {
        var folder = Path.Combine(_tests, "Millrace.Conformance.Tests");
        var scripts = string.Concat(Directory.EnumerateFiles(folder, name + "Scripts*.cs").Select(File.ReadAllText));
        var gaps = File.ReadAllText(Path.Combine(folder, "NotCovered.cs"));
        return Proofs
            .Select(Behaviour.CaseOf)
            .OfType<string>()
            .Where(recorded =>
                !scripts.Contains($"[\"{recorded}\"]", StringComparison.Ordinal)
                || gaps.Contains($"[\"{recorded}\"]", StringComparison.Ordinal)
            );
    }

    /// <summary>What the page says more than once.</summary>
    public IEnumerable<string> ToldTwice() =>
        Behaviours
            .GroupBy(behaviour => behaviour.Statement, StringComparer.Ordinal)
            .Where(told => told.Count() > 1)
            .Select(told => told.Key);

    private string Render()
    {
        var model = table.Model;
        var headings = string.Concat(columns.Select(column => $" {column.Heading} |"));
        var rules = string.Concat(columns.Select(_ => " --- |"));
        var page = new StringBuilder();
        page.Append(
            $"""
            # {model.Name.ToUpperInvariant()}: what is offered

            Written by `CoveragePage` in `tests/Millrace.TestSupport`; do not edit. `MILLRACE_UPDATE=1 ./test {name}` writes it anew.

            The API is that of {model.ImportedFrom}, version {model.ApiVersion}, {protocols}. {table.Operations.Count} of
            {model.Operations.Count} operations are offered; any other answers `UnsupportedOperation` and names itself.
            {Behaviours.Count(behaviour => behaviour.IsCovered)} of {Behaviours.Count()} behaviours are covered by tests.

            ## Operations

            | operation | state |{headings} errors of the model |
            | --- | --- |{rules} --- |

            """
        );
        foreach (var (operation, modelled) in model.Operations.OrderBy(operation => operation.Key, StringComparer.Ordinal))
        {
            var row = table.Operations.GetValueOrDefault(operation);
            var marks = string.Concat(columns.Select(column => row is not null && column.Holds(row) ? " yes |" : "  |"));
            var errors = string.Join(", ", modelled.Errors.Order(StringComparer.Ordinal));
            page.Append($"| {operation} | {(row is null ? Behaviour.NotYet : "offered")} |{marks} {errors} |\n");
        }

        page.Append("\n## Behaviours\n");
        foreach (var (title, behaviours) in areas)
        {
            page.Append($"\n### {title}\n\n| what | shown by |\n| --- | --- |\n");
            foreach (var behaviour in behaviours)
            {
                page.Append($"| {behaviour.Statement} | {behaviour.Shown} |\n");
            }
        }

        return page.ToString();
    }

    [GeneratedRegex(@"public (?:async Task|Task|void) (\w+)\(", RegexOptions.None, 1000)]
    private static partial Regex TestMethod();
}
