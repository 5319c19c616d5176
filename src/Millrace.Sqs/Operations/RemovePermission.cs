using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Languages.IamPolicies;

namespace Millrace.Sqs.Operations;

/// <summary>Takes away what AddPermission allowed under a label.</summary>
/// <remarks>
/// Records <see cref="QueueAttributesSet"/> with the Policy that is left; without statements there is none.
/// <para>Errors: QueueDoesNotExist, InvalidParameterValue for an unknown label.</para>
/// <para>Source: SQS API Reference, RemovePermission; texts as recorded from AWS.</para>
/// </remarks>
public sealed class RemovePermission : IOperation<Queue, RemovePermissionRequest, Unit>
{
    public static ResourceId Address(RemovePermissionRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, RemovePermissionRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        return LabelledStatements.Without(resource.Attributes.Shown(QueueAttributeName.Policy), request.Label!) is { } policy
            ? Outcome<Unit>.Reply(Unit.Value, [AddPermission.PolicySet(turn, policy)])
            : MessageRules.Invalid(request.Label!, "Label", "can't find label.");
    }
}
