using Millrace.Engine;
using Millrace.Sqs.Fair;
using Millrace.Sqs.Fifo;

namespace Millrace.Sqs;

/// <summary>The messages of a queue and the order in which they become visible.</summary>
/// <remarks>
/// Indexes say where to look next: a cursor over messages never handed out, a heap of times for those delayed or in flight, a
/// heap of numbers for those that came back, and for messages with a group the rotation of their tenants, or their group's order. Entries of the heaps are hints: each is checked against its
/// slot when it comes up, so a deleted message costs nothing to take out of them.
/// </remarks>
public sealed partial class Queue
{
    /// <summary>An index with fewer hints is not worth tidying up.</summary>
    private const int HintsMin = 1024;

    private readonly MessageTable _messages = new();
    private readonly PriorityQueue<long, long> _hidden = new();
    private readonly PriorityQueue<long, long> _returned = new();
    private readonly Tenants _tenants = new();
    private readonly List<long> _picked = [];
    private int _pickIndex;
    private long _pickFresh;
    private long _nextNumber = 1;
    private long _fresh = 1;
    private int _hiddenLive;
    private int _delayed;

    /// <summary>The number the next message gets.</summary>
    public long NextNumber => _nextNumber;

    /// <summary>Messages in the queue, those on their way to a dead-letter queue not counted.</summary>
    public int MessageCount => _messages.Count - _leaving.Count;

    /// <summary>Entries of the indexes, void ones included: a few for every message.</summary>
    public int Hints => _hidden.Count + _returned.Count + _tenants.Hints + _groups.Hints;

    /// <summary>What GetQueueAttributes tells of the messages at a moment.</summary>
    public (int Visible, int InFlight, int Delayed) CountAt(DateTimeOffset now)
    {
        Advance(now.ToUnixTimeMilliseconds());
        return (MessageCount - _hiddenLive, _hiddenLive - _delayed, _delayed);
    }

    /// <summary>The slot of a message that can still be received, changed or deleted here; a dead one otherwise.</summary>
    internal MessageSlot Find(long number)
    {
        var slot = _messages[number];
        return slot.IsLeaving ? default : slot;
    }

    /// <summary>
    /// Whether a delete by this handle still has something to do. A message that is leaving is as good as gone, but must not come back
    /// from where it goes.
    /// </summary>
    internal bool CanDelete(in ReceiptHandle handle) =>
        IsOwn(handle) && _messages[handle.Number] is { IsLive: true, IsDisowned: false };

    /// <summary>Begins to look for visible messages. What an earlier look took and its decision left comes up again, first.</summary>
    /// <remarks>A look changes no state, only in which index an entry waits.</remarks>
    internal void BeginPick(long now)
    {
        Advance(now);
        _tenants.BeginLook(_hiddenLive - _delayed);
        if (_picked.Count > 0)
        {
            DropHiddenPicks(now);
        }

        _pickIndex = 0;
        _pickFresh = _fresh;
    }

    /// <summary>Apart, because its closure would be made at every receive, needed or not.</summary>
    private void DropHiddenPicks(long now) => _picked.RemoveAll(number => !IsVisible(number, now));

    /// <summary>The next visible message of a standard queue, of the tenant whose turn it is the oldest; -1 after the last.</summary>
    internal long PickNext(long now)
    {
        if (_pickIndex < _picked.Count)
        {
            return _picked[_pickIndex++];
        }

        if (_tenants.IsEmpty)
        {
            return PickRest(now);
        }

        var restIsEmpty = false;
        while (_tenants.TryTake(restIsEmpty, out var number))
        {
            if (number < 0)
            {
                number = PickRest(now);
                restIsEmpty = number < 0;
                if (!restIsEmpty)
                {
                    return number;
                }
            }
            else if (IsVisible(number, now) && !_picked.Contains(number))
            {
                return Keep(number);
            }
        }

        return -1;
    }

