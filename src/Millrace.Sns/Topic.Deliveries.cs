using Millrace.Engine;
using Millrace.Languages.DataProtection;
using Millrace.Sns.Policies;
using Millrace.Sns.Protection;

namespace Millrace.Sns;

/// <summary>The messages on their way, and what has become of each delivery.</summary>
public sealed partial class Topic
{
    /// <summary>One turn makes at most so many deliveries whose time has come; the next turn goes on at once.</summary>
    private const int DuePerTurn = 1_000;

    /// <summary>Retries that fall due together are made within this time, so that an endpoint that comes back is not run over.</summary>
    private const ulong RetrySpreadMilliseconds = 50;

    /// <summary>In whose name deliveries are made; queue policies name it.</summary>
    private const string ServicePrincipal = "sns.amazonaws.com";

    private readonly Dictionary<long, LiveMessage> _messages = [];
    private readonly SortedDictionary<long, Delivery> _deliveries = [];
    private readonly SortedSet<(long At, long Call)> _waiting = [];
    private long _lastMessage;
    private long _lastCall;

    internal long NextMessage => _lastMessage + 1;

    /// <summary>The number the next call gets.</summary>
    internal long NextCall => _lastCall + 1;

    /// <summary>Deliveries that have not ended.</summary>
    internal int DeliveryCount => _deliveries.Count;

