using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Languages.IamPolicies;

namespace Millrace.Sns;

/// <summary>A topic's Policy: the one every topic begins with, and the statements that AddPermission writes, by their label.</summary>
/// <remarks>Source: SNS API Reference, AddPermission; the documents as recorded from AWS.</remarks>
internal static class TopicPolicy
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        return LabelledStatements.With(policy, label, accountIds, actions.Select(action => $"SNS:{action}"), topicArn, out _);
    }

    /// <summary>What is wrong with a policy document that a topic is to have, or null.</summary>
    public static string? Check(string policy)
    {
        if (Encoding.UTF8.GetByteCount(policy) > Limits.PolicyBytesMax)
        {
            return "Policy length breaking maximum 30720 bytes limit";
        }

        if (!PolicyDocument.TryParse(policy, PolicyKind.Resource, out var document, out _))
        {
            return "Policy Error: null";
        }

        return document.Statements.All(statement => statement.Actions.All(IsOfThisService))
            ? null
            : "Policy statement action out of service scope!";
    }

    private static bool IsOfThisService(string action) =>
        action == "*" || action.StartsWith("sns:", StringComparison.OrdinalIgnoreCase);
}
