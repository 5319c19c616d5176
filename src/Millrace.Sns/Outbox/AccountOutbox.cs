using Millrace.Engine;
using Millrace.Sns.Policies;

namespace Millrace.Sns.Outbox;

/// <summary>What an account sends by e-mail, SMS and push in one region: kept to be read, and e-mails passed on to a mail server.</summary>
/// <remarks>
/// Kept ⇄ nothing, for text messages and push messages, and for e-mails without a mail server. With one an e-mail goes
/// Waiting → Sent, or after the last retry Failed. What is settled is kept up to <see cref="Limits.OutboxEntriesMax"/> entries and
/// <see cref="Limits.OutboxBytesMax"/> bytes, and the oldest is dropped; what waits is never dropped, and beyond the same bounds a new
/// e-mail is refused for the time being, so that its topic tries again.
/// </remarks>
public sealed partial class AccountOutbox : Resource, IResource<AccountOutbox>
{
    /// <summary>What a resource asks of an outbox.</summary>
    public const string NotifyAction = "sns:Notify";

    /// <summary>The kind of target of e-mails; a hand reaches it.</summary>
    public const string MailTarget = "smtp";

    private const string MailAction = "smtp:Send";

    /// <summary>One turn asks the mail server again for at most so many e-mails; the next turn goes on at once.</summary>
    private const int DuePerTurn = 1_000;

    private readonly ResourceId _id;
    private readonly SnsSettings _settings;
    private readonly SortedDictionary<long, OutboxEntry> _entries = [];
    private readonly SortedSet<long> _settled = [];
    private readonly Dictionary<long, long> _byCall = [];
    private readonly SortedSet<(long At, long Number)> _due = [];
    private long _settledBytes;
    private long _waitingBytes;
    private long _lastNumber;
    private long _lastCall;

    internal AccountOutbox(ResourceId id, SnsSettings settings)
    {
        _id = id;
        _settings = settings;
    }

    public static string Kind => "sns:outbox";

    public string Arn => _id.Arn;

    /// <summary>The newest first.</summary>
    internal IEnumerable<OutboxEntry> Entries => _entries.Values.Reverse();

    /// <summary>E-mails that the mail server has not taken yet.</summary>
    public int WaitingCount => _entries.Count - _settled.Count;

    internal static ResourceId IdOf(string account, string region) => new(Kind, $"arn:aws:sns:{region}:{account}:outbox");

    internal OutboxEntry? Find(long number) => _entries.GetValueOrDefault(number);

    /// <summary>A call counts on for ever, because nobody else remembers how far it got.</summary>
    public override bool IsForgettable(DateTimeOffset now) => _lastNumber == 0;

