using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Operations;

namespace Millrace.Sqs;

/// <summary>
/// Messages on their way to another queue, because they died or are moved: they are still held here until that queue has them.
/// </summary>
public sealed partial class Queue
{
    /// <summary>The action by which a queue gives a message to its dead-letter queue.</summary>
    public const string DeadLetterAction = "millrace:AcceptDeadLetter";

    /// <summary>The action by which a move task gives a message to the queue it is moved to.</summary>
    public const string MoveAction = "millrace:AcceptMovedMessage";

    /// <summary>
    /// A message that nobody can receive, because the queue it dies for refuses it or it would die again at once where it came, is left
    /// alone for so long at least: with a long poll waiting it would go back and forth as fast as the disk flushes.
    /// </summary>
    private const long RestMilliseconds = 1_000;

    private readonly SortedDictionary<long, Leaving> _leaving = [];
    private long _lastCall;

    /// <summary>The action by which other services put messages on a queue.</summary>
    public const string SendAction = "sqs:SendMessage";

    /// <summary>The number the next call gets.</summary>
    internal long NextCall => _lastCall + 1;

    /// <summary>The call that takes a message to the other queue.</summary>
    internal Call? LeavingCall(long callNumber)
    {
        if (!_leaving.TryGetValue(callNumber, out var leaving))
        {
            return null;
        }

        var slot = _messages[leaving.Number];
        return new Call(
            callNumber,
            _id,
            new ResourceId(Kind, leaving.TargetArn),
            leaving.IsMove ? MoveAction : DeadLetterAction,
            new PayloadHandle(slot.Position, slot.Length),
            new Receives(slot.ReceiveCount, slot.FirstReceivedAt)
        );
    }

    public override IEnumerable<Call> PendingCalls() => [.. _leaving.Keys.Select(LeavingCall).OfType<Call>()];

    public override CallOutcome OnCall(in Turn turn, Call call, object request)
    {
        if (call.Action == SendAction && request is SendMessageRequest sending)
        {
            var outcome = SendMessage.Decide(this, sending, turn);
            return outcome.Error is { } error ? Refused(error) : CallOutcome.Taken(outcome.Facts);
        }

        if (call.Action is not (DeadLetterAction or MoveAction) || request is not MessageSent sent)
        {
            return CallOutcome.Refused("InvalidAction", $"A queue does not take {call.Action}.");
        }

        // A queue of the other kind has been created in its place.
        if (!Exists || IsFifo != IsFifoArn(call.Source.Arn))
        {
            return Refused(SqsErrors.QueueDoesNotExist);
        }

        var now = turn.Now.ToUnixTimeMilliseconds();
        return CallOutcome.Taken(call.Action == MoveAction ? Moved(sent, turn.NewId(0), now) : Died(sent, call, now));
    }

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal) =>
        _leaving.ContainsKey(call.Number)
            ? [new LeaveSettled(call.Number, refusal?.Code, turn.Now.ToUnixTimeMilliseconds())]
            : [];

    private static CallOutcome Refused(AwsError error) => CallOutcome.Refused(error.Code, error.Message);

    /// <summary>A dead message stays what it was: its id, its age and its receives come along.</summary>
    /// <remarks>
    /// So it can come to a queue whose own maxReceiveCount it has reached, which takes it further on the next receive, perhaps back to
    /// where it was: AWS refuses neither a queue that is its own dead-letter queue nor two that are each other's, as far as its pages
    /// say. Such a message rests on the way.
    /// </remarks>
    private MessageSent Died(MessageSent sent, Call call, long now)
    {
        var (receiveCount, firstReceivedHere) = (Receives)call.Detail!;
        return sent with
        {
            Number = _nextNumber,
            QueuedAt = IsFifo ? now : sent.SentAt,
            VisibleAt = receiveCount >= Attributes.Redrive?.MaxReceiveCount ? now + RestMilliseconds : now,
            ReceiveCount = receiveCount,
            FirstReceivedAt = sent.FirstReceivedAt > 0 ? sent.FirstReceivedAt : firstReceivedHere,
            DeadLetterSourceArn = call.Source.Arn,
            WasMoved = true,
        };
    }

    /// <summary>A moved message begins anew. Source: Developer Guide, "Configuring a dead-letter queue redrive".</summary>
    private MessageSent Moved(MessageSent sent, Guid id, long now) =>
        sent with
        {
            Number = _nextNumber,
            Id = id,
            SentAt = now,
            QueuedAt = now,
            VisibleAt = now,
            ReceiveCount = 0,
            FirstReceivedAt = 0,
            DeadLetterSourceArn = null,
            WasMoved = true,
        };

    private void Leave(long number, Leaving leaving)
    {
        if (_messages[number] is { IsLive: true, IsHidden: true })
        {
            Show(number);
        }

        _messages.SetLeaving(number, true);
        MayExpireNoMore();
        CountLeaving(number, 1);
        _leaving.Add(leaving.CallNumber, leaving);
        _lastCall = Math.Max(_lastCall, leaving.CallNumber);
        AdvanceFresh();
    }

    private void ApplySettled(LeaveSettled settled)
    {
        if (!_leaving.Remove(settled.CallNumber, out var leaving))
        {
            return;
        }

        CountLeaving(leaving.Number, -1);
        if (leaving.IsMove)
        {
            CountArrival(settled.Refusal);
        }

        if (settled.Refusal is null || _messages[leaving.Number].IsDisowned)
        {
            Forget(leaving.Number);
        }
        else
        {
            _messages.SetLeaving(leaving.Number, false);
            MayExpire(_messages[leaving.Number].SentAt);
            _oldestFrom = Math.Min(_oldestFrom, leaving.Number);
            _oldestQuietFrom = Math.Min(_oldestQuietFrom, leaving.Number);
            var rest = leaving.IsMove ? 0 : Math.Max(Attributes.VisibilityTimeoutSeconds * 1000L, RestMilliseconds);
            ApplyVisibility(leaving.Number, settled.At + rest);
        }

        AdvanceFresh();
    }

    private void CountLeaving(long number, int by)
    {
        if (_messages.GroupOf(number) is Fair.Tenant tenant)
        {
            tenant.Leaving += by;
        }
    }

    private static bool IsFifoArn(string arn) => arn.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>What a dead message takes along of its time here.</summary>
    /// <param name="FirstAt">Milliseconds since the epoch; zero for never.</param>
    private sealed record Receives(int Count, long FirstAt);

    /// <param name="IsMove">A move task takes it away; otherwise it died.</param>
    private readonly record struct Leaving(long CallNumber, long Number, string TargetArn, bool IsMove);
}
