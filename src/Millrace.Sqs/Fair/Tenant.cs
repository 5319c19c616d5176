namespace Millrace.Sqs.Fair;

/// <summary>The messages of one MessageGroupId on a standard queue, in fair queues' words a tenant.</summary>
internal sealed class Tenant(string id) : IMessageGroup
{
    private Queue<long> _fresh = new();
    private Queue<long>? _returned;

    public string Id { get; } = id;

    /// <summary>Messages of the tenant in the queue, whatever their state.</summary>
    public int Messages { get; set; }

    /// <summary>How many of them a consumer has.</summary>
    public int InFlight { get; set; }

    /// <summary>How many of them are delayed.</summary>
    public int Delayed { get; set; }

    /// <summary>How many of them are on their way to another queue.</summary>
    public int Leaving { get; set; }

    /// <summary>When it sent last, in milliseconds since the epoch.</summary>
    public long LastSentAt { get; set; }

    /// <summary>It took more than its share when that was looked at last.</summary>
    public bool IsNoisy { get; set; }

    /// <summary>It has a place in the rotation, or beside it.</summary>
    public bool IsInRotation { get; set; }

    /// <summary>Entries kept of its messages, those included that are deleted, expired or hidden by now.</summary>
    public int Hints => _fresh.Count + (_returned?.Count ?? 0);

    public override string ToString() => $"{Id} {Messages} {InFlight} {Delayed} {Leaving} {LastSentAt}";

    public void Offer(long number, bool isFresh)
    {
        if (isFresh)
        {
            _fresh.Enqueue(number);
        }
        else
        {
            (_returned ??= new Queue<long>()).Enqueue(number);
        }
    }

    /// <summary>Keeps one entry for each message that can be received, in its place.</summary>
    public void DropStaleHints(Func<long, bool> isWaiting)
    {
        _fresh = new Queue<long>(_fresh.Where(isWaiting).Distinct());
        _returned = _returned is null ? null : new Queue<long>(_returned.Where(isWaiting).Distinct());
    }

    /// <summary>Takes the next candidate, what came back before what is fresh. Whether it is still visible is to be seen.</summary>
    public bool TryTake(out long number) =>
        (_returned is not null && _returned.TryDequeue(out number)) || _fresh.TryDequeue(out number);
}
