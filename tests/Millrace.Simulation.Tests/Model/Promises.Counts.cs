using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>How often a message was received.</summary>
internal sealed partial class Promises
{
    /// <summary>Judges a receive count by the last one that was told, and by the receives that nobody was told of.</summary>
    private void JudgeReceiveCount(SimulatedMessage message, SimulatedQueue from, Message received, int count, bool isRepeat)
    {
        if (message.Place is not { } place)
        {
            return;
        }

        if (isRepeat)
        {
            ARepeatedReceiveIsNotCounted(message, count);
        }
        else if (place.Queue.IsDeadLetterQueue && place.Queue != from)
        {
            AMovedMessageBeginsAnew(message, place, received, count, from.UntoldReceives(place.SeenAt));
        }
        else if (!MayHaveMoved(message))
        {
            ReceiveCountsNeverGoBack(message, count);
            EveryReceiveIsCountedOnce(message, count, UntoldReceives(place));
        }
    }

    private static int UntoldReceives(Place place) =>
        place.Queue.UntoldReceives(place.SeenAt) + (place.Queue.DeadLetters?.UntoldReceives(place.SeenAt) ?? 0);

    private static void ReceiveCountsNeverGoBack(SimulatedMessage message, int count) =>
        Hold(
            count > message.ReceiveCount,
            $"message {message.Number} has receive count {count} after {message.ReceiveCount} was told"
        );

    private static void EveryReceiveIsCountedOnce(SimulatedMessage message, int count, int untold) =>
        Hold(
            count <= message.ReceiveCount + untold + 1,
            $"message {message.Number} has receive count {count} after {message.ReceiveCount} was told, and at most {untold} "
                + "receives since have had no answer"
        );

    private static void ARepeatedReceiveIsNotCounted(SimulatedMessage message, int count) =>
        Hold(
            count == message.ReceiveCount,
            $"message {message.Number} has receive count {count} in the repetition of a receive that said {message.ReceiveCount}"
        );

    private static void AMovedMessageBeginsAnew(SimulatedMessage message, Place before, Message received, int count, int untold)
    {
        Hold(
            count <= 1 + untold,
            $"message {message.Number} was moved and has receive count {count}; at most {untold} receives since had no answer"
        );
        Hold(received.MessageId != before.MessageId, $"message {message.Number} was moved and is {before.MessageId} still");
    }

    private static void NothingIsReceivedMoreOftenThanItsQueueAllows(SimulatedMessage message, AskedReceive asked, int count) =>
        Hold(
            count <= asked.MostReceives,
            $"message {message.Number} has receive count {count} in {asked.From.Name}, whose most is {asked.MostReceives}"
        );
}
