using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lets other accounts call some actions on a topic, under a label.</summary>
/// <remarks>
/// Records <see cref="TopicAttributesSet"/> with the Policy that has the statement added.
/// <para>Errors: NotFound, InvalidParameter (label, account, action, label in use).</para>
/// <para>Source: SNS API Reference, AddPermission; texts as recorded from AWS.</para>
/// </remarks>
public sealed class AddPermission : IOperation<Topic, AddPermissionInput, Unit>
{
    public static ResourceId Address(AddPermissionInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<Unit> Decide(Topic resource, AddPermissionInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        if (request.ActionName!.Exists(action => !TopicPolicy.IsGrantable(action)))
        {
            return TopicAddress.Invalid("Policy statement action out of service scope!");
        }

        if (request.AWSAccountId!.Exists(account => account.Length != 12 || account.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            return TopicAddress.Invalid("AWSAccountId");
        }

        var policy = TopicPolicy.With(
            resource.Attributes.Policy ?? TopicPolicy.DefaultFor(resource.Arn, resource.Owner),
            resource.Arn,
            request.Label!,
            request.AWSAccountId!,
            request.ActionName!
        );
        return policy is null
            ? TopicAddress.Invalid("Statement already exists")
            : Outcome<Unit>.Reply(Unit.Value, [PolicySet(turn, policy)]);
    }

    /// <summary>The fact that the Policy is another now.</summary>
    internal static TopicAttributesSet PolicySet(in Turn turn, string policy) =>
        new(turn.Now, new Dictionary<string, string>(StringComparer.Ordinal) { [TopicAttributes.PolicyName] = policy });
}
