using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Aids;

/// <summary>Names a queue for an aid.</summary>
public sealed record QueueRequest(string QueueArn);

/// <summary>From now on receives of the queue get nothing and long polls wait, until it is resumed. Everything else goes on.</summary>
/// <remarks>
/// No operation of AWS's. Records <see cref="QueuePaused"/>, once; a paused queue is paused also after a restart.
/// <para>Errors: QueueDoesNotExist.</para>
/// </remarks>
public sealed class PauseQueue : IOperation<Queue, QueueRequest, QueueView>
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
            ? Outcome<QueueView>.Reply(view with { PausedAt = turn.Now }, [new QueuePaused(turn.Now)])
            : Outcome<QueueView>.Reply(view);
    }
}
