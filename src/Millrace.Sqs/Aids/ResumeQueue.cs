using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Aids;

/// <summary>Ends a queue's pause: who waits is served at once.</summary>
/// <remarks>
/// No operation of AWS's. Records <see cref="QueueResumed"/>; a queue that is not paused stays as it is.
/// <para>Errors: QueueDoesNotExist.</para>
/// </remarks>
public sealed class ResumeQueue : IOperation<Queue, QueueRequest, QueueView>
{
    public static ResourceId Address(QueueRequest request, Caller caller) => new(Queue.Kind, request.QueueArn);

    public static Outcome<QueueView> Decide(Queue resource, QueueRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var view = resource.ViewAt(turn.Now);
        return resource.PausedAt is null
            ? Outcome<QueueView>.Reply(view)
            : Outcome<QueueView>.Reply(view with { PausedAt = null }, [new QueueResumed()]);
    }
}
