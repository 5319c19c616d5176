using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Hands out up to ten messages and hides them for a while; with none there, waits.</summary>
/// <remarks>
/// Records <see cref="MessagesReceived"/>, and <see cref="MessageDeadLettered"/> for each message whose receive would be one
/// more than its queue's maxReceiveCount.
/// <para>Units: WaitTimeSeconds 0 to 20, VisibilityTimeout 0 to 43,200, both in whole seconds; absent means the queue's.</para>
/// <para>Errors: QueueDoesNotExist, InvalidParameterValue, InvalidAttributeName, OverLimit at 120,000 messages in flight.</para>
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

        if (Check(request) is { } refusal)
        {
            return refusal;
        }

        var now = turn.Now.ToUnixTimeMilliseconds();
        var most = request.MaxNumberOfMessages ?? 1;
        var facts = new List<IFact>(1);
        var numbers = PickReceivable(resource, now, most, facts);
        if (numbers.Count == 0)
        {
            var deadline = turn.AskedAt.AddSeconds(request.WaitTimeSeconds ?? resource.Attributes.WaitTimeSeconds);
            return deadline > turn.Now && facts.Count == 0
                ? Outcome<ReceiveMessageResult>.Wait(deadline)
                : Outcome<ReceiveMessageResult>.Reply(new ReceiveMessageResult(), facts);
        }

        if (resource.CountAt(turn.Now).InFlight + numbers.Count > Limits.InFlightMax)
        {
            return SqsErrors.OverLimit.WithMessage(
                $"Too many messages in flight: {Limits.InFlightMax} messages of a queue can be received and not yet deleted."
            );
        }

        var visibility = request.VisibilityTimeout ?? resource.Attributes.VisibilityTimeoutSeconds;
        facts.Add(new MessagesReceived(now, now + (visibility * 1000L), numbers));
        return HandOut(resource, request, numbers, now, facts);
    }

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
            )
            {
                facts.Add(new MessageVisibilityChanged(handle.Number, now));
            }
        }

        return facts;
    }

    /// <summary>The messages to hand out; those received too often leave for the dead-letter queue instead.</summary>
    private static List<long> PickReceivable(Queue queue, long now, int most, List<IFact> facts)
    {
        if (queue.Attributes.Redrive is not { } redrive)
        {
            return queue.Pick(now, most);
        }

        // Dead ones at the front must not hide living ones behind them; a turn takes a bounded number of them away.
        var receivable = new List<long>(most);
        foreach (var number in queue.Pick(now, most + DeadLettersPerTurn))
        {
            if (queue.Find(number).ReceiveCount < redrive.MaxReceiveCount)
            {
                receivable.Add(number);
            }
            else
            {
                facts.Add(new MessageDeadLettered(number, redrive.DeadLetterTargetArn, queue.NextCall + facts.Count));
            }

            if (receivable.Count == most || facts.Count == DeadLettersPerTurn)
            {
                break;
            }
        }

        return receivable;
    }

    private const int DeadLettersPerTurn = 100;

    private static Outcome<ReceiveMessageResult> HandOut(
        Queue queue,
        ReceiveMessageRequest request,
        List<long> numbers,
        long now,
        List<IFact> facts
    )
    {
        var messages = new List<Message>(numbers.Count);
        var payloads = new PayloadHandle[numbers.Count];
        var received = new ReceivedMessage[numbers.Count];
        for (var index = 0; index < numbers.Count; index++)
        {
            var slot = queue.Find(numbers[index]);
            var count = slot.ReceiveCount + 1;
            payloads[index] = new PayloadHandle(slot.Position, slot.Length);
            received[index] = new ReceivedMessage(count, slot.ReceiveCount == 0 ? now : slot.FirstReceivedAt);
            messages.Add(new Message { ReceiptHandle = queue.HandleFor(numbers[index], now, count).ToString() });
        }

        var selection = new AttributeSelection(request);
        return Outcome<ReceiveMessageResult>.ReplyWithPayloads(
            new ReceiveMessageResult { Messages = messages },
            facts,
            payloads,
            (result, index, fact) => selection.Fill(result.Messages![index], (MessageSent)fact, received[index])
        );
    }

    private static AwsError? Check(ReceiveMessageRequest request)
    {
        if (request.MaxNumberOfMessages is { } most and (< 1 or > Limits.ReceiveMessagesMax))
        {
            return MessageRules.Invalid(
                Text(most),
                "MaxNumberOfMessages",
                $"Must be between 1 and {Limits.ReceiveMessagesMax}, if provided."
            );
        }

        if (request.WaitTimeSeconds is { } wait and (< 0 or > Limits.WaitTimeSecondsMax))
        {
            return MessageRules.Invalid(
                Text(wait),
                "WaitTimeSeconds",
                $"Must be >= 0 and <= {Limits.WaitTimeSecondsMax}, if provided."
            );
        }

        if (request.VisibilityTimeout is { } visibility and (< 0 or > Limits.VisibilityTimeoutSecondsMax))
        {
            return MessageRules.Invalid(
                Text(visibility),
                "VisibilityTimeout",
                $"Must be >= 0 and <= {Limits.VisibilityTimeoutSecondsMax}, if provided."
            );
        }

        return AttributeSelection.Check(request);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
