using System.Globalization;
using Millrace.Engine;
using Millrace.Sqs.Fifo;

namespace Millrace.Sqs;

/// <summary>What a FIFO queue keeps besides its messages: their groups, the sends of five minutes, and receives that may be repeated.</summary>
public sealed partial class Queue
{
    private readonly MessageGroups _groups;
    private readonly DeduplicationWindow _accepted;
    private readonly ReceiveAttempts _attempts;

    /// <summary>Whether this is a FIFO queue; fixed when it is created.</summary>
    public bool IsFifo => Attributes.IsFifo;

    /// <summary>
    /// The SequenceNumber of a message: twenty digits, rising with each message and from one life of the queue to the next.
    /// </summary>
    internal string SequenceNumber(long number) => SequenceNumber(SequenceBase, number);

    internal static string SequenceNumber(ulong sequenceBase, long number) =>
        (sequenceBase + (ulong)number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Ten to the nineteenth, and a thousand million for every second before the queue was created.</summary>
    internal ulong SequenceBase => 10_000_000_000_000_000_000 + ((ulong)CreatedAt!.Value.ToUnixTimeSeconds() * 1_000_000_000);

    /// <summary>
    /// The accepted send that this one would repeat, or null. An entry counts in the scope it was accepted in, so after a change of
    /// scope there may be two: the first is meant.
    /// </summary>
    internal AcceptedSend? FindDuplicate(string groupId, string deduplicationId, long now)
    {
        var inQueue = _accepted.Find(DeduplicationWindow.KeyOf(null, deduplicationId), now);
        var inGroup = _accepted.Find(DeduplicationWindow.KeyOf(groupId, deduplicationId), now);
        return inQueue is { } one && inGroup is { } other && other.Number < one.Number ? other : inQueue ?? inGroup;
    }

    /// <summary>A receive that one with this attempt id repeats: within five minutes, its messages still as it left them.</summary>
    internal ReceiveAttempt? FindAttempt(string attemptId, long now)
    {
        var attempt = _attempts.Find(attemptId, now);
        return attempt is not null && attempt.HandedOut.All(handed => IsAsLeftBy(attempt, handed, now)) ? attempt : null;
    }

    /// <summary>Whether a handle of a FIFO queue is no longer good: its message is visible again, or was received since.</summary>
    internal bool HasExpired(in ReceiptHandle handle, DateTimeOffset now) =>
        IsFifo
        && IsOwn(handle)
        && Find(handle.Number) is { IsLive: true } slot
        && (slot.ReceiveCount != handle.ReceiveCount || slot.VisibleAt <= now.ToUnixTimeMilliseconds());

    /// <summary>
    /// The messages a receive may hand out, at most so many: of one group as many as there are, in order, then of the next.
    /// </summary>
    /// <param name="mostReceives">The maxReceiveCount; a message that has reached it goes to <paramref name="dead"/>.</param>
    /// <remarks>
    /// A group whose oldest message dies hands out nothing more until the dead-letter queue has it: were it refused there, it
    /// would come back behind those it preceded.
    /// </remarks>
    internal List<long> PickInOrder(long now, int most, int mostReceives, List<long> dead)
    {
        Advance(now);
        var picked = new List<long>(most);
        if (most <= 0)
        {
            return picked;
        }

        _groups.BeginLook();
        while (picked.Count < most && dead.Count < Sqs.Limits.DeadLettersPerReceiveMax && _groups.TryTake(out var group))
        {
            PickFrom(group, now, most, mostReceives, picked, dead);
        }

        return picked;
    }

    private void PickFrom(MessageGroup group, long now, int most, int mostReceives, List<long> picked, List<long> dead)
    {
        foreach (var number in group.Numbers)
        {
            var slot = _messages[number];
            if (!slot.IsLive || (!slot.IsLeaving && IsExpired(slot, now)))
            {
                continue;
            }

            if (picked.Count == most || slot.IsLeaving || slot.VisibleAt > now)
            {
                return;
            }

            if (slot.ReceiveCount >= mostReceives)
            {
                dead.Add(number);
                return;
            }

            picked.Add(number);
        }
    }

    private bool IsAsLeftBy(ReceiveAttempt attempt, in HandedOut handed, long now) =>
        Find(handed.Number) is { IsLive: true } slot
        && slot.ReceiveCount == handed.ReceiveCount
        && slot.VisibleAt == attempt.VisibleAt
        && slot.VisibleAt > now;

    /// <summary>Remembers a send for its duplicates; messages that came from another queue were sent there.</summary>
    private void RememberSend(MessageSent sent)
    {
        if (IsFifo && sent is { WasMoved: false, GroupId: { } group, DeduplicationId: { } id })
        {
            var scope = Attributes.DeduplicatesByGroup ? group : null;
            _accepted.Add(new AcceptedSend(DeduplicationWindow.KeyOf(scope, id), sent.Id, sent.Number, sent.SentAt));
        }
    }

    private void ApplyRepeated(ReceiveRepeated repeated)
    {
        foreach (var number in repeated.Numbers)
        {
            ApplyVisibility(number, repeated.VisibleAt);
        }

        _attempts.Repeat(repeated.AttemptId, repeated.VisibleAt);
    }

    /// <summary>A new delay of a FIFO queue counts for messages already sent, too.</summary>
    private void DelayAnew(long now)
    {
        for (var number = _messages.Next(0); number >= 0; number = _messages.Next(number + 1))
        {
            if (_messages[number] is not { WasHandedOut: false, IsLeaving: false, ReceiveCount: 0 } slot)
            {
                continue;
            }

            if (slot.IsHidden)
            {
                Show(number);
            }

            ref var changed = ref _messages.Change(number);
            changed.VisibleAfter = (uint)Attributes.DelaySeconds * 1000;
            if (changed.VisibleAt > now)
            {
                Hide(number, changed.VisibleAt, delayed: true);
            }
            else
            {
                Offer(number, isFresh: true);
            }
        }
    }
}
