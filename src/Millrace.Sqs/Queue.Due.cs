using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>What time brings about: messages that become visible for those who wait, the steps of a move task, and messages too old to keep.</summary>
public sealed partial class Queue
{
    /// <summary>One turn forgets at most so many; the next turn goes on at once.</summary>
    private const int ExpiredPerTurn = 10_000;

    public override DateTimeOffset? NextDue(DateTimeOffset now)
    {
        long? due =
            _messages.Count > _leaving.Count && _oldestSentAt < long.MaxValue
                ? _oldestSentAt + (Attributes.RetentionSeconds * 1000L)
                : null;
        if (_hidden.TryPeek(out _, out var visibleAt) && (due is null || visibleAt < due))
        {
            due = visibleAt;
        }

        if (NextMoveAt is { } moveAt && (due is null || moveAt < due))
        {
            due = moveAt;
        }

        return due is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    public override IReadOnlyList<IFact> Due(in Turn turn)
    {
        var now = turn.Now.ToUnixTimeMilliseconds();
        Advance(now);
        if (Move(now) is { Count: > 0 } moves)
        {
            return moves;
        }

        var retention = Attributes.RetentionSeconds * 1000L;
        if (_oldestSentAt == long.MaxValue || _oldestSentAt + retention > now)
        {
            return [];
        }

        var expired = _messages.SentBefore(now - retention + 1, ExpiredPerTurn);
        expired.RemoveAll(number => _messages[number].IsLeaving);
        if (expired.Count < ExpiredPerTurn)
        {
            // The oldest was only a bound from below: messages in between may have been deleted.
            _oldestSentAt = _messages.OldestSentAt(now - retention + 1) ?? long.MaxValue;
        }

        return expired.Count > 0 ? [new MessagesExpired(expired)] : [];
    }
}
