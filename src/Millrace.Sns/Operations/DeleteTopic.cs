using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Deletes a topic with its subscriptions; what was still on its way is dropped. Deleting an absent topic succeeds.</summary>
/// <remarks>
/// Records <see cref="TopicDeleted"/>.
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, DeleteTopic.</para>
/// </remarks>
public sealed class DeleteTopic : IOperation<Topic, DeleteTopicInput, Unit>
{
    public static ResourceId Address(DeleteTopicInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<Unit> Decide(Topic resource, DeleteTopicInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return Outcome<Unit>.Reply(Unit.Value);
        }

        return resource.ArchivesSince is null
            ? Outcome<Unit>.Reply(Unit.Value, [new TopicDeleted(turn.Now)])
            : SnsErrors.InvalidStateException.WithMessage(
                "Invalid state: Cannot delete a topic with an ArchivePolicy. Remove the policy first."
            );
    }
}
