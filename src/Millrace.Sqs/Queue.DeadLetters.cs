using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>Messages on their way to a dead-letter queue: they are still held here until that queue has them.</summary>
public sealed partial class Queue
{
    /// <summary>The action by which a queue gives a message to its dead-letter queue.</summary>
    public const string DeadLetterAction = "millrace:AcceptDeadLetter";

    private readonly SortedDictionary<long, (long Number, string TargetArn)> _leaving = [];
    private long _lastCall;

    /// <summary>The number the next call gets.</summary>
    internal long NextCall => _lastCall + 1;

    /// <summary>The call that takes a message to its dead-letter queue.</summary>
    internal Call? DeadLetterCall(long callNumber)
    {
        if (!_leaving.TryGetValue(callNumber, out var leaving))
        {
            return null;
        }

        var slot = _messages[leaving.Number];
        var detail = new FactWriter();
        detail.Int32(slot.ReceiveCount);
        detail.Int64(slot.FirstReceivedAt);
        return new Call(
            callNumber,
            _id,
            new ResourceId(Kind, leaving.TargetArn),
            DeadLetterAction,
            new PayloadHandle(slot.Position, slot.Length),
            detail.Written.ToArray()
        );
    }

    public override IEnumerable<Call> PendingCalls() => [.. _leaving.Keys.Select(DeadLetterCall).OfType<Call>()];

    public override CallOutcome OnCall(in Turn turn, Call call, IFact payload)
    {
        if (call.Action != DeadLetterAction || payload is not MessageSent sent)
        {
            return CallOutcome.Refused($"A queue does not take {call.Action}.");
        }

        if (!Exists)
        {
            return CallOutcome.Refused(Api.Sqs.SqsErrors.QueueDoesNotExist.Code);
        }

        var detail = new FactReader(call.Detail);
        return CallOutcome.Taken(
            sent with
            {
                Number = _nextNumber,
                VisibleAt = turn.Now.ToUnixTimeMilliseconds(),
                ReceiveCount = detail.Int32(),
                FirstReceivedAt = detail.Int64(),
                DeadLetterSourceArn = call.Source.Arn,
            }
        );
    }

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, string? refusal) =>
        _leaving.ContainsKey(call.Number)
            ? [new DeadLetterSettled(call.Number, refusal is null, turn.Now.ToUnixTimeMilliseconds())]
            : [];

    private void ApplyDeadLettered(MessageDeadLettered dead)
    {
        if (_messages[dead.Number] is { IsLive: true, IsHidden: true })
        {
            Show(dead.Number);
        }

        _messages.Change(dead.Number).IsLeaving = true;
        _leaving.Add(dead.CallNumber, (dead.Number, dead.TargetArn));
        _lastCall = Math.Max(_lastCall, dead.CallNumber);
        AdvanceFresh();
    }

    private void ApplySettled(DeadLetterSettled settled)
    {
        if (!_leaving.Remove(settled.CallNumber, out var leaving))
        {
            return;
        }

        if (settled.Taken || !Exists)
        {
            Forget(leaving.Number);
            AdvanceFresh();
            return;
        }

        _messages.Change(leaving.Number).IsLeaving = false;
        ApplyVisibility(leaving.Number, settled.At + (Attributes.VisibilityTimeoutSeconds * 1000L));
    }
}
