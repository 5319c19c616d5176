namespace Millrace.Sqs.Fair;

/// <summary>
/// The tenants of a standard queue, taking turns: one message of each that has any, then the next round. Whoever has more than his share
/// in flight waits while another has a message.
/// </summary>
/// <remarks>
/// So a tenant that floods the queue waits for itself, and a quiet one is handed out at the next receive, however deep the backlog
/// of the other. It waits as long as its share is too large, not as long as it counts as noisy: it keeps its tenth where the others
/// could use all consumers up. Messages without a group are one tenant among the others, and never too many.
/// <para>
/// Source: Developer Guide, "How Amazon SQS fair queues work": quiet tenants first, of several noisy ones that with the fewest in flight.
/// </para>
/// </remarks>
internal sealed class Tenants
{
    private readonly Dictionary<string, Tenant> _byId = new(StringComparer.Ordinal);
    private readonly Queue<Tenant?> _rotation = new();
    private readonly List<Tenant> _setAside = [];
    private readonly HashSet<Tenant> _busy = [];
    private readonly List<Tenant> _noisy = [];
    private bool _restInRotation;
    private int _inFlight;

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
            if (!tenant.IsNoisy && IsSending(tenant, now) && HasTooMany(tenant, inFlight))
            {
                tenant.IsNoisy = true;
                _noisy.Add(tenant);
            }
        }

        return _noisy.RemoveAll(tenant => !(tenant.IsNoisy = tenant.Messages > 0 && IsSending(tenant, now))) > 0;
    }

    private static bool HasTooMany(Tenant tenant, int inFlight) =>
        tenant.InFlight >= Limits.NoisyInFlightMin && tenant.InFlight * 100L > inFlight * (long)Limits.NoisyInFlightPercent;

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

    /// <summary>Begins to look whose turn it is; shares are those of this moment.</summary>
    /// <param name="inFlight">How many messages of the queue are in flight.</param>
    public void BeginLook(int inFlight)
    {
        _inFlight = inFlight;
        for (var index = _setAside.Count - 1; index >= 0; index--)
        {
            if (!HasTooMany(_setAside[index], inFlight))
            {
                _rotation.Enqueue(_setAside[index]);
                _setAside.RemoveAt(index);
            }
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
            else if (HasTooMany(tenant, _inFlight))
            {
                _setAside.Add(tenant);
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

        return TryTakeSetAside(out number);
    }

    private bool TryTakeSetAside(out long number)
    {
        while (_setAside.Count > 0)
        {
            var least = 0;
            for (var index = 1; index < _setAside.Count; index++)
            {
                least = _setAside[index].InFlight < _setAside[least].InFlight ? index : least;
            }

            if (_setAside[least].TryTake(out number))
            {
                return true;
            }

            _setAside[least].IsInRotation = false;
            _setAside.RemoveAt(least);
        }

        number = 0;
        return false;
    }

    public void Clear()
    {
        _byId.Clear();
        _rotation.Clear();
        _setAside.Clear();
        _busy.Clear();
        _noisy.Clear();
        _restInRotation = false;
    }
}
