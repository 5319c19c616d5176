using System.Globalization;
using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>What Millrace promises, each promise a check with a name, against what clients were told.</summary>
internal sealed class Promises
{
    private readonly List<SimulatedMessage> _messages = [];

    public IReadOnlyList<SimulatedMessage> Messages => _messages;

    public int DeadLettersSeen { get; private set; }

    public SimulatedMessage Sending(
        SimulatedQueue home,
        string text,
        DateTimeOffset now,
        int? delaySeconds,
        Dictionary<string, MessageAttributeValue>? attributes
    )
    {
        var number = _messages.Count;
        var body = number.ToString(CultureInfo.InvariantCulture) + ":" + text;
        var visibleAt = now.AddSeconds(delaySeconds ?? home.DelaySeconds);
        var message = new SimulatedMessage(number, home, body, now, visibleAt) { Attributes = attributes };
        _messages.Add(message);
        return message;
    }

    /// <summary>An answered receive: every promise about messages handed out.</summary>
    /// <param name="from">The queue asked.</param>
    /// <param name="received">What it gave.</param>
    /// <param name="askedAt">The decision was not before it.</param>
    /// <param name="answeredAt">The decision was not after it.</param>
    /// <param name="visibilitySeconds">For how long it was asked to hide them.</param>
    public void Received(
        SimulatedQueue from,
        Message received,
        DateTimeOffset askedAt,
        DateTimeOffset answeredAt,
        int visibilitySeconds
    )
    {
        var message = TheMessageIsOneThatWasSentHere(from, received);
        ItIsWhatWasSent(message, received);
        NothingRefusedAppears(message);
        NothingDeletedReturns(message, from);
        NothingIsHandedOutAfterItsRetention(message, from, askedAt);
        NothingIsHandedOutBeforeItsDelay(message, answeredAt);
        NobodyElseHoldsIt(message, answeredAt);
        var count = int.Parse(
            received.Attributes![MessageSystemAttributeName.ApproximateReceiveCount],
            CultureInfo.InvariantCulture
        );
        ReceiveCountsNeverGoBack(message, count);
        NothingIsReceivedMoreOftenThanItsQueueAllows(message, from, count);

        message.ReceiveCount = count;
        message.HeldUntil = HeldUntil(message, askedAt, visibilitySeconds);
        message.HoldVersion++;
        message.Handle = received.ReceiptHandle;
        message.HandleOf = from;
        DeadLettersSeen += from == message.Home ? 0 : 1;
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

    /// <summary>Messages of an answer that never reached its client come back at once.</summary>
    public void GivenBack(IEnumerable<Message> messages, DateTimeOffset now)
    {
        foreach (var received in messages)
        {
            var body = received.Body!.Value.ToString();
            var message = _messages[int.Parse(body.AsSpan(0, body.IndexOf(':')), CultureInfo.InvariantCulture)];
            message.HeldUntil = message.HeldUntil < now ? message.HeldUntil : now;
            message.HoldVersion++;
        }
    }

    /// <summary>A purge or deletion is asked for: what may be in the queue may be gone. Returns what certainly is in it.</summary>
    public IReadOnlyList<SimulatedMessage> Ending(SimulatedQueue queue)
    {
        var there = new List<SimulatedMessage>();
        foreach (var message in _messages)
        {
            if (message.Home == queue || message.Home.DeadLetters == queue)
            {
                message.MayBeGone = true;
                if (message.Home == queue || message.HandleOf == queue)
                {
                    there.Add(message);
                }
            }
        }

        return there;
    }

    /// <summary>The purge or deletion was answered.</summary>
    public static void Ended(SimulatedQueue queue, IReadOnlyList<SimulatedMessage> there, bool isAcknowledged)
    {
        foreach (var message in there)
        {
            if (isAcknowledged)
            {
                message.GoneFrom.Add(queue);
            }
        }
    }

    /// <summary>The end of a history: of a batch that was never answered, all messages are there or none is.</summary>
    public void BatchesAreWhole(IReadOnlySet<int> drained)
    {
        foreach (var message in _messages)
        {
            if (
                message.Batch is { } batch
                && batch[0] == message
                && batch.All(one => one.AcknowledgedId is null && !one.IsRefused && !one.MayBeGone)
                && message.Home.Retention.TotalDays > 1
            )
            {
                var there = batch.Count(one => drained.Contains(one.Number) || one.ReceiveCount > 0);
                Hold(
                    there == 0 || there == batch.Count,
                    $"{there} of {batch.Count} messages are there of the unanswered batch that begins with message {message.Number}"
                );
            }
        }
    }

    /// <summary>The end of a history: everything was drained from all queues, and this is what came.</summary>
    public void NothingAcknowledgedIsLost(IReadOnlySet<int> drained, DateTimeOffset now)
    {
        foreach (var message in _messages)
        {
            if (message.AcknowledgedId is not null && !message.MayBeGone && !message.MayBeExpired(now))
            {
                Hold(
                    drained.Contains(message.Number),
                    $"message {message.Number} sent to {message.Home.Name} at {message.SentAt:O} was acknowledged and is lost"
                );
            }
        }
    }

    public static void NothingIsDoubled(bool isFirst, string body) =>
        Hold(isFirst, $"'{Start(body)}' is in the queues more than once");

    public static void ReplayEqualsLiveState(string live, string replayed) =>
        Hold(
            string.Equals(live, replayed, StringComparison.Ordinal),
            $"the state after a replay differs from the live one:\n{Difference(live, replayed)}"
        );

    public static void LongPollsEndInTime(DateTimeOffset deadline, DateTimeOffset now) =>
        Hold(deadline >= now, $"a long poll that was to end at {deadline:O} still waits at {now:O}");

    public static void EveryEntryIsAnswered(int entries, int successful, int failed) =>
        Hold(successful + failed == entries, $"a batch of {entries} has {successful} successes and {failed} failures");

    public static void EntriesFailAlone(string? failed, string? bad) =>
        Hold(
            string.Equals(failed, bad, StringComparison.Ordinal),
            $"entry '{bad}' of a batch was wrong, and '{failed}' was refused"
        );

    public static void TheEngineLives(Exception? failure) => Hold(failure is null, $"the engine failed: {failure}");

    private static void Hold(bool isHeld, string what, [System.Runtime.CompilerServices.CallerMemberName] string promise = "")
    {
        if (!isHeld)
        {
            throw new InvariantException(promise, what);
        }
    }

    private SimulatedMessage TheMessageIsOneThatWasSentHere(SimulatedQueue from, Message received)
    {
        var body = received.Body!.Value.ToString();
        var end = body.IndexOf(':', StringComparison.Ordinal);
        Hold(
            end > 0
                && int.TryParse(body.AsSpan(0, end), CultureInfo.InvariantCulture, out var number)
                && number < _messages.Count
                && (_messages[number].Home == from || _messages[number].Home.DeadLetters == from),
            $"{from.Name} gave out '{Start(body)}', which nobody sent to it"
        );
        return _messages[int.Parse(body.AsSpan(0, end), CultureInfo.InvariantCulture)];
    }

    private static void ItIsWhatWasSent(SimulatedMessage message, Message received)
    {
        Hold(received.Body!.Value.ToString() == message.Body, $"message {message.Number} has another body");
        Hold(received.MD5OfBody == message.BodyMd5, $"message {message.Number} has another MD5");
        Hold(
            message.AcknowledgedId is null || received.MessageId == message.AcknowledgedId,
            $"message {message.Number} was {message.AcknowledgedId} when it was sent and is {received.MessageId}"
        );
        Hold(
            message.AcknowledgedId is null || received.MD5OfMessageAttributes == message.AttributesMd5,
            $"message {message.Number} has other attributes"
        );
        foreach (var (name, value) in message.Attributes ?? [])
        {
            Hold(
                received.MessageAttributes?[name].StringValue == value.StringValue,
                $"message {message.Number} has another attribute {name}"
            );
        }
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

    private static void NothingIsHandedOutBeforeItsDelay(SimulatedMessage message, DateTimeOffset answeredAt) =>
        Hold(answeredAt >= message.VisibleAt, $"message {message.Number} is delayed until {message.VisibleAt:O}");

    private static void NobodyElseHoldsIt(SimulatedMessage message, DateTimeOffset answeredAt) =>
        Hold(
            answeredAt >= message.HeldUntil,
            $"message {message.Number} is handed out at {answeredAt:O}, but another consumer has it until {message.HeldUntil:O}"
        );

    private static void ReceiveCountsNeverGoBack(SimulatedMessage message, int count) =>
        Hold(
            count > message.ReceiveCount,
            $"message {message.Number} has receive count {count} after {message.ReceiveCount} was told"
        );

    private static void NothingIsReceivedMoreOftenThanItsQueueAllows(SimulatedMessage message, SimulatedQueue from, int count) =>
        Hold(
            from.DeadLetters is null || count <= from.MaxReceiveCount,
            $"message {message.Number} has receive count {count} in {from.Name}, whose most is {from.MaxReceiveCount}"
        );

    private static string Start(string body) => body[..Math.Min(body.Length, 20)];

    private static string Difference(string live, string replayed)
    {
        var (left, right) = (live.Split('\n'), replayed.Split('\n'));
        return string.Join('\n', left.Except(right).Take(5).Select(line => "live:     " + line))
            + "\n"
            + string.Join('\n', right.Except(left).Take(5).Select(line => "replayed: " + line));
    }
}
