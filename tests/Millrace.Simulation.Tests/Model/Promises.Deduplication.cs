using Millrace.Api.Sqs;
using Millrace.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>Which sends to a FIFO queue are messages, and which repeat another.</summary>
/// <remarks>
/// A send that nobody answered may have been taken. So a send that is answered with fresh ids is certainly a message of its own
/// only when no such send could be meant; until then the ids belong to one of them, and a receive will show to which.
/// </remarks>
internal sealed partial class Promises
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(Limits.DeduplicationSeconds);

    private readonly Dictionary<(SimulatedQueue Queue, string? Group, string Id), List<SimulatedMessage>> _byDeduplicationId = [];

    public int DuplicatesSeen { get; private set; }

    private void Remember(SimulatedMessage message)
    {
        if (message.GroupId is not { } group)
        {
            return;
        }

        Listed(_byGroup, group).Add(message);
        Listed(_byDeduplicationId, KeyOf(message)).Add(message);
    }

    private static List<SimulatedMessage> Listed<TKey>(Dictionary<TKey, List<SimulatedMessage>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = []);
        }

        return list;
    }

    private static (SimulatedQueue, string?, string) KeyOf(SimulatedMessage message) =>
        (message.Home, message.Home.DeduplicatesByGroup ? message.GroupId : null, message.DeduplicationId!);

    /// <summary>Judges the ids that a send is answered with.</summary>
    private void JudgeSend(SimulatedMessage message, string id, string sequence)
    {
        var sameKey = _byDeduplicationId[KeyOf(message)];
        var repeatable = sameKey.FindAll(other => MayBeRepeatedBy(other, message));
        var meant = repeatable.Find(other =>
            other is { IsOriginal: true, SendId: not null } && !MayHaveEndedBetween(other, message)
        );
        if (meant is not null)
        {
            ADuplicateIsAnsweredWithTheFirstSend(message, meant, id, sequence);
        }

        if (sameKey.Exists(other => other.Number < message.Number && other.SendId == id))
        {
            TheWindowCloses(repeatable.Exists(other => other.SendId is null || other.SendId == id), message, id);
            message.IsDuplicate = true;
            DuplicatesSeen++;
            return;
        }

        var untold = repeatable.Find(other => other.SendId is null);
        SequenceNumbersRise((untold ?? message).SequenceBefore, sequence, message);
        message.IsOriginal |= untold is null;
    }

    /// <summary>Judges that a message is there at all.</summary>
    private void JudgeAppearance(SimulatedMessage message, Message received)
    {
        var sameKey = _byDeduplicationId[KeyOf(message)];
        NothingIsDuplicatedInsideTheWindow(
            message,
            message.IsDuplicate ? message : sameKey.Find(other => Excludes(other, message))
        );
        message.IsOriginal = true;
        if (message.Place is not null || MayHaveMoved(message))
        {
            // It was known already, or has another id by now.
            return;
        }

        message.SendId ??= received.MessageId;
        Hold(message.SendId == received.MessageId, $"message {message.Number} was {message.SendId} and is {received.MessageId}");
        foreach (var other in sameKey)
        {
            other.IsDuplicate |= other != message && other.SendId == message.SendId;
        }
    }

    /// <summary>The sends of which one is the message that an acknowledged send stands for.</summary>
    private List<SimulatedMessage> SendsThatItMayRepeat(SimulatedMessage message) =>
        _byDeduplicationId[KeyOf(message)]
            .FindAll(other =>
                other == message || other.SendId == message.SendId || (other.SendId is null && MayBeRepeatedBy(other, message))
            );

    /// <summary>The send was before the other, within the window, and no purge that was answered lies between.</summary>
    private static bool MayBeRepeatedBy(SimulatedMessage first, SimulatedMessage second) =>
        first.Number < second.Number
        && !first.IsRefused
        && !first.IsDuplicate
        && second.SentAt < first.SentAt + _window
        && !first.Home.Endings.Exists(ending => ending.IsAcknowledged && IsBetween(ending, first, second));

    private static bool MayHaveEndedBetween(SimulatedMessage first, SimulatedMessage second) =>
        first.Home.Endings.Exists(ending => IsBetween(ending, first, second));

    private static bool IsBetween(Ending ending, SimulatedMessage first, SimulatedMessage second) =>
        first.AskedAt < ending.At && ending.At < second.AskedAt;

    /// <summary>That the one is a message means that the other cannot be.</summary>
    private static bool Excludes(SimulatedMessage one, SimulatedMessage other)
    {
        var (first, second) = one.Number < other.Number ? (one, other) : (other, one);
        return one != other && one.IsOriginal && second.SentAt < first.SentAt + _window && !MayHaveEndedBetween(first, second);
    }

    private static void ADuplicateIsAnsweredWithTheFirstSend(
        SimulatedMessage message,
        SimulatedMessage meant,
        string id,
        string sequence
    ) =>
        Hold(
            id == meant.SendId && (meant.SendSequence is null || sequence == meant.SendSequence),
            $"send {message.Number} repeats {meant.Number}, which is {meant.SendId} with {meant.SendSequence}, and was told {id} with {sequence}"
        );

    private static void TheWindowCloses(bool isHeld, SimulatedMessage message, string id) =>
        Hold(isHeld, $"send {message.Number} was answered with {id}, the id of a send that it does not repeat any more");

    private static void SequenceNumbersRise(string before, string sequence, SimulatedMessage message) =>
        Hold(
            sequence.Length == 20 && string.CompareOrdinal(before, sequence) < 0,
            $"send {message.Number} has SequenceNumber {sequence} after {before}"
        );

    private static void NothingIsDuplicatedInsideTheWindow(SimulatedMessage message, SimulatedMessage? other) =>
        Hold(other is null, $"message {message.Number} repeats {other?.Number} within five minutes and is there");
}
