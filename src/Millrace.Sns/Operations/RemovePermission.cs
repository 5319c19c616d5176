using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Languages.IamPolicies;

namespace Millrace.Sns.Operations;

/// <summary>Takes the statement with a label out of a topic's Policy; a label nobody uses is passed over.</summary>
/// <remarks>
/// Records <see cref="TopicAttributesSet"/>.
/// <para>Errors: NotFound, InvalidParameter.</para>
/// <para>Source: SNS API Reference, RemovePermission.</para>
/// </remarks>
public sealed class RemovePermission : IOperation<Topic, RemovePermissionInput, Unit>
{
    public static ResourceId Address(RemovePermissionInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<Unit> Decide(Topic resource, RemovePermissionInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        return LabelledStatements.Without(resource.Attributes.Policy, request.Label!) is { } policy
            ? Outcome<Unit>.Reply(Unit.Value, [AddPermission.PolicySet(turn, policy)])
            : Outcome<Unit>.Reply(Unit.Value);
    }
}
