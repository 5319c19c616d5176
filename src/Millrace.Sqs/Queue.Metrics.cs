using Millrace.Engine;
using Millrace.Sqs.Metrics;
using Millrace.Sqs.Operations;

namespace Millrace.Sqs;

/// <summary>What is observed of a queue, in CloudWatch's words.</summary>
public sealed partial class Queue
{
    /// <summary>One look for the oldest message passes by at most so many that do not count; the next look goes on from there.</summary>
    private const int PassedPerLook = 262_144;

    private QueueMetrics _metrics = new();
    private long _oldestFrom;
    private long _oldestQuietFrom;
    private int _groupsInFlight;

    /// <summary>Where operations count what they did.</summary>
    internal QueueMetrics Metrics => _metrics;

    public override void Reach(DateTimeOffset now)
    {
        if (now.UtcTicks >= _metrics.MinuteEndTicks && Exists)
        {
            _metrics.Reach(now, EndOfMinute);
        }
    }

    /// <summary>
    /// What a topic delivers is sent, as if a client had sent it; what a dead letter or a move brings is not. Source: Developer Guide,
    /// "Available CloudWatch metrics for Amazon SQS", NumberOfMessagesSent.
    /// </summary>
    public override void ObserveCall(Call call, IReadOnlyList<IFact> facts)
    {
        if (call.Action == SendAction)
        {
            Sending.Count(this, facts, accepted: 1);
        }
    }

    /// <summary>How the queue stands.</summary>
    internal QueueGauges GaugesAt(DateTimeOffset now)
    {
        var (visible, inFlight, delayed) = CountAt(now);
        return new QueueGauges(
            visible,
            inFlight,
            delayed,
            AgeAt(now, Oldest(ref _oldestFrom, quietOnly: false)),
            IsFifo ? _groupsInFlight : null,
            IsFifo || _tenants.IsEmpty ? null : FairGaugesAt(now, visible, inFlight, delayed)
        );
    }

    private QueueGauges EndOfMinute(DateTimeOffset end)
    {
        var (_, inFlight, _) = CountAt(end);
        if (_tenants.Judge(end.ToUnixTimeMilliseconds(), inFlight))
        {
            _oldestQuietFrom = 0;
        }

        return GaugesAt(end);
    }

    private FairGauges FairGaugesAt(DateTimeOffset now, int visible, int inFlight, int delayed)
    {
        foreach (var tenant in _tenants.Noisy)
        {
            visible -= tenant.Messages - tenant.InFlight - tenant.Delayed - tenant.Leaving;
            inFlight -= tenant.InFlight;
            delayed -= tenant.Delayed;
        }

        _oldestQuietFrom = Math.Max(_oldestQuietFrom, _oldestFrom);
        var oldest = Oldest(ref _oldestQuietFrom, quietOnly: true);
        return new FairGauges(_tenants.Noisy.Count, visible, inFlight, delayed, AgeAt(now, oldest));
    }

    /// <summary>
    /// When the oldest message that counts came to this queue; null when none does, or none was found yet. Messages come in the order
    /// of their numbers, and one that does not count any more never will again, so each is passed once.
    /// </summary>
    private long? Oldest(ref long from, bool quietOnly)
    {
        var passed = 0;
        for (var number = _messages.Next(from); number >= 0; number = _messages.Next(number + 1))
        {
            from = number;
            if (CountsForAge(number) && !(quietOnly && _messages.GroupOf(number) is Fair.Tenant { IsNoisy: true }))
            {
                return _messages[number].SentAt + _messages.ArrivalOf(number).After;
            }

            if (++passed == PassedPerLook)
            {
                return null;
            }
        }

        from = _nextNumber;
        return null;
    }

    /// <summary>
    /// Whether a message's age is looked at: on a standard queue not when it was received three times or more and is still there.
    /// Source: Developer Guide, "Available CloudWatch metrics for Amazon SQS", ApproximateAgeOfOldestMessage.
    /// </summary>
    private bool CountsForAge(long number)
    {
        var slot = _messages[number];
        return !slot.IsLeaving
            && (IsFifo || slot.ReceiveCount - _messages.ArrivalOf(number).ReceivesBrought < Sqs.Limits.PoisonReceives);
    }

    private static int? AgeAt(DateTimeOffset now, long? arrivedAt) =>
        arrivedAt is { } at ? (int)Math.Max(0, (now.ToUnixTimeMilliseconds() - at) / 1000) : null;

    /// <summary>A message became hidden (by one) or is no more (by minus one): counted for the queue and for its group.</summary>
    private void CountHidden(long number, bool delayed, int by)
    {
        _hiddenLive += by;
        _delayed += delayed ? by : 0;
        switch (_messages.GroupOf(number))
        {
            case Fifo.MessageGroup group when !delayed:
                group.InFlight += by;
                _groupsInFlight +=
                    by > 0 && group.InFlight == 1 ? 1
                    : by < 0 && group.InFlight == 0 ? -1
                    : 0;
                break;
            case Fair.Tenant tenant:
                _tenants.CountHidden(tenant, delayed, by);
                break;
        }
    }
}
