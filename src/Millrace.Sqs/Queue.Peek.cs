using Millrace.Engine;
using Millrace.Sqs.Aids;

namespace Millrace.Sqs;

/// <summary>The queue as an investigator sees it.</summary>
public sealed partial class Queue
{
    /// <summary>When the queue was paused; null while it hands out messages.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>The queue in numbers at a moment.</summary>
    internal QueueView ViewAt(DateTimeOffset now)
    {
        var (visible, inFlight, delayed) = CountAt(now);
        return new QueueView(Arn, visible, inFlight, delayed, _leaving.Count, PausedAt);
    }

    /// <summary>The number of the first message at or after one, whatever its state; -1 when there is none.</summary>
    internal long NextMessage(long number) => _messages.Next(Math.Max(number, 0));

    /// <summary>Where a message that is there lies in the journal.</summary>
    internal PayloadHandle PayloadOf(long number) => new(_messages[number].Position, _messages[number].Length);

    /// <summary>A message as it is at a moment; null when it is too old to be kept and only not yet forgotten.</summary>
    internal PeekedMessage? Peek(long number, long now)
    {
        var slot = _messages[number];
        if (!slot.IsLeaving && IsExpired(slot, now))
        {
            return null;
        }

        var state =
            slot.IsLeaving ? MessageState.Leaving
            : slot.VisibleAt <= now ? MessageState.Visible
            : slot.IsDelayed ? MessageState.Delayed
            : MessageState.InFlight;
        return new PeekedMessage(
            number,
            state,
            state is MessageState.Delayed or MessageState.InFlight ? slot.VisibleAt : null,
            slot.SentAt + (Attributes.RetentionSeconds * 1000L),
            slot.ReceiveCount,
            slot.ReceiveCount > 0 ? slot.FirstReceivedAt : null,
            IsFifo ? SequenceNumber(number) : null
        );
    }
}
