using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Deletes every message of a queue, in flight and delayed ones too.</summary>
/// <remarks>
/// Records <see cref="QueuePurged"/>.
/// <para>Errors: QueueDoesNotExist, PurgeQueueInProgress for 60 seconds after a purge.</para>
/// <para>Source: SQS API Reference, PurgeQueue; text as recorded from AWS.</para>
/// </remarks>
public sealed class PurgeQueue : IOperation<Queue, PurgeQueueRequest, Unit>
{
    public static ResourceId Address(PurgeQueueRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, PurgeQueueRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        return resource.PurgedAt + TimeSpan.FromSeconds(resource.Limits.PurgeIntervalSeconds) > turn.Now
            ? SqsErrors.PurgeQueueInProgress.WithMessage(
                $"Only one PurgeQueue operation on {resource.Name} is allowed every {resource.Limits.PurgeIntervalSeconds} seconds."
            )
            : Outcome<Unit>.Reply(Unit.Value, [new QueuePurged(turn.Now)]);
    }
}
