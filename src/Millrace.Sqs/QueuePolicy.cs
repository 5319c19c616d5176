using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Languages.IamPolicies;

namespace Millrace.Sqs;

/// <summary>
/// A queue's Policy: what is taken as one, and the statements that AddPermission writes and RemovePermission takes away, by their label.
/// </summary>
/// <remarks>
/// Source: SQS API Reference, AddPermission; the document as recorded from AWS. Developer Guide, "Policy quotas"; the text of
/// OverLimit as AWS says it of actions.
/// </remarks>
internal static class QueuePolicy
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is wrong with a policy document; null when a queue may have it.</summary>
    public static AwsError? Check(string policy)
    {
        var bytes = Encoding.UTF8.GetByteCount(policy);
        if (bytes > Limits.PolicyBytesMax)
        {
            return SqsErrors.OverLimit.WithMessage(
                $"The policy is {bytes} bytes long, maximum allowed is {Limits.PolicyBytesMax}."
            );
        }

        if (!PolicyDocument.TryParse(policy, PolicyKind.Resource, out var document, out _))
        {
            return QueueAttributes.Invalid(QueueAttributeName.Policy);
        }

        var statements = document.Statements;
        if (statements.Any(statement => !statement.Actions.All(IsOfThisService)))
        {
            return QueueAttributes.Invalid(QueueAttributeName.Policy);
        }

        var actions = statements.Select(statement => statement.Actions.Count).DefaultIfEmpty().Max();
        return OverLimit(actions, "actions were found in a statement from", Limits.PermissionActionsMax)
            ?? OverLimit(statements.Count, "statements were found in", Limits.PolicyStatementsMax)
            ?? OverLimit(
                statements.Sum(statement => statement.PrincipalCount),
                "principals were found in",
                Limits.PolicyPrincipalsMax
            )
            ?? OverLimit(
                statements.Sum(statement => statement.ConditionCount),
                "conditions were found in",
                Limits.PolicyConditionsMax
            );
    }

    /// <summary>The policy with one more statement; null when the label is taken.</summary>
    /// <param name="policy">The Policy as it is; null for none.</param>
    /// <param name="statementCount">Statements in what is returned.</param>
    public static string? With(
        string? policy,
        string queueArn,
        string label,
        IReadOnlyList<string> accountIds,
        IReadOnlyList<string> actions,
        out int statementCount
    )
    {
        var document = policy is null
            ? new JsonObject { ["Version"] = "2008-10-17", ["Id"] = $"{queueArn}/SQSDefaultPolicy" }
            : JsonNode.Parse(policy)!.AsObject();
        var statements = StatementsOf(document);
        statementCount = statements.Count + 1;
        if (statements.Any(statement => IsLabelled(statement, label)))
        {
            return null;
        }

        statements.Add(
            new JsonObject
            {
                ["Sid"] = label,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = OneOrMany(accountIds.Select(id => $"arn:aws:iam::{id}:root")) },
                ["Action"] = OneOrMany(actions.Select(action => $"SQS:{action}")),
                ["Resource"] = queueArn,
            }
        );
        document["Statement"] = statements;
        return document.ToJsonString(_plain);
    }

    /// <summary>The policy without a statement, empty when it was the last one; null when there is none of that label.</summary>
    public static string? Without(string? policy, string label)
    {
        if (policy is null)
        {
            return null;
        }

        var document = JsonNode.Parse(policy)!.AsObject();
        var statements = StatementsOf(document);
        if (statements.FirstOrDefault(statement => IsLabelled(statement, label)) is not { } labelled)
        {
            return null;
        }

        statements.Remove(labelled);
        document["Statement"] = statements;
        return statements.Count == 0 ? "" : document.ToJsonString(_plain);
    }

    private static bool IsOfThisService(string action) =>
        action == "*" || action.StartsWith("sqs:", StringComparison.OrdinalIgnoreCase);

    private static AwsError? OverLimit(int count, string found, int most) =>
        count > most ? SqsErrors.OverLimit.WithMessage($"{count} {found} the submitted policy, max allowed is {most}") : null;

    /// <summary>The statements, taken out of the document; a policy may also hold a single one without a list.</summary>
    private static JsonArray StatementsOf(JsonObject document)
    {
        var given = document["Statement"];
        document.Remove("Statement");
        return given switch
        {
            JsonArray list => list,
            null => [],
            _ => [given],
        };
    }

    private static bool IsLabelled(JsonNode? statement, string label) =>
        statement is JsonObject fields
        && fields["Sid"] is JsonValue sid
        && sid.TryGetValue<string>(out var text)
        && string.Equals(text, label, StringComparison.Ordinal);

    private static JsonNode? OneOrMany(IEnumerable<string> texts)
    {
        JsonNode?[] nodes = [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];
        return nodes.Length == 1 ? nodes[0] : new JsonArray(nodes);
    }
}
