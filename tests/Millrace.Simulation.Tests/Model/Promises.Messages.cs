using System.Globalization;
using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>A message from its send to the receives that give it out.</summary>
internal sealed partial class Promises
{
    public int DeadLettersSeen { get; private set; }

    public int MovedSeen { get; private set; }

    /// <summary>A send is asked for; group and deduplication id on a FIFO queue.</summary>
    public SimulatedMessage Sending(
        SimulatedQueue home,
        string text,
        DateTimeOffset now,
        int? delaySeconds,
        Dictionary<string, MessageAttributeValue>? attributes,
        (string Group, string DeduplicationId)? fifo
    )
    {
        var number = _messages.Count;
        var message = new SimulatedMessage(number, home, number.ToString(CultureInfo.InvariantCulture) + ":" + text, now)
        {
            AskedAt = NextTick(),
            SequenceBefore = home.HighestSequence,
            VisibleAt = now.AddSeconds(delaySeconds ?? (home.IsFifo ? 0 : home.Delay.Now.Min())),
            Attributes = attributes,
            GroupId = fifo?.Group,
            DeduplicationId = fifo?.DeduplicationId,
        };
        _messages.Add(message);
        Remember(message);
        return message;
    }

    /// <summary>A send was acknowledged.</summary>
    public void Acknowledged(SimulatedMessage message, string id, string? sequence, string? attributesMd5)
    {
        message.IsAcknowledged = true;
        message.AttributesMd5 = attributesMd5;
        if (message.Home.IsFifo)
        {
            JudgeSend(message, id, sequence!);
        }
        else
        {
            message.IsOriginal = true;
        }

        message.SendId = id;
        message.SendSequence = sequence;
        if (message.IsOriginal)
        {
            message.Place ??= PlaceOf(message, message.Home, id, sequence);
        }
    }

    /// <summary>An answered receive: every promise about messages handed out.</summary>
    public void Received(AskedReceive asked, IReadOnlyList<Message> batch, DateTimeOffset answeredAt)
    {
        NextTick();
        var earlier = new HashSet<SimulatedMessage>();
        foreach (var received in batch)
        {
            var message = TheMessageIsOneThatWasSentHere(asked.From, received);
            if (asked.From.IsFifo)
            {
                JudgeOrder(message, asked.From, received, earlier, answeredAt);
                JudgeAppearance(message, received);
            }

            Received(asked, message, received, answeredAt);
            earlier.Add(message);
        }
    }

    /// <summary>Messages of an answer that never reached its client come back at once.</summary>
    public void GivenBack(IEnumerable<Message> messages, DateTimeOffset now)
    {
        foreach (var received in messages)
        {
            var message = MessageOf(received);
            message.HeldUntil = message.HeldUntil < now ? message.HeldUntil : now;
            message.VisibilityChanges.Add((now, now));
            message.HoldVersion++;
        }
    }

    /// <summary>The message that was received, by the number in its body.</summary>
    public SimulatedMessage MessageOf(Message received) => _messages[NumberOf(received.Body!.Value.ToString())];

    /// <summary>What FIFO queues promise of handles: until its time is up, one deletes its message.</summary>
    public static void AHandleDeletesWhileItLasts(bool isHeld, SimulatedMessage message) =>
        Hold(isHeld, $"the handle of message {message.Number} is good until {message.HeldUntil:O}, and was refused");

    /// <summary>A handle from before the last receive takes nothing away from whoever has the message now.</summary>
    public static void AnEarlierHandleHidesAndShowsNothing(bool isRefused, SimulatedMessage message) =>
        Hold(isRefused, $"message {message.Number} was received again, and an earlier handle changes its visibility");

    private void Received(AskedReceive asked, SimulatedMessage message, Message received, DateTimeOffset answeredAt)
    {
        var from = asked.From;
        var count = int.Parse(
            received.Attributes![MessageSystemAttributeName.ApproximateReceiveCount],
            CultureInfo.InvariantCulture
        );
        var isRepeat = asked.Attempt?.MayRepeat(received.ReceiptHandle!, asked.At) == true;
        NothingMovesUnasked(message, from);
        ItIsWhatWasSent(message, from, received);
        NothingRefusedAppears(message);
        NothingDeletedReturns(message, from);
        NothingIsHandedOutAfterItsRetention(message, from, asked.At);
        NothingIsHandedOutBeforeItsDelay(message, asked, count, answeredAt);
        if (!isRepeat)
        {
            NobodyElseHoldsIt(message, answeredAt);
        }

        JudgeReceiveCount(message, from, received, count, isRepeat);
        NothingIsReceivedMoreOftenThanItsQueueAllows(message, asked, count);

        MovedSeen += message.Place is { Queue.IsDeadLetterQueue: true } place && place.Queue != from ? 1 : 0;
        DeadLettersSeen += from == message.Home.DeadLetters ? 1 : 0;
        Settle(message, from, received);
        message.WasSeen = true;
        message.ReceiveCount = count;
        message.HeldUntil = HeldUntil(message, asked.At, asked.LeastVisibility);
        message.HoldVersion++;
        if (message.Handle is { } earlier && earlier != received.ReceiptHandle)
        {
            message.EarlierHandle = (earlier, message.HandleOf!);
        }

        message.Handle = received.ReceiptHandle;
        message.HandleOf = from;
    }

