using System.Text;
using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests.Coverage;

/// <summary>Writes <c>docs/coverage/sqs.md</c> from the model, the table of operations and the list of behaviours.</summary>
internal static class CoveragePage
{
    public static string Render()
    {
        var model = SqsModel.Service;
        var offered = SqsService.Table.Operations;
        var behaviours = SqsBehaviours.All.SelectMany(area => area.Behaviours).ToList();
        var page = new StringBuilder();
        page.Append(
            $"""
            # SQS: what is offered

            Written by `CoveragePage` in `tests/Millrace.Sqs.Tests`; do not edit. `MILLRACE_UPDATE=1 ./test Sqs` writes it anew.

            The API is that of {model.ImportedFrom}, version {model.ApiVersion}, in JSON and in Query. {offered.Count} of
            {model.Operations.Count} operations are offered; any other answers `UnsupportedOperation` and names itself.
            {behaviours.Count(behaviour => behaviour.IsCovered)} of {behaviours.Count} behaviours are covered by tests.

            ## Operations

            | operation | state | on a queue's own path | may wait | errors of the model |
            | --- | --- | --- | --- | --- |

            """
        );
        foreach (var (name, operation) in model.Operations.OrderBy(operation => operation.Key, StringComparer.Ordinal))
        {
            var row = offered.GetValueOrDefault(name);
            var errors = string.Join(", ", operation.Errors.Order(StringComparer.Ordinal));
            page.Append(
                $"| {name} | {(row is null ? Behaviour.NotYet : "offered")} | {Mark(row?.NamesResource)} | {Mark(row?.Waits)} | {errors} |\n"
            );
        }

        page.Append("\n## Behaviours\n");
        foreach (var (title, rows) in SqsBehaviours.All)
        {
            page.Append($"\n### {title}\n\n| what | shown by |\n| --- | --- |\n");
            foreach (var behaviour in rows)
            {
                page.Append($"| {behaviour.Statement} | {behaviour.Shown} |\n");
            }
        }

        return page.ToString();
    }

    private static string Mark(bool? value) => value == true ? "yes" : "";
}
