namespace Millrace.Sqs.Fair;

/// <summary>The tenants of a standard queue, taking turns: one message of each that has any, then the next round.</summary>
/// <remarks>
/// So a tenant that floods the queue waits for itself, and a quiet one is handed out within one round, however deep the backlog
/// of the other. Messages without a group are one tenant among the others.
/// Source: Developer Guide, "Amazon SQS fair queues".
/// </remarks>
internal sealed class Tenants
{
    private readonly Dictionary<string, Tenant> _byId = new(StringComparer.Ordinal);
    private readonly Queue<Tenant?> _rotation = new();
    private readonly HashSet<Tenant> _busy = [];
    private readonly List<Tenant> _noisy = [];
    private bool _restInRotation;

    /// <summary>True when no message of the queue has a group.</summary>
    public bool IsEmpty => _byId.Count == 0;

    /// <summary>Entries that tenants keep of messages, void ones included.</summary>
    public int Hints => _byId.Values.Sum(tenant => tenant.Hints);

    /// <summary>The tenants that take more than their share of what is in flight, as of the last look.</summary>
    public IReadOnlyList<Tenant> Noisy => _noisy;

    /// <summary>The tenant a new message belongs to.</summary>
    public Tenant Join(string id, long sentAt)
    {
        if (!_byId.TryGetValue(id, out var tenant))
        {
            tenant = new Tenant(id);
            _byId.Add(id, tenant);
        }

        tenant.Messages++;
        tenant.LastSentAt = Math.Max(tenant.LastSentAt, sentAt);
        return tenant;
    }

    /// <summary>A message of the tenant is gone.</summary>
    public void Leave(Tenant tenant)
    {
        if (--tenant.Messages == 0)
        {
            _byId.Remove(tenant.Id);
            if (IsEmpty)
            {
                Clear();
            }
        }
    }

    /// <summary>A message of the tenant became delayed or in flight (by one), or is no more (by minus one).</summary>
    public void CountHidden(Tenant tenant, bool delayed, int by)
    {
        if (delayed)
        {
            tenant.Delayed += by;
            return;
        }

        tenant.InFlight += by;
        if (by > 0 && tenant.InFlight == Limits.NoisyInFlightMin)
        {
            _busy.Add(tenant);
        }
        else if (by < 0 && tenant.InFlight == Limits.NoisyInFlightMin - 1)
        {
            _busy.Remove(tenant);
        }
    }

    /// <summary>
    /// Looks who is noisy: who has thirty messages in flight and more than a tenth of all. A noisy tenant stays so until its messages
    /// are gone, or it has sent none for five minutes.
    /// </summary>
    /// <remarks>
    /// Source: Developer Guide, "How Amazon SQS fair queues work". AWS looks also at the share of processing time, which nobody
    /// measures here.
    /// </remarks>
    /// <param name="now">Milliseconds since the epoch.</param>
    /// <returns>Whether one that was noisy is so no more.</returns>
    public bool Judge(long now, int inFlight)
    {
        foreach (var tenant in _busy)
        {
            if (
                !tenant.IsNoisy
                && IsSending(tenant, now)
                && tenant.InFlight * 100L > inFlight * (long)Limits.NoisyInFlightPercent
            )
            {
                tenant.IsNoisy = true;
                _noisy.Add(tenant);
            }
        }

        return _noisy.RemoveAll(tenant => !(tenant.IsNoisy = tenant.Messages > 0 && IsSending(tenant, now))) > 0;
    }

    private static bool IsSending(Tenant tenant, long now) => now - tenant.LastSentAt < Limits.NoisySeconds * 1000L;

    /// <summary>A message of the tenant can be received.</summary>
    public void Offer(Tenant tenant, long number, bool isFresh)
    {
        tenant.Offer(number, isFresh);
        if (!tenant.IsInRotation)
        {
            tenant.IsInRotation = true;
            _rotation.Enqueue(tenant);
        }
    }

    /// <summary>
    /// Whose turn it is: a candidate of a tenant, or -1 for the messages without a group; false when nobody has anything.
    /// </summary>
    /// <param name="restIsEmpty">The messages without a group have had their turn and there are no more of them.</param>
    public bool TryTake(bool restIsEmpty, out long number)
    {
        if (!_restInRotation && !restIsEmpty)
        {
            _restInRotation = true;
            _rotation.Enqueue(null);
        }

        while (_rotation.TryDequeue(out var tenant))
        {
            if (tenant is null)
            {
                _restInRotation = false;
                if (!restIsEmpty)
                {
                    number = -1;
                    return true;
                }
            }
            else if (tenant.TryTake(out number))
            {
                _rotation.Enqueue(tenant);
                return true;
            }
            else
            {
                tenant.IsInRotation = false;
            }
        }

        number = 0;
        return false;
    }

    public void Clear()
    {
        _byId.Clear();
        _rotation.Clear();
        _busy.Clear();
        _noisy.Clear();
        _restInRotation = false;
    }
}
