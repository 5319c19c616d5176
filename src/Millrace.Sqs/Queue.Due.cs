using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>What time brings about: messages that become visible for those who wait, the steps of a move task, and messages too old to keep.</summary>
public sealed partial class Queue
{
    /// <summary>One turn forgets at most so many; the next turn goes on at once.</summary>
    private const int ExpiredPerTurn = 10_000;

    /// <summary>No message that may expire was sent before this; long.MaxValue for no such message.</summary>
    private long _oldestSentAt = long.MaxValue;

    /// <summary>One was sent just then: none has gone since that was looked up.</summary>
    private bool _isOldestExact;

    private long RetentionMilliseconds => Attributes.RetentionSeconds * 1000L;

    public override DateTimeOffset? NextDue(DateTimeOffset now)
    {
        long? due = MessageCount > 0 ? NextExpiry(now.ToUnixTimeMilliseconds()) : null;
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

        if (_oldestSentAt == long.MaxValue || _oldestSentAt + RetentionMilliseconds > now)
        {
            return [];
        }

        var expired = _messages.SentBefore(now - RetentionMilliseconds + 1, ExpiredPerTurn);
        return expired.Count > 0 ? [new MessagesExpired(expired)] : [];
    }

    /// <summary>
    /// When the oldest message expires; null when none will. The bound is looked up anew only when it has come to nothing: a message
    /// that is deleted, expired or leaving costs no look, and what is looked up follows from the messages alone, in every process.
    /// </summary>
    private long? NextExpiry(long now)
    {
        if (!_isOldestExact && _oldestSentAt < long.MaxValue && _oldestSentAt + RetentionMilliseconds <= now)
        {
            _oldestSentAt = _messages.OldestSentAt() ?? long.MaxValue;
            _isOldestExact = true;
        }

        return _oldestSentAt < long.MaxValue ? _oldestSentAt + RetentionMilliseconds : null;
    }

    /// <summary>A message came, or came back from where it was leaving for.</summary>
    private void MayExpire(long sentAt) => _oldestSentAt = Math.Min(_oldestSentAt, sentAt);

    /// <summary>A message went, or is leaving.</summary>
    private void MayExpireNoMore() => _isOldestExact = false;
}
