using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Fifo;

namespace Millrace.Sqs.Operations;

/// <summary>Hands out up to ten messages and hides them for a while; with none there, waits.</summary>
/// <remarks>
/// Records <see cref="MessagesReceived"/>, or <see cref="ReceiveRepeated"/> when a FIFO queue knows the attempt id, and <see cref="MessageDeadLettered"/> for each message whose receive would be one
/// more than its queue's maxReceiveCount.
/// <para>Units: WaitTimeSeconds 0 to 20, VisibilityTimeout 0 to 43,200, both in whole seconds; absent means the queue's.</para>
/// <para>
/// Errors: QueueDoesNotExist, InvalidParameterValue, InvalidAttributeName; OverLimit at 120,000 messages in flight on a standard
/// queue (a FIFO queue hands out nothing more, without an error).
/// </para>
/// <para>Source: SQS API Reference, ReceiveMessage; texts as recorded from AWS.</para>
/// </remarks>
public sealed class ReceiveMessage : IOperation<Queue, ReceiveMessageRequest, ReceiveMessageResult>
{
    public static ResourceId Address(ReceiveMessageRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<ReceiveMessageResult> Decide(Queue resource, ReceiveMessageRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        // A long poll is decided again whenever something changes; what was in order when it came still is.
        var isFirst = turn.AskedAt == turn.Now;
        if (isFirst && Check(request, resource.Limits) is { } refusal)
        {
            return refusal;
        }

        if (resource.PausedAt is not null)
        {
            return Nothing(resource, request, turn, []);
        }

        var now = turn.Now.ToUnixTimeMilliseconds();
        var visibleAt = now + ((request.VisibilityTimeout ?? resource.Attributes.VisibilityTimeoutSeconds) * 1000L);
        if (resource.IsFifo && request.ReceiveRequestAttemptId is { } id && resource.FindAttempt(id, now) is { } attempt)
        {
            return HandOutAgain(resource, request, attempt, visibleAt);
        }

        var facts = new List<IFact>(1);
        var free = resource.Limits.InFlightMax - resource.CountAt(turn.Now).InFlight;
        var numbers = PickReceivable(resource, request.MaxNumberOfMessages ?? 1, free, now, facts);
        if (numbers.Count == 0)
        {
            return Nothing(resource, request, turn, facts);
        }

        if (free <= 0)
        {
            return SqsErrors.OverLimit.WithMessage(
                $"Too many messages in flight: {resource.Limits.InFlightMax} messages of a queue can be received and not yet deleted."
            );
        }

        facts.Add(new MessagesReceived(now, visibleAt, numbers, resource.IsFifo ? request.ReceiveRequestAttemptId : null));
        return HandOut(resource, request, numbers, now, facts);
    }

    public static void Observe(Queue resource, ReceiveMessageResult reply, IReadOnlyList<IFact> facts)
    {
        if (reply.Messages is { Count: > 0 } messages)
        {
            resource.Metrics.CountReceived(messages.Count);
        }
        else
        {
            resource.Metrics.CountEmptyReceive();
        }
    }

    /// <summary>
    /// Gives the messages back, but for those received with an attempt id: who asked comes for them again with that id, and finds the
    /// same ones, received once.
    /// </summary>
    public static IReadOnlyList<IFact> Unanswered(Queue resource, ReceiveMessageResult reply, in Turn turn)
    {
        var now = turn.Now.ToUnixTimeMilliseconds();
        var facts = new List<IFact>();
        foreach (var message in reply.Messages ?? [])
        {
            if (
                ReceiptHandle.TryParse(message.ReceiptHandle, out var handle)
                && resource.Find(handle.Number) is { IsLive: true } slot
                && slot.ReceiveCount == handle.ReceiveCount
                && slot.VisibleAt > now
                && !slot.IsOfAttempt
            )
            {
                facts.Add(new MessageVisibilityChanged(handle.Number, now));
            }
        }

        return facts;
    }

    /// <summary>With nothing to hand out the request waits, and ends empty when its time is over.</summary>
    private static Outcome<ReceiveMessageResult> Nothing(
        Queue queue,
        ReceiveMessageRequest request,
        in Turn turn,
        List<IFact> facts
    )
    {
        var deadline = turn.AskedAt.AddSeconds(request.WaitTimeSeconds ?? queue.Attributes.WaitTimeSeconds);
        return deadline > turn.Now
            ? Outcome<ReceiveMessageResult>.Wait(deadline, facts)
            : Outcome<ReceiveMessageResult>.Reply(new ReceiveMessageResult(), facts);
    }

    /// <summary>The messages to hand out; those received too often leave for the dead-letter queue instead.</summary>
    /// <param name="free">How many more may be in flight. With none, a standard queue shows whether it would have had one to hand out.</param>
    private static List<long> PickReceivable(Queue queue, int most, int free, long now, List<IFact> facts)
    {
        if (queue.IsFifo)
        {
            return PickInOrder(queue, Math.Min(most, free), now, facts);
        }

        // Dead ones at the front must not hide living ones behind them; a turn takes a bounded number of them away.
        most = Math.Clamp(free, 1, most);
        var receivable = new List<long>(most);
        var redrive = queue.Attributes.Redrive;
        queue.BeginPick(now);
        while (
            receivable.Count < most && facts.Count < Limits.DeadLettersPerReceiveMax && queue.PickNext(now) is var number and >= 0
        )
        {
            if (redrive is null || queue.Find(number).ReceiveCount < redrive.MaxReceiveCount)
            {
                receivable.Add(number);
            }
            else
            {
                facts.Add(new MessageDeadLettered(number, redrive.DeadLetterTargetArn, queue.NextCall + facts.Count));
            }
        }

        return receivable;
    }

    private static List<long> PickInOrder(Queue queue, int most, long now, List<IFact> facts)
    {
        var redrive = queue.Attributes.Redrive;
        var dead = new List<long>();
        var numbers = queue.PickInOrder(now, most, redrive?.MaxReceiveCount ?? int.MaxValue, dead);
        foreach (var number in dead)
        {
            facts.Add(new MessageDeadLettered(number, redrive!.DeadLetterTargetArn, queue.NextCall + facts.Count));
        }

        return numbers;
    }

    /// <summary>The answer of a receive that may not have arrived, with the same handles; its messages are hidden anew.</summary>
    private static Outcome<ReceiveMessageResult> HandOutAgain(
        Queue queue,
        ReceiveMessageRequest request,
        ReceiveAttempt attempt,
        long visibleAt
    )
    {
        var latest = attempt.At + (queue.Limits.VisibilityTimeoutSecondsMax * 1000L);
        long[] numbers = [.. attempt.HandedOut.Select(handed => handed.Number)];
        return Answer(
            queue,
            request,
            numbers,
            receives: 0,
            attempt.At,
            [new ReceiveRepeated(attempt.Id, Math.Min(visibleAt, latest), numbers)]
        );
    }

    private static Outcome<ReceiveMessageResult> HandOut(
        Queue queue,
        ReceiveMessageRequest request,
        List<long> numbers,
        long now,
        List<IFact> facts
    ) => Answer(queue, request, numbers, receives: 1, now, facts);

    /// <param name="receives">How many times the messages are received by this.</param>
    private static Outcome<ReceiveMessageResult> Answer(
        Queue queue,
        ReceiveMessageRequest request,
        IReadOnlyList<long> numbers,
        int receives,
        long receivedAt,
        IReadOnlyList<IFact> facts
    )
    {
        var messages = new List<Message>(numbers.Count);
        var payloads = new PayloadHandle[numbers.Count];
        var received = new ReceivedMessage[numbers.Count];
        for (var index = 0; index < numbers.Count; index++)
        {
            var slot = queue.Find(numbers[index]);
            var count = slot.ReceiveCount + receives;
            payloads[index] = new PayloadHandle(slot.Position, slot.Length);
            received[index] = new ReceivedMessage(
                count,
                slot.ReceiveCount == 0 ? receivedAt : slot.FirstReceivedAt,
                queue.IsFifo ? queue.SequenceNumber(numbers[index]) : null
            );
            messages.Add(new Message { ReceiptHandle = queue.HandleFor(numbers[index], receivedAt, count).ToString() });
        }

        var selection = AttributeSelection.Of(request);
        return Outcome<ReceiveMessageResult>.ReplyWithPayloads(
            new ReceiveMessageResult { Messages = messages },
            facts,
            payloads,
            (result, index, fact) => selection.Fill(result.Messages![index], (MessageSent)fact, received[index])
        );
    }

    private static AwsError? Check(ReceiveMessageRequest request, SqsLimits limits)
    {
        if (request.MaxNumberOfMessages is { } most && (most < 1 || most > limits.ReceiveMessagesMax))
        {
            return MessageRules.Invalid(
                Text(most),
                "MaxNumberOfMessages",
                $"Must be between 1 and {limits.ReceiveMessagesMax}, if provided."
            );
        }

        if (request.WaitTimeSeconds is { } wait && (wait < 0 || wait > limits.WaitTimeSecondsMax))
        {
            return MessageRules.Invalid(
                Text(wait),
                "WaitTimeSeconds",
                $"Must be >= 0 and <= {limits.WaitTimeSecondsMax}, if provided."
            );
        }

        if (request.VisibilityTimeout is { } visibility && (visibility < 0 || visibility > limits.VisibilityTimeoutSecondsMax))
        {
            return MessageRules.Invalid(
                Text(visibility),
                "VisibilityTimeout",
                $"Must be >= 0 and <= {limits.VisibilityTimeoutSecondsMax}, if provided."
            );
        }

        return MessageRules.CheckId("ReceiveRequestAttemptId", request.ReceiveRequestAttemptId)
            ?? AttributeSelection.Check(request);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