    /// <summary>
    /// The hold that a receive gives, unless a change of it was decided since: changes are answered after the receives they
    /// follow, but may be recorded and never answered.
    /// </summary>
    private static DateTimeOffset HeldUntil(SimulatedMessage message, DateTimeOffset askedAt, int visibilitySeconds)
    {
        var until = askedAt.AddSeconds(visibilitySeconds);
        foreach (var change in message.VisibilityChanges)
        {
            until = change.AskedAt >= askedAt && change.Until < until ? change.Until : until;
        }

        return until;
    }

    private SimulatedMessage TheMessageIsOneThatWasSentHere(SimulatedQueue from, Message received)
    {
        var body = received.Body!.Value.ToString();
        var end = body.IndexOf(':', StringComparison.Ordinal);
        Hold(
            end > 0
                && int.TryParse(body.AsSpan(0, end), CultureInfo.InvariantCulture, out var number)
                && number < _messages.Count
                && (
                    _messages[number].Home == from
                    || _messages[number].DeadLetterQueue is { } dead && (dead == from || dead.Destination == from)
                ),
            $"{from.Name} gave out '{Start(body)}', which nobody sent to it"
        );
        return MessageOf(received);
    }

    private static void ItIsWhatWasSent(SimulatedMessage message, SimulatedQueue from, Message received)
    {
        Hold(
            message.Place is not { } place || MayHaveMoved(message) || received.MessageId == place.MessageId,
            $"message {message.Number} was {message.Place?.MessageId} and is {received.MessageId}"
        );
        Hold(received.Body!.Value.ToString() == message.Body, $"message {message.Number} has another body");
        Hold(received.MD5OfBody == message.BodyMd5, $"message {message.Number} has another MD5");
        Hold(
            !message.IsAcknowledged || received.MD5OfMessageAttributes == message.AttributesMd5,
            $"message {message.Number} has other attributes"
        );
        foreach (var (name, value) in message.Attributes ?? [])
        {
            Hold(
                received.MessageAttributes?[name].StringValue == value.StringValue,
                $"message {message.Number} has another attribute {name}"
            );
        }

        var shown = received.Attributes!;
        Hold(
            shown.GetValueOrDefault(MessageSystemAttributeName.MessageGroupId) == message.GroupId,
            $"message {message.Number} has another group"
        );
        Hold(
            shown.GetValueOrDefault(MessageSystemAttributeName.MessageDeduplicationId) == message.DeduplicationId,
            $"message {message.Number} has another deduplication id"
        );
        Hold(
            shown.GetValueOrDefault(MessageSystemAttributeName.DeadLetterQueueSourceArn)
                == (from == message.Home.DeadLetters ? message.Home.Arn : null),
            $"message {message.Number} in {from.Name} names another source"
        );
    }

    private static void NothingRefusedAppears(SimulatedMessage message) =>
        Hold(!message.IsRefused, $"message {message.Number} was refused and is there");

    private static void NothingDeletedReturns(SimulatedMessage message, SimulatedQueue from) =>
        Hold(
            !message.IsDeleted && !message.GoneFrom.Contains(from),
            $"message {message.Number} was deleted, which was acknowledged, and returns from {from.Name}"
        );

    private static void NothingIsHandedOutAfterItsRetention(
        SimulatedMessage message,
        SimulatedQueue from,
        DateTimeOffset askedAt
    ) => Hold(askedAt < message.SentAt + from.Retention, $"message {message.Number} is older than {from.Name} keeps messages");

    private void NothingIsHandedOutBeforeItsDelay(
        SimulatedMessage message,
        AskedReceive asked,
        int count,
        DateTimeOffset answeredAt
    )
    {
        // The delay of a FIFO queue counts for what was sent before it was set, until a message is received. A receive with an
        // attempt id may be the repetition of one whose answer was lost.
        var isFirst = count == 1 && asked.Attempt is null && asked.From == message.Home && !MayHaveMoved(message);
        var visibleAt = message.Home.IsFifo && isFirst ? message.SentAt.AddSeconds(asked.LeastDelay) : message.VisibleAt;
        Hold(answeredAt >= visibleAt, $"message {message.Number} is delayed until {visibleAt:O}");
    }

    private static void NobodyElseHoldsIt(SimulatedMessage message, DateTimeOffset answeredAt) =>
        Hold(
            answeredAt >= message.HeldUntil,
            $"message {message.Number} is handed out at {answeredAt:O}, but another consumer has it until {message.HeldUntil:O}"
        );
}