    /// <summary>The next of the messages without a group: what came back before what is fresh, the oldest first.</summary>
    private long PickRest(long now)
    {
        while (_returned.TryDequeue(out var number, out _))
        {
            if (IsVisible(number, now) && !_picked.Contains(number))
            {
                return Keep(number);
            }
        }

        for (var number = _messages.Next(_pickFresh); number >= 0; number = _messages.Next(number + 1))
        {
            _pickFresh = number + 1;
            if (IsFresh(number) && IsVisible(number, now))
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>Remembers a message that a look took out of its index, until it is handed out.</summary>
    private long Keep(long number)
    {
        _picked.Add(number);
        _pickIndex = _picked.Count;
        return number;
    }

    /// <summary>Moves every message whose time has come from the heap of times to the heap of numbers.</summary>
    private void Advance(long now)
    {
        while (_hidden.TryPeek(out var number, out var at) && at <= now)
        {
            _hidden.Dequeue();
            var slot = _messages[number];
            if (slot.IsLive && !slot.IsLeaving && slot.VisibleAt == at && slot.IsHidden)
            {
                var isFresh = slot.IsDelayed;
                Show(number);
                Offer(number, isFresh);
            }
        }
    }

    /// <summary>A message that was hidden, or has just come, can be received.</summary>
    private void Offer(long number, bool isFresh)
    {
        switch (_messages.GroupOf(number))
        {
            case MessageGroup group:
                _groups.Consider(group);
                break;
            case Tenant tenant:
                _tenants.Offer(tenant, number, isFresh);
                if (IsCluttered(tenant.Hints, tenant.Messages))
                {
                    tenant.DropStaleHints(IsWaiting);
                }

                break;
            default:
                _returned.Enqueue(number, number);
                if (IsCluttered(_returned.Count, MessageCount))
                {
                    DropStaleReturns();
                }

                break;
        }
    }

    private void ApplySent(MessageSent sent, PayloadHandle at)
    {
        Payloads.Hold(at);
        var slot = new MessageSlot
        {
            Position = at.Position,
            Length = at.Length,
            SentAt = sent.QueuedAt,
            ReceiveCount = sent.ReceiveCount,
            Home = HomeIndex(sent.DeadLetterSourceArn),
        };
        slot.VisibleAfter = slot.After(sent.VisibleAt);
        slot.FirstReceivedAfter = slot.After(sent.FirstReceivedAt);
        _messages.Add(sent.Number, slot);
        _nextNumber = Math.Max(_nextNumber, sent.Number + 1);
        MayExpire(sent.QueuedAt);
        if (!IsFifo)
        {
            RememberArrival(sent);
        }

        if (!IsFifo && sent.GroupId is { } tenant)
        {
            JoinTenant(tenant, sent.Number);
            if (slot.VisibleAfter == 0)
            {
                Offer(sent.Number, isFresh: true);
            }
        }

        if (slot.VisibleAfter > 0)
        {
            Hide(sent.Number, slot.VisibleAt, delayed: true);
            AdvanceFresh();
        }

        if (IsFifo)
        {
            _groups.Add(sent.GroupId!, sent.Number);
            RememberSend(sent);
        }
    }

    /// <summary>A message that died elsewhere keeps the age it had, and is new here all the same.</summary>
    private void RememberArrival(MessageSent sent)
    {
        if (sent.DeadLetterSourceArn is not null)
        {
            var arrivedAfter = _messages[sent.Number].After(sent.VisibleAt);
            _messages.SetArrival(sent.Number, new MessageArrival(arrivedAfter, sent.ReceiveCount));
        }
    }

    private void ApplyReceived(MessagesReceived received)
    {
        for (var index = 0; index < received.Numbers.Count; index++)
        {
            var number = received.Numbers[index];
            if (!_messages[number].IsLive)
            {
                continue;
            }

            ref var slot = ref _messages.Change(number);
            slot.ReceivedAfter = slot.After(received.At);
            slot.FirstReceivedAfter = slot.ReceiveCount == 0 ? slot.ReceivedAfter : slot.FirstReceivedAfter;
            slot.ReceiveCount++;
            slot.WasHandedOut = true;
            slot.IsOfAttempt = received.AttemptId is not null;
            ApplyVisibility(number, received.VisibleAt);
        }

        if (received.AttemptId is { } attempt)
        {
            HandedOut[] handedOut = [.. received.Numbers.Select(number => new HandedOut(number, _messages[number].ReceiveCount))];
            _attempts.Add(new ReceiveAttempt(attempt, received.At, received.VisibleAt, handedOut));
        }

        AdvanceFresh();
    }

    private void ApplyVisibility(long number, long visibleAt)
    {
        if (!_messages[number].IsLive)
        {
            return;
        }

        ref var slot = ref _messages.Change(number);
        if (slot.IsHidden)
        {
            Show(number);
        }

        slot.VisibleAfter = slot.After(visibleAt);
        slot.WasHandedOut = true;
        Hide(number, slot.VisibleAt, delayed: false);
    }

    private void Hide(long number, long until, bool delayed)
    {
        ref var slot = ref _messages.Change(number);
        slot.IsHidden = true;
        slot.IsDelayed = delayed;
        CountHidden(number, delayed, 1);
        _hidden.Enqueue(number, until);
        if (IsCluttered(_hidden.Count, _hiddenLive))
        {
            DropStaleHints();
        }
    }

    private void Show(long number)
    {
        ref var slot = ref _messages.Change(number);
        slot.IsHidden = false;
        CountHidden(number, slot.IsDelayed, -1);
        slot.IsDelayed = false;
    }

    /// <summary>A consumer that extends the same message over and over leaves one hint each time; most are void by then.</summary>
    private void DropStaleHints()
    {
        var valid = _hidden
            .UnorderedItems.Where(hint =>
                _messages[hint.Element] is { IsLive: true, IsHidden: true } slot && slot.VisibleAt == hint.Priority
            )
            .Distinct()
            .ToList();
        _hidden.Clear();
        _hidden.EnqueueRange(valid);
    }

    /// <summary>
    /// A consumer that gives the same visible message back over and over leaves one hint each time, as does a message that is
    /// deleted by the handle of an earlier receive.
    /// </summary>
    private void DropStaleReturns()
    {
        var valid = _returned.UnorderedItems.Where(hint => IsWaiting(hint.Element)).Distinct().ToList();
        _returned.Clear();
        _returned.EnqueueRange(valid);
    }

    /// <summary>So many more hints than messages that most must be void; then looking through all of them costs little for each.</summary>
    private static bool IsCluttered(int hints, int messages) => hints > HintsMin && hints > 4L * messages;

    private bool IsWaiting(long number) => _messages[number] is { IsLive: true, IsHidden: false, IsLeaving: false };

    private void Forget(IReadOnlyList<long> numbers)
    {
        for (var index = 0; index < numbers.Count; index++)
        {
            ForgetOrDisown(numbers[index]);
        }

        AdvanceFresh();
    }

    /// <summary>What is leaving is held until it is known to have arrived, or not to be wanted there: nor is it here.</summary>
    private void ForgetOrDisown(long number)
    {
        if (_messages[number].IsLeaving)
        {
            _messages.Change(number).IsDisowned = true;
        }
        else
        {
            Forget(number);
        }
    }

    private void Forget(long number)
    {
        if (_messages[number] is { IsLive: true } slot)
        {
            if (slot.IsHidden)
            {
                Show(number);
            }

            var group = _messages.GroupOf(number);
            _messages.Remove(number);
            MayExpireNoMore();
            Payloads.Release(new PayloadHandle(slot.Position, slot.Length));
            if (group is MessageGroup ordered)
            {
                _groups.Leave(ordered);
            }
            else if (group is Tenant tenant)
            {
                _tenants.Leave(tenant);
            }
        }
    }

    private void ForgetAll()
    {
        for (var number = _messages.Next(0); number >= 0; number = _messages.Next(number + 1))
        {
            ForgetOrDisown(number);
        }

        _hidden.Clear();
        _returned.Clear();
        _picked.Clear();
        _pickIndex = 0;
        _accepted.Clear();
        _attempts.Clear();
        _fresh = _nextNumber;
        _oldestSentAt = long.MaxValue;
    }

    /// <summary>Keeps the cursor from walking over the same gap at every receive.</summary>
    private void AdvanceFresh()
    {
        while (_fresh < _nextNumber && !IsFresh(_fresh))
        {
            _fresh++;
        }
    }

    private bool IsVisible(long number, long now)
    {
        var slot = _messages[number];
        return slot.IsLive && !slot.IsLeaving && slot.VisibleAt <= now && !IsExpired(slot, now);
    }

    private bool IsExpired(in MessageSlot slot, long now) => slot.SentAt + RetentionMilliseconds <= now;

    private bool IsFresh(long number) =>
        _messages[number] is { IsLive: true, IsLeaving: false, WasHandedOut: false, IsTenants: false, VisibleAfter: 0 };

    private void JoinTenant(string id, long number)
    {
        _messages.Change(number).IsTenants = true;
        _messages.SetGroup(number, _tenants.Join(id, _messages[number].SentAt));
    }
}
