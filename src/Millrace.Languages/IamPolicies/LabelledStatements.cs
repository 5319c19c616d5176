using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Languages.IamPolicies;

/// <summary>The statements of a resource's policy that AddPermission writes and RemovePermission takes away, by their label.</summary>
/// <remarks>Source: SQS and SNS API Reference, AddPermission; the documents as recorded from AWS. Policies must be ones already.</remarks>
public static class LabelledStatements
{
    /// <summary>A policy is accepted up to the parser's usual depth; putting its single statement into a list adds one.</summary>
    private const int DepthMax = 65;

    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = DepthMax };

    private static readonly JsonSerializerOptions _plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DepthMax,
    };

    /// <summary>The policy with one more statement, which allows some accounts some actions; null when the label is taken.</summary>
    /// <param name="actions">With their service, as they are to be written.</param>
    /// <param name="count">Statements in what is returned.</param>
    public static string? With(
        string policy,
        string label,
        IEnumerable<string> accountIds,
        IEnumerable<string> actions,
        string resourceArn,
        out int count
    )
    {
        var document = JsonNode.Parse(policy, documentOptions: _reading)!.AsObject();
        var statements = StatementsOf(document);
        count = statements.Count + 1;
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
                ["Action"] = OneOrMany(actions),
                ["Resource"] = resourceArn,
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

        var document = JsonNode.Parse(policy, documentOptions: _reading)!.AsObject();
        var statements = StatementsOf(document);
        if (statements.FirstOrDefault(statement => IsLabelled(statement, label)) is not { } labelled)
        {
            return null;
        }

        statements.Remove(labelled);
        document["Statement"] = statements;
        return statements.Count == 0 ? "" : document.ToJsonString(_plain);
    }

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