    public override CallOutcome OnCall(in Turn turn, Call call, object request)
    {
        if (request is not OutgoingNotification notification)
        {
            return base.OnCall(turn, call, request);
        }

        var passesOn = _settings.HasMailServer && Protocols.IsMail(notification.Protocol) && notification.Failure is null;
        if (passesOn && (WaitingCount >= Limits.OutboxEntriesMax || _waitingBytes >= Limits.OutboxBytesMax))
        {
            return new CallOutcome(
                [],
                new CallRefusal("Throttled", "The mail server is behind: too many e-mails wait for it.", IsTransient: true)
            );
        }

        return CallOutcome.Taken(
            new NotificationKept(
                _lastNumber + 1,
                turn.Now.ToUnixTimeMilliseconds(),
                passesOn ? _lastCall + 1 : 0,
                notification.AsItLeaves()
            )
        );
    }

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal)
    {
        if (!_byCall.TryGetValue(call.Number, out var number))
        {
            return [];
        }

        if (refusal is null)
        {
            return [new MailEnded(number, null)];
        }

        var entry = _entries[number];
        var error = $"{refusal.Code}: {refusal.Message}";
        return refusal.IsTransient && ServerSideRetries.DelayBefore(entry.Protocol, entry.Attempts + 1) is { } delay
            ? [new MailDelayed(number, error, (turn.Now + delay).ToUnixTimeMilliseconds())]
            : [new MailEnded(number, error)];
    }

    public override DateTimeOffset? NextDue(DateTimeOffset now) =>
        _due.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(_due.Min.At) : null;

    public override IReadOnlyList<IFact> Due(in Turn turn)
    {
        var now = turn.Now.ToUnixTimeMilliseconds();
        var facts = new List<IFact>();
        foreach (var (_, number) in _due.TakeWhile(due => due.At <= now).Take(DuePerTurn))
        {
            facts.Add(new MailDue(number, _lastCall + 1 + facts.Count));
        }

        return facts;
    }

    public override IEnumerable<Call> PendingCalls() => [.. _byCall.Select(call => CallOf(_entries[call.Value]))];

    /// <summary>The call that hands an e-mail to the mail server, while that is to be made.</summary>
    internal IEnumerable<Call> CallsOf(long number, long call) =>
        call > 0 && _entries.TryGetValue(number, out var entry) && entry.CallNumber == call ? [CallOf(entry)] : [];

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case NotificationKept kept:
                Apply(kept, at);
                break;
            case MailEnded ended:
                Apply(ended);
                break;
            case MailDelayed delayed:
                Apply(delayed);
                break;
            case MailDue due:
                Apply(due);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }
    }

    private void Apply(NotificationKept kept, PayloadHandle at)
    {
        var (protocol, endpoint) = (kept.Notification.Protocol, kept.Notification.Endpoint);
        var entry = new OutboxEntry(kept.Number, kept.At, protocol, endpoint, at);
        Payloads.Hold(at);
        _lastNumber = kept.Number;
        if (kept.CallNumber == 0)
        {
            _entries.Add(kept.Number, entry);
            Keep(entry);
            return;
        }

        _lastCall = kept.CallNumber;
        _waitingBytes += at.Length;
        _byCall.Add(kept.CallNumber, kept.Number);
        _entries.Add(kept.Number, entry with { Mail = MailStatus.Waiting, CallNumber = kept.CallNumber });
    }

    private void Apply(MailDelayed delayed)
    {
        if (FindWaiting(delayed.Number) is { } entry)
        {
            Rest(entry);
            _due.Add((delayed.RetryAt, delayed.Number));
            _entries[delayed.Number] = entry with
            {
                Attempts = entry.Attempts + 1,
                CallNumber = 0,
                DueAt = delayed.RetryAt,
                MailError = delayed.Error,
            };
        }
    }

    private void Apply(MailDue due)
    {
        _lastCall = Math.Max(_lastCall, due.CallNumber);
        if (FindWaiting(due.Number) is { } entry)
        {
            Rest(entry);
            _byCall.Add(due.CallNumber, due.Number);
            _entries[due.Number] = entry with { CallNumber = due.CallNumber, DueAt = 0 };
        }
    }

    private void Apply(MailEnded ended)
    {
        if (FindWaiting(ended.Number) is { } entry)
        {
            Rest(entry);
            _waitingBytes -= entry.Payload.Length;
            entry = entry with
            {
                Mail = ended.Error is null ? MailStatus.Sent : MailStatus.Failed,
                MailError = ended.Error,
                CallNumber = 0,
                DueAt = 0,
            };
            _entries[entry.Number] = entry;
            Keep(entry);
        }
    }

    /// <summary>
    /// The e-mail of a number while the mail server is still to have it. Journals from before a retry was recorded once tell of the same
    /// e-mail's retry and end again, when it is settled or dropped; what is told twice counts once.
    /// </summary>
    private OutboxEntry? FindWaiting(long number) => Find(number) is { Mail: MailStatus.Waiting } entry ? entry : null;

    /// <summary>An e-mail is neither on its way nor due any more.</summary>
    private void Rest(OutboxEntry entry)
    {
        _byCall.Remove(entry.CallNumber);
        _due.Remove((entry.DueAt, entry.Number));
    }

    /// <summary>An entry that needs no more work is kept while there is room, and the oldest make it.</summary>
    private void Keep(OutboxEntry entry)
    {
        _settled.Add(entry.Number);
        _settledBytes += entry.Payload.Length;
        while (_settled.Count > Limits.OutboxEntriesMax || _settledBytes > Limits.OutboxBytesMax)
        {
            var oldest = _settled.Min;
            _settled.Remove(oldest);
            _entries.Remove(oldest, out var dropped);
            _settledBytes -= dropped!.Payload.Length;
            Payloads.Release(dropped.Payload);
        }
    }

    private Call CallOf(OutboxEntry entry) =>
        new(entry.CallNumber, _id, new ResourceId(MailTarget, entry.Endpoint), MailAction, entry.Payload, default);
}
