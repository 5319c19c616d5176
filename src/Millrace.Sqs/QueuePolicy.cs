using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Languages.IamPolicies;

namespace Millrace.Sqs;

/// <summary>
/// A queue's Policy: what is taken as one, and what AddPermission begins with.
/// </summary>
/// <remarks>
/// Source: SQS API Reference, AddPermission; the document as recorded from AWS. Developer Guide, "Policy quotas"; the text of
/// OverLimit as AWS says it of actions.
/// </remarks>
internal static class QueuePolicy
{
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
        return LabelledStatements.With(
            policy ?? $$"""{"Version":"2008-10-17","Id":"{{queueArn}}/SQSDefaultPolicy"}""",
            label,
            accountIds,
            actions.Select(action => $"SQS:{action}"),
            queueArn,
            out statementCount
        );
    }

    private static bool IsOfThisService(string action) =>
        action == "*" || action.StartsWith("sqs:", StringComparison.OrdinalIgnoreCase);

    private static AwsError? OverLimit(int count, string found, int most) =>
        count > most ? SqsErrors.OverLimit.WithMessage($"{count} {found} the submitted policy, max allowed is {most}") : null;
}
