using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>The order of a message group: in its queue, in the dead-letter queue, and back.</summary>
internal sealed partial class Promises
{
    private readonly Dictionary<string, List<SimulatedMessage>> _byGroup = new(StringComparer.Ordinal);

    /// <summary>Judges when a message of a FIFO queue is handed out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">The queue asked.</param>
    /// <param name="received">What it gave.</param>
    /// <param name="earlier">The messages before it in the same answer.</param>
    /// <param name="answeredAt">The decision was not after it.</param>
    private void JudgeOrder(
        SimulatedMessage message,
        SimulatedQueue from,
        Message received,
        HashSet<SimulatedMessage> earlier,
        DateTimeOffset answeredAt
    )
    {
        var sequence = received.Attributes![MessageSystemAttributeName.SequenceNumber];
        AMessageKeepsItsSequenceNumber(message, from, sequence);
        foreach (var other in _byGroup[message.GroupId!])
        {
            if (other == message || other.Place?.Queue != from)
            {
                continue;
            }

            var isBefore = string.CompareOrdinal(other.Place.Sequence, sequence) < 0;
            if (earlier.Contains(other))
            {
                AGroupIsNeverOvertaken(isBefore, message, other);
            }
            else if (isBefore && !other.MayBeGone && !MayHaveLeft(other) && !other.MayBeExpired(answeredAt))
            {
                AGroupIsLockedWhileOneOfItIsInFlight(answeredAt >= other.HeldUntil, message, other);
                AGroupIsNeverOvertaken(false, message, other);
            }
        }

        JudgeWay(message, from, sequence);
    }

    /// <summary>Judges whether messages of a group that went the same way, to die or to be moved, arrived in their order.</summary>
    private void JudgeWay(SimulatedMessage message, SimulatedQueue from, string sequence)
    {
        if (message.Place is not { } before || before.Queue == from)
        {
            return;
        }

        // One death, or one move. Who may have gone there and back since anybody saw it has no order to keep.
        var tasksMax = before.Queue.IsDeadLetterQueue ? 1 : 0;
        if (TasksSince(message, before) > tasksMax)
        {
            return;
        }

        foreach (var other in _byGroup[message.GroupId!])
        {
            if (
                other != message
                && other.Place?.Queue == from
                && other.PlaceBefore?.Queue == before.Queue
                && other.TasksOnTheWay <= tasksMax
            )
            {
                var was = string.CompareOrdinal(other.PlaceBefore.Sequence, before.Sequence) < 0;
                var isNow = string.CompareOrdinal(other.Place.Sequence, sequence) < 0;
                if (tasksMax == 0)
                {
                    DeadLettersKeepTheirOrder(was == isNow, message, other);
                }
                else
                {
                    MovedMessagesKeepTheirOrder(was == isNow, message, other);
                }
            }
        }
    }

    private static void AMessageKeepsItsSequenceNumber(SimulatedMessage message, SimulatedQueue from, string sequence)
    {
        if (message.Place is { } place && place.Queue == from && !MayHaveMoved(message))
        {
            Hold(place.Sequence == sequence, $"message {message.Number} was {place.Sequence} and is {sequence}");
        }
    }

    private static void AGroupIsNeverOvertaken(bool isHeld, SimulatedMessage message, SimulatedMessage other) =>
        Hold(isHeld, $"message {message.Number} is handed out before {other.Number}, which comes before it in its group");

    private static void AGroupIsLockedWhileOneOfItIsInFlight(bool isHeld, SimulatedMessage message, SimulatedMessage other) =>
        Hold(
            isHeld,
            $"message {message.Number} is handed out, and {other.Number} before it in its group is held until {other.HeldUntil:O}"
        );

    private static void DeadLettersKeepTheirOrder(bool isHeld, SimulatedMessage message, SimulatedMessage other) =>
        Hold(isHeld, $"messages {message.Number} and {other.Number} of one group have changed places in the dead-letter queue");

    private static void MovedMessagesKeepTheirOrder(bool isHeld, SimulatedMessage message, SimulatedMessage other) =>
        Hold(isHeld, $"messages {message.Number} and {other.Number} of one group have changed places when they were moved");
}
