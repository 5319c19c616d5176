using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Begins to move the messages of a dead-letter queue to another queue, or each to the one it died in.</summary>
/// <remarks>
/// Records <see cref="MoveTaskStarted"/>; what follows is time's work (<see cref="Queue.Due"/>). Asks all queues whether one has the
/// source as its dead-letter queue, and then the destination whether it is there.
/// <para>Units: MaxNumberOfMessagesPerSecond 1 to 500 messages a second; absent means 500.</para>
/// <para>
/// Errors: ResourceNotFoundException (source, destination), InvalidParameterValue (source is nobody's dead-letter queue, kind of the
/// destination, rate, a task runs already).
/// </para>
/// <para>Source: SQS API Reference, StartMessageMoveTask; texts as recorded from AWS.</para>
/// </remarks>
public sealed class StartMessageMoveTask : IOperation<Queue, StartMessageMoveTaskRequest, StartMessageMoveTaskResult>
{
    /// <summary>What a caller must be allowed on the queues that messages are moved to.</summary>
    private const string SendAction = "sqs:SendMessage";

    public static ResourceId Address(StartMessageMoveTaskRequest request, Caller caller) =>
        QueueAddress.IdOf(request.SourceArn, caller);

    public static Outcome<StartMessageMoveTaskResult> Decide(Queue resource, StartMessageMoveTaskRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return NotFound("SourceArn");
        }

        if (request.MaxNumberOfMessagesPerSecond is { } rate && (rate < 1 || rate > resource.Limits.MovesPerSecondMax))
        {
            return MessageRules.Invalid(
                rate.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "MaxNumberOfMessagesPerSecond",
                $"Must be between 1 and {resource.Limits.MovesPerSecondMax}, if provided."
            );
        }

        if (turn.Answer is null)
        {
            return Outcome<StartMessageMoveTaskResult>.Ask(new AsDeadLetterQueue(resource.Arn));
        }

        if (turn.Answer == IQuestion.Nobody)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                "Source queue must be configured as a Dead Letter Queue."
            );
        }

        if (turn.Answer is AwsError refusal)
        {
            return refusal;
        }

        var asked = turn.Answer is AsDestination last ? last.Index + 1 : 0;
        return NextDestination(resource, request, turn.Caller, asked) is { } next
            ? Outcome<StartMessageMoveTaskResult>.Ask(next)
            : Start(resource, request, turn);
    }

    internal static AwsError NotFound(string parameter) =>
        SqsErrors.ResourceNotFoundException.WithMessage(
            $"The resource that you specified for the {parameter} parameter doesn't exist."
        );

    /// <summary>
    /// The next queue to be asked: the destination; or, where access is a question, each that a message may go home to.
    /// </summary>
    private static AsDestination? NextDestination(Queue source, StartMessageMoveTaskRequest request, Caller caller, int index)
    {
        if (request.DestinationArn is { } named)
        {
            return index == 0 ? new AsDestination(source, named, index, isHome: false) : null;
        }

        return caller.Access is not null && index < source.Homes.Count
            ? new AsDestination(source, source.Homes[index], index, isHome: true)
            : null;
    }

    private static Outcome<StartMessageMoveTaskResult> Start(Queue source, StartMessageMoveTaskRequest request, in Turn turn)
    {
        if (source.ActiveMoveTask is not null)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                "There is already a task running. Only one active task is allowed for a source queue arn at a given time."
            );
        }

        var started = new MoveTaskStarted(
            turn.NewId(0),
            turn.Now.ToUnixTimeMilliseconds(),
            request.DestinationArn,
            request.MaxNumberOfMessagesPerSecond,
            source.MessageCount,
            source.NextNumber - 1
        );
        return Outcome<StartMessageMoveTaskResult>.Reply(
            new StartMessageMoveTaskResult { TaskHandle = new MoveTaskHandle(started.Id, source.Arn).ToString() },
            [started]
        );
    }

    /// <summary>Asked of everybody: is this your dead-letter queue?</summary>
    private sealed class AsDeadLetterQueue(string arn) : IQuestion
    {
        public ResourceId? Target => null;

        public object? Answer(Resource asked, in Turn turn) =>
            asked is Queue { Exists: true, Attributes.Redrive: { } redrive }
            && string.Equals(redrive.DeadLetterTargetArn, arn, StringComparison.Ordinal)
                ? this
                : null;
    }

    /// <summary>Asked of a destination: can you take them? Answers with the refusal, or with itself.</summary>
    /// <param name="index">Its place among those to be asked.</param>
    /// <param name="isHome">Messages died there: whether it still is there is found out when they arrive.</param>
    private sealed class AsDestination(Queue source, string destinationArn, int index, bool isHome) : IQuestion
    {
        public int Index => index;

        public ResourceId? Target { get; } = new ResourceId(Queue.Kind, destinationArn);

        public object Answer(Resource asked, in Turn turn)
        {
            if (turn.Caller.Access?.Refusal(SendAction, asked, destinationArn, turn.Now) is { } denied)
            {
                return denied;
            }

            return asked switch
            {
                Queue when isHome => this,
                Queue { Exists: false } => NotFound("DestinationArn"),
                Queue destination when destination.IsFifo != source.IsFifo =>
                    SqsErrors.InvalidParameterValueException.WithMessage(
                        "Source queue and destination queue must be of the same type."
                    ),
                _ => this,
            };
        }
    }
}
