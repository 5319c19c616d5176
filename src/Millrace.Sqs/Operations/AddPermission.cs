using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Lets other accounts call some actions on a queue, under a label.</summary>
/// <remarks>
/// Records <see cref="QueueAttributesSet"/> with the Policy that has the statement added.
/// <para>
/// Errors: QueueDoesNotExist, MissingParameter, InvalidParameterValue (label, account, action, label in use), OverLimit beyond seven
/// actions, twenty statements or 8,192 bytes.
/// </para>
/// <para>Source: SQS API Reference, AddPermission; texts as recorded from AWS.</para>
/// </remarks>
public sealed class AddPermission : IOperation<Queue, AddPermissionRequest, Unit>
{
    public static ResourceId Address(AddPermissionRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, AddPermissionRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        if (Check(request) is { } refusal)
        {
            return refusal;
        }

        var policy = QueuePolicy.With(
            resource.Attributes.Shown(QueueAttributeName.Policy),
            resource.Arn,
            request.Label!,
            request.AWSAccountIds!,
            request.Actions!,
            out var statementCount
        );
        if (policy is null)
        {
            return MessageRules.Invalid(request.Label!, "Label", "Already exists.");
        }

        return CheckSize(policy, statementCount) is { } tooLarge
            ? tooLarge
            : Outcome<Unit>.Reply(Unit.Value, [PolicySet(turn, policy)]);
    }

    /// <summary>The fact that the Policy is another now; an empty one takes it away.</summary>
    internal static QueueAttributesSet PolicySet(in Turn turn, string policy) =>
        new(turn.Now, new Dictionary<string, string>(StringComparer.Ordinal) { [QueueAttributeName.Policy] = policy });

    private static AwsError? Check(AddPermissionRequest request)
    {
        if (!Batch.IsId(request.Label!))
        {
            return MessageRules.Invalid(
                request.Label!,
                "Label",
                $"Can only include alphanumeric characters, hyphens, or underscores. 1 to {Limits.BatchIdLengthMax} in length."
            );
        }

        if (request.Actions is not { Count: > 0 } actions)
        {
            return Missing("Actions");
        }

        if (request.AWSAccountIds is not { Count: > 0 } accounts)
        {
            return Missing("AWSAccountIds");
        }

        if (actions.Count > Limits.PermissionActionsMax)
        {
            return SqsErrors.OverLimit.WithMessage(
                $"{actions.Count} Actions were found, maximum allowed is {Limits.PermissionActionsMax}."
            );
        }

        if (actions.Find(action => !IsGrantable(action)) is { } unknown)
        {
            return MessageRules.Invalid($"SQS:{unknown}", "ActionName", "Only the queue owner is allowed to invoke this action.");
        }

        return accounts.Find(id => id.Length != 12 || id.AsSpan().ContainsAnyExceptInRange('0', '9')) is { } account
            ? MessageRules.Invalid($"[{account}]", "PrincipalId", "Unable to verify.")
            : null;
    }

    private static AwsError? CheckSize(string policy, int statementCount)
    {
        if (statementCount > Limits.PolicyStatementsMax)
        {
            return SqsErrors.OverLimit.WithMessage(
                $"{statementCount} Statements were found, maximum allowed is {Limits.PolicyStatementsMax}."
            );
        }

        return QueuePolicy.Check(policy);
    }

    private static bool IsGrantable(string action) =>
        action
            is "*"
                or "SendMessage"
                or "ReceiveMessage"
                or "DeleteMessage"
                or "ChangeMessageVisibility"
                or "GetQueueAttributes"
                or "GetQueueUrl"
                or "ListDeadLetterSourceQueues"
                or "PurgeQueue";

    private static AwsError Missing(string name) =>
        SqsErrors.MissingRequiredParameterException.WithMessage($"The request must contain the parameter {name}.");
}
