using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>Where messages are, as far as anybody was told, and what makes them go elsewhere.</summary>
internal sealed partial class Promises
{
    /// <summary>A purge or deletion is asked for: what may be in the queue may be gone.</summary>
    public Ending Ending(SimulatedQueue queue)
    {
        var touched = _messages.FindAll(message => MayBeIn(message, queue));
        var inside = touched.FindAll(message => message.Place?.Queue == queue && !MayHaveLeft(message));
        var ending = new Ending(queue, NextTick(), touched)
        {
            Inside = inside,
            Owned = _messages.FindAll(message => message.Home == queue && ComesBackOnlyIfMoved(message)),
        };
        touched.ForEach(message => message.AskEnd());
        queue.Endings.Add(ending);
        return ending;
    }

    /// <summary>The purge or deletion was answered.</summary>
    public static void Ended(Ending ending, bool isAcknowledged)
    {
        if (!isAcknowledged)
        {
            ending.Queue.Endings.Remove(ending);
            foreach (var message in ending.Touched)
            {
                message.EndRefused();
            }

            return;
        }

        ending.IsAcknowledged = true;
        foreach (var message in ending.Inside)
        {
            message.IsDeleted = true;
        }

        foreach (var message in ending.Owned.Where(ComesBackOnlyIfMoved))
        {
            message.GoneFrom.Add(ending.Queue);
        }
    }

    /// <summary>No task moves it now, nor may one have taken it along.</summary>
    public static bool ComesBackOnlyIfMoved(SimulatedMessage message) =>
        message.DeadLetterQueue?.MayBeMoving != true && !message.WasMaybeMoved;

    /// <summary>It may be in a queue that nobody was told of: received too often, or moved.</summary>
    public static bool MayHaveLeft(SimulatedMessage message) => MayHaveDied(message) || MayHaveMoved(message);

    /// <summary>It may have been received so often that its queue gave it to the dead-letter queue.</summary>
    private static bool MayHaveDied(SimulatedMessage message) =>
        message.Place is { Queue: { DeadLetters: not null } queue } place
        && message.ReceiveCount + queue.UntoldReceives(place.SeenAt) >= queue.MaxReceiveCount;

    private static bool MayHaveMoved(SimulatedMessage message) =>
        message.WasMaybeMoved || (message.DeadLetterQueue is { MayBeMoving: true } dead && MayBeDeadIn(message, dead));

    private static bool MayBeDeadIn(SimulatedMessage message, SimulatedQueue dead) =>
        message.Place is not { } place || place.Queue == dead || (place.Queue.DeadLetters == dead && MayHaveDied(message));

    private static bool MayBeIn(SimulatedMessage message, SimulatedQueue queue)
    {
        var mayHaveMoved = MayHaveMoved(message);
        if (message.Place is { } place && !mayHaveMoved)
        {
            return place.Queue == queue || (place.Queue.DeadLetters == queue && MayHaveDied(message));
        }

        return message.Home == queue
            || (message.DeadLetterQueue is { } dead && (dead == queue || (mayHaveMoved && dead.Destination == queue)));
    }

    /// <summary>A message was received: here it is, and nowhere else.</summary>
    private void Settle(SimulatedMessage message, SimulatedQueue from, Message received)
    {
        var sequence = received.Attributes!.GetValueOrDefault(MessageSystemAttributeName.SequenceNumber);
        var place = PlaceOf(message, from, received.MessageId!, sequence);
        if (message.Place is { } before && before.Queue != from)
        {
            message.PlaceBefore = before;
            message.TasksOnTheWay = TasksSince(message, before);
        }

        message.Place = place;
        message.WasMaybeMoved = false;
    }

    private Place PlaceOf(SimulatedMessage message, SimulatedQueue queue, string id, string? sequence)
    {
        if (string.CompareOrdinal(sequence, queue.HighestSequence) > 0)
        {
            queue.HighestSequence = sequence!;
        }

        return new Place(queue, Tick, id, sequence, TasksBefore(message));
    }

    /// <summary>The move tasks that are over and will move nothing that is seen now.</summary>
    private static int TasksBefore(SimulatedMessage message) =>
        message.DeadLetterQueue is { } dead ? dead.MoveTasks.Count - (dead.MayBeMoving ? 1 : 0) : 0;

    /// <summary>The most move tasks that can have moved a message since it was somewhere.</summary>
    private static int TasksSince(SimulatedMessage message, Place place) =>
        (message.DeadLetterQueue?.MoveTasks.Count ?? 0) - place.Tasks;

    /// <summary>A message leaves its queue only when it was received too often, or somebody has it moved.</summary>
    private static void NothingMovesUnasked(SimulatedMessage message, SimulatedQueue from)
    {
        if (message.Place is { } place && place.Queue != from)
        {
            Hold(
                MayHaveMoved(message) || (place.Queue.DeadLetters == from && MayHaveDied(message)),
                $"message {message.Number} was in {place.Queue.Name} and is in {from.Name}, and nobody moved it"
            );
        }
    }
}
