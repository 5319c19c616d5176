using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Sns;

/// <summary>A topic's Policy: the one every topic begins with, and the statements that AddPermission writes, by their label.</summary>
/// <remarks>Source: SNS API Reference, AddPermission; the documents as recorded from AWS.</remarks>
internal static class TopicPolicy
{
    /// <summary>A Policy is accepted up to the parser's usual depth; putting its single statement into a list adds one.</summary>
    private const int DepthMax = 65;

    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = DepthMax };

    private static readonly JsonSerializerOptions _plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DepthMax,
    };

    private static readonly string[] _ownActions =
    [
        "GetTopicAttributes",
        "SetTopicAttributes",
        "AddPermission",
        "RemovePermission",
        "DeleteTopic",
        "Subscribe",
        "ListSubscriptionsByTopic",
        "Publish",
    ];

    /// <summary>Whether AddPermission may grant an action.</summary>
    public static bool IsGrantable(string action) =>
        action == "*" || _ownActions.Contains(action, StringComparer.OrdinalIgnoreCase);

    /// <summary>What counts while no Policy was set: everything for the owner, nothing for others.</summary>
    public static string DefaultFor(string topicArn, string owner) =>
        new JsonObject
        {
            ["Version"] = "2008-10-17",
            ["Id"] = "__default_policy_ID",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Sid"] = "__default_statement_ID",
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["AWS"] = "*" },
                    ["Action"] = new JsonArray([.. _ownActions.Select(action => (JsonNode?)$"SNS:{action}")]),
                    ["Resource"] = topicArn,
                    ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = owner } },
                }
            ),
        }.ToJsonString(_plain);

    /// <summary>The policy with one more statement; null when the label is taken.</summary>
    public static string? With(
        string policy,
        string topicArn,
        string label,
        IReadOnlyList<string> accountIds,
        IReadOnlyList<string> actions
    )
    {
        var document = JsonNode.Parse(policy, documentOptions: _reading)!.AsObject();
        var statements = StatementsOf(document);
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
                ["Action"] = OneOrMany(actions.Select(action => $"SNS:{action}")),
                ["Resource"] = topicArn,
            }
        );
        document["Statement"] = statements;
        return document.ToJsonString(_plain);
    }

    /// <summary>The policy without a statement; null when there is none of that label.</summary>
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