    /// <summary>The calls of these deliveries that are to be made now.</summary>
    internal IEnumerable<Call> CallsOf(long first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            if (_deliveries.TryGetValue(number, out var delivery) && CallOf(number, delivery) is { } call)
            {
                yield return call;
            }
        }
    }

    /// <summary>
    /// When each of these deliveries may begin, in milliseconds since the epoch, zero for at once; empty when none has to wait. A
    /// throttled subscription's deliveries follow each other at its pace.
    /// </summary>
    /// <param name="before">The messages that the same turn takes before.</param>
    internal IReadOnlyList<long> DueTimes(IReadOnlyList<int> subscriptions, IReadOnlyList<MessagePublished> before, long now)
    {
        if (_throttled.Count == 0)
        {
            return [];
        }

        var times = new long[subscriptions.Count];
        for (var index = 0; index < times.Length; index++)
        {
            var subscription = _subscriptions[subscriptions[index]];
            if (!_throttled.Contains(subscription.Number) || ReceivesPerSecond(subscription) is not { } rate)
            {
                continue;
            }

            var freeAt = LastDueTime(before, subscription.Number) ?? subscription.FreeAt;
            times[index] = Math.Max(now + 1, freeAt + ((1000 + rate - 1) / rate));
        }

        return times;
    }

    /// <summary>When the last of these messages that is for a throttled subscription begins to be delivered to it; null when none is.</summary>
    private static long? LastDueTime(IReadOnlyList<MessagePublished> messages, int subscription)
    {
        // Each follows the one before, so the last is the latest.
        for (var index = messages.Count - 1; index >= 0; index--)
        {
            if (
                messages[index].DueAt.Count > 0
                && IndexOf(messages[index].Subscriptions, subscription) is var place
                && place >= 0
            )
            {
                return messages[index].DueAt[place];
            }
        }

        return null;
    }

    public override IEnumerable<Call> PendingCalls() =>
        [.. _deliveries.Select(delivery => CallOf(delivery.Key, delivery.Value)).OfType<Call>()];

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal)
    {
        if (!_deliveries.TryGetValue(call.Number, out var delivery))
        {
            return [];
        }

        if (refusal is null || delivery.IsDeadLetter || !_subscriptions.TryGetValue(delivery.Subscription, out var subscription))
        {
            return [new DeliveryEnded(call.Number)];
        }

        var retryAt = refusal.IsTransient
            ? RetryAt(subscription, delivery.Attempts + 1, turn.Now.ToUnixTimeMilliseconds(), turn.Draw((ulong)call.Number))
            : 0;
        var dies = retryAt == 0 && !delivery.IsQuestion && subscription.Attributes.DeadLetterTarget is not null;
        return
        [
            new DeliveryFailed(
                call.Number,
                refusal.Code,
                DeliveryFailure.Kept(refusal.Message),
                retryAt,
                dies ? NextCall : 0,
                turn.NewId(0)
            ),
        ];
    }

    public override DateTimeOffset? NextDue(DateTimeOffset now)
    {
        DateTimeOffset? due = _waiting.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(_waiting.Min.At) : null;
        if (_unconfirmed.Count > 0 && !(due < _unconfirmed.Min.Until))
        {
            due = _unconfirmed.Min.Until;
        }

        return NextArchiveDue(now) is { } archive && !(due < archive) ? archive : due;
    }

    public override IReadOnlyList<IFact> Due(in Turn turn)
    {
        var now = turn.Now;
        var milliseconds = now.ToUnixTimeMilliseconds();
        var facts = new List<IFact>();
        foreach (var (_, call) in _waiting.TakeWhile(waiting => waiting.At <= milliseconds).Take(DuePerTurn))
        {
            facts.Add(new DeliveryDue(call, NextCall + facts.Count));
        }

        facts.AddRange(
            _unconfirmed
                .TakeWhile(unconfirmed => unconfirmed.Until <= now)
                .Take(DuePerTurn)
                .Select(unconfirmed => new SubscriptionRemoved(unconfirmed.Number, now))
        );
        AddArchiveDue(now, facts);
        return facts;
    }

    /// <summary>The place of a number among ascending ones, or -1.</summary>
    private static int IndexOf(IReadOnlyList<int> numbers, int number)
    {
        var (from, to) = (0, numbers.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = numbers[middle] < number ? (middle + 1, to) : (from, middle);
        }

        return from < numbers.Count && numbers[from] == number ? from : -1;
    }

    private int? ReceivesPerSecond(Subscription subscription) =>
        Protocols.IsHttp(subscription.Protocol)
            ? subscription.Attributes.Delivery.On(Attributes.Delivery).MaxReceivesPerSecond
            : null;

    /// <summary>When a delivery that failed so often is tried again, in milliseconds since the epoch; zero for never.</summary>
    /// <param name="draw">Bits that spread retries of many over the pause that they share.</param>
    private long RetryAt(Subscription subscription, int attempts, long now, ulong draw)
    {
        var delay = Protocols.IsHttp(subscription.Protocol)
            ? subscription.Attributes.Delivery.On(Attributes.Delivery).DelayBefore(attempts)
            : ServerSideRetries.DelayBefore(subscription.Protocol, attempts);
        return delay is { } pause ? now + (long)pause.TotalMilliseconds + (long)(draw % RetrySpreadMilliseconds) + 1 : 0;
    }

    private Call? CallOf(long number, in Delivery delivery)
    {
        if (delivery.DueAt > 0 || !_subscriptions.TryGetValue(delivery.Subscription, out var subscription))
        {
            return null;
        }

        var detail = new DeliveryDetail(
            subscription.Id,
            subscription.Protocol,
            subscription.Endpoint,
            subscription.Attributes.IsRaw,
            Attributes.SignatureVersion,
            IsFifo,
            subscription.Attributes.ContentType(Attributes),
            delivery.Failure,
            SequenceBase,
            delivery.IsReplay,
            delivery.IsReplay ? subscription.Attributes.Filter : null,
            subscription.Protocol == Protocols.Sms ? Attributes.DisplayName : "",
            ProtectionOf(subscription)
        );
        var target = delivery.DeadLetterTarget is { } queue ? new ResourceId("sqs:queue", queue) : subscription.Target;
        return new Call(
            number,
            _id,
            target,
            Protocols.ActionOf(delivery.IsDeadLetter ? Protocols.Sqs : subscription.Protocol),
            _messages[delivery.Message].Payload,
            detail,
            delivery.IsDeadLetter || !Protocols.StaysInSns(subscription.Protocol) ? ServicePrincipal : null
        );
    }

    private DeliveryProtection? ProtectionOf(Subscription subscription) =>
        Attributes.Protection?.For(DataDirection.Outbound, subscription.Principal) is null
            ? null
            : new DeliveryProtection(Attributes.DataProtectionPolicy!, subscription.Principal);

    private void ApplyPublished(MessagePublished published, PayloadHandle at)
    {
        _lastMessage = Math.Max(_lastMessage, published.Number);
        if (IsFifo)
        {
            Remember(published);
            Archive(published, at);
        }

        for (var index = 0; index < published.Subscriptions.Count; index++)
        {
            var dueAt = published.DueAt.Count > 0 ? published.DueAt[index] : 0;
            Add(published.FirstCall + index, new Delivery(published.Number, published.Subscriptions[index], 0, dueAt), at);
            if (dueAt > 0 && _subscriptions.TryGetValue(published.Subscriptions[index], out var subscription))
            {
                subscription.FreeAt = dueAt;
            }
        }
    }

    private void ApplyConfirmationRequested(ConfirmationRequested requested, PayloadHandle at)
    {
        _lastMessage = Math.Max(_lastMessage, requested.MessageNumber);
        if (_subscriptions.TryGetValue(requested.Subscription, out var subscription))
        {
            if (requested.IsFarewell)
            {
                End(subscription);
            }

            Await(subscription, requested.Token, requested.At + TimeSpan.FromSeconds(Limits.TokenSeconds));
        }

        Add(requested.CallNumber, new Delivery(requested.MessageNumber, requested.Subscription, 0, 0, IsQuestion: true), at);
    }

    private void ApplyFailed(DeliveryFailed failed)
    {
        if (!_deliveries.TryGetValue(failed.CallNumber, out var delivery))
        {
            return;
        }

        if (failed.RetryAt > 0)
        {
            _deliveries[failed.CallNumber] = delivery with { Attempts = delivery.Attempts + 1, DueAt = failed.RetryAt };
            _waiting.Add((failed.RetryAt, failed.CallNumber));
        }
        else if (failed.DeadLetterCall > 0)
        {
            // The queue that the policy names now, as the decision saw it: the policy may be another one before the call is taken.
            Renumber(
                failed.CallNumber,
                failed.DeadLetterCall,
                delivery with
                {
                    DueAt = 0,
                    Failure = new DeliveryFailure(failed.RequestId, failed.Code, failed.Message),
                    DeadLetterTarget = _subscriptions[delivery.Subscription].Attributes.DeadLetterTarget,
                }
            );
        }
        else
        {
            EndDelivery(failed.CallNumber);
        }
    }

    private void ApplyDue(DeliveryDue due)
    {
        if (_deliveries.TryGetValue(due.CallNumber, out var delivery))
        {
            _waiting.Remove((delivery.DueAt, due.CallNumber));
            Renumber(due.CallNumber, due.NewCallNumber, delivery with { DueAt = 0 });
        }
    }

    private void Add(long call, in Delivery delivery, PayloadHandle payload)
    {
        Use(delivery.Message, payload);
        _deliveries.Add(call, delivery);
        _lastCall = Math.Max(_lastCall, call);
        if (delivery.DueAt > 0)
        {
            _waiting.Add((delivery.DueAt, call));
        }

        if (delivery.IsReplay && _subscriptions.TryGetValue(delivery.Subscription, out var subscription))
        {
            subscription.ReplayDeliveries++;
        }
    }

    private void Use(long messageNumber, PayloadHandle payload)
    {
        if (_messages.TryGetValue(messageNumber, out var message))
        {
            _messages[messageNumber] = message with { Uses = message.Uses + 1 };
        }
        else
        {
            Payloads.Hold(payload);
            _messages.Add(messageNumber, new LiveMessage(payload, 1));
        }
    }

    private void Renumber(long call, long newCall, in Delivery delivery)
    {
        _deliveries.Remove(call);
        _deliveries.Add(newCall, delivery);
        _lastCall = Math.Max(_lastCall, newCall);
    }

    private void EndDelivery(long call)
    {
        if (_deliveries.Remove(call, out var delivery))
        {
            _waiting.Remove((delivery.DueAt, call));
            Release(delivery.Message);
            if (delivery.IsReplay && _subscriptions.TryGetValue(delivery.Subscription, out var subscription))
            {
                subscription.ReplayDeliveries--;
            }
        }
    }

    private void Release(long messageNumber)
    {
        var message = _messages[messageNumber];
        if (message.Uses > 1)
        {
            _messages[messageNumber] = message with { Uses = message.Uses - 1 };
        }
        else
        {
            _messages.Remove(messageNumber);
            Payloads.Release(message.Payload);
        }
    }

    /// <summary>A message that somebody is still to have, or that the archive keeps.</summary>
    /// <param name="Uses">Deliveries that have not ended, and one for the archive.</param>
    private readonly record struct LiveMessage(PayloadHandle Payload, int Uses);

    /// <summary>One message on its way to one subscription.</summary>
    /// <param name="Attempts">Calls that failed.</param>
    /// <param name="DueAt">When it is made next, in milliseconds since the epoch; zero while its call is recorded to be made.</param>
    /// <param name="Failure">Why it is on its way to the subscription's dead-letter queue; null while it is not.</param>
    /// <param name="IsReplay">It comes from the archive, and the filter is still to be asked.</param>
    /// <param name="IsQuestion">It asks for a confirmation. The token in it is for the endpoint, and for no dead-letter queue.</param>
    /// <param name="DeadLetterTarget">The ARN of the dead-letter queue that it is on its way to; null while it is not.</param>
    private readonly record struct Delivery(
        long Message,
        int Subscription,
        int Attempts,
        long DueAt,
        DeliveryFailure? Failure = null,
        bool IsReplay = false,
        bool IsQuestion = false,
        string? DeadLetterTarget = null
    )
    {
        public bool IsDeadLetter => DeadLetterTarget is not null;
    }
}
