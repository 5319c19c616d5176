namespace Millrace.Engine.Embedded;

/// <summary>
/// A fixed share of all resources, their facts and what falls due. One thread at a time takes turns on it: whoever brings
/// a request takes its turn under the lock, so a request changes threads once on its way, after the flush.
/// See docs/decisions/0002-turns-under-a-lock.md.
/// </summary>
internal sealed partial class Partition : IDisposable
{
    private static readonly TimeSpan _retryDue = TimeSpan.FromMilliseconds(250);

    /// <summary>What failed by a mistake will mostly fail again: rarely enough for a log that somebody is to read.</summary>
    private static readonly TimeSpan _retryMistake = TimeSpan.FromMinutes(1);

    private readonly EmbeddedEngine _engine;
    private readonly ushort _index;
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceId, ResourceEntry> _resources = [];
    private readonly Dictionary<uint, ResourceEntry> _byNumber = [];
    private readonly SortedSet<WakeUp> _schedule = new(WakeUp.Earliest);
    private readonly FactWriter _records = new();
    private readonly List<int> _offsets = [];
    private readonly ITimer _timer;
    private readonly UInt128 _seed;

    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private DateTimeOffset _lastTurn;
    private ulong _turns;
    private long _wakeUps;
    private uint _lastNumber;
    private long _seen;
    private bool _stopping;

    /// <param name="seed">128 bits that no other start of any partition has.</param>
    public Partition(EmbeddedEngine engine, ushort index, UInt128 seed)
    {
        _engine = engine;
        _index = index;
        _seed = seed;
        _timer = engine.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Decides the request, or parks it. Returns the question it has first, if any.</summary>
    public void Take<TOperation, TResource, TRequest, TReply>(
        Exchange<TOperation, TResource, TRequest, TReply> exchange,
        ResourceId id,
        CancellationToken gone
    )
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        bool parked;
        lock (_gate)
        {
            if (_stopping)
            {
                exchange.Abandon();
                return;
            }

            var now = Now();
            var entry = FindOrCreate(id);
            parked = !exchange.TryDecide(this, entry, now);
            AfterTurn(entry, now);
        }

        if (parked)
        {
            exchange.WatchClient(this, gone);
        }
        else
        {
            exchange.FinishIfDurable();
        }
    }

    /// <summary>Records facts that undo an answer whose client has left.</summary>
    public void Undo<TResource>(ResourceId id, Caller caller, Func<TResource, Turn, IReadOnlyList<IFact>> undo)
        where TResource : Resource
    {
        lock (_gate)
        {
            if (_resources.TryGetValue(id, out var entry) && !_stopping)
            {
                var now = Now();
                Commit(entry, undo((TResource)entry.Resource, TurnOn(entry, now, now, caller, null)), now);
                AfterTurn(entry, now);
            }
        }
    }

    /// <summary>Takes a call from another resource; the refusal, or null when it is taken (now or before).</summary>
    /// <returns>The refusal and the position at which the call's effect is durable; below zero when the journal took nothing.</returns>
    public (CallRefusal? Refusal, long Position) TakeCall(Call call, object request, Caller caller)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return (null, -1);
            }

            if (!_engine.Facts.Kinds.ContainsKey(call.Target.Kind))
            {
                return (new CallRefusal("UnsupportedOperation", $"This server has no {call.Target.Kind}."), _seen);
            }

            var now = Now();
            var entry = FindOrCreate(call.Target);
            if (entry.CallsTaken.GetValueOrDefault(call.Source) >= call.Number)
            {
                return (null, _seen);
            }

            CallOutcome outcome;
            try
            {
                outcome = Access.OfCall(_engine.Authorizer, call)?.Refusal(entry.Resource, entry.Id.Arn, now) is { } denied
                    ? CallOutcome.Refused(denied.Code, denied.Message)
                    : entry.Resource.OnCall(TurnOn(entry, now, now, caller, null), call, request);
            }
            catch (Exception failure) when (failure is not IOException)
            {
                outcome = new CallOutcome([], _engine.Mistake($"Deciding on {call.Action} by {call.Source.Arn}", failure));
            }

            if (
                outcome.Refusal is null
                && Commit(entry, [.. outcome.Facts, new CallTaken(call.Source, call.Number)], now) is not null
            )
            {
                return (null, -1);
            }

            if (outcome.Refusal is null)
            {
                entry.Resource.ObserveCall(call, outcome.Facts);
            }

            AfterTurn(entry, now);
            return (outcome.Refusal, _seen);
        }
    }

    /// <summary>Lets the caller of a call decide what follows; false when the journal took nothing and it must be asked again.</summary>
    public bool Settle(Call call, CallRefusal? refusal, Caller caller)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            if (!_resources.TryGetValue(call.Source, out var entry))
            {
                return true;
            }

            var now = Now();
            IReadOnlyList<IFact> facts;
            try
            {
                facts = entry.Resource.OnCallSettled(TurnOn(entry, now, now, caller, null), call, refusal);
            }
            catch (Exception failure)
            {
                // Recorded and not settled: it is made again after the next start.
                _engine.Mistake($"What follows from {call.Action} to {call.Target.Arn}", failure);
                return true;
            }

            if (Commit(entry, facts, now) is not null)
            {
                return false;
            }

            AfterTurn(entry, now);
            return true;
        }
    }

    /// <summary>Ends the wait of a client that has left.</summary>
    public void Leave(Parked parked)
    {
        lock (_gate)
        {
            if (parked.Place is not null)
            {
                Unpark(parked);
                parked.Abandon();
            }
        }
    }

    /// <summary>Answers everybody who waits and takes no more turns.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            var now = Now();
            foreach (var entry in _resources.Values)
            {
                while (entry.Waiting.First is { } oldest)
                {
                    oldest.Value.EndWait(this, entry, now);
                    Unpark(oldest.Value);
                }
            }
        }
    }

    /// <summary>The turn in which a resource decides; it is told that time has come so far.</summary>
    public Turn TurnOn(ResourceEntry entry, DateTimeOffset now, DateTimeOffset askedAt, Caller caller, object? answer)
    {
        entry.Resource.Reach(now);
        return TurnAt(now, askedAt, caller, answer);
    }

    private Turn TurnAt(DateTimeOffset now, DateTimeOffset askedAt, Caller caller, object? answer) =>
        new(now, askedAt, caller, _seed + ++_turns, answer, _engine.SecretKey);

    /// <summary>Puts facts in the journal and then in memory; the refusal when the journal takes none of them.</summary>
    public Api.AwsError? Commit(ResourceEntry entry, IReadOnlyList<IFact> facts, DateTimeOffset now)
    {
        if (facts.Count == 0)
        {
            return null;
        }

        _records.Clear();
        _offsets.Clear();
        var isNew = entry.Number == 0;
        var number = isNew ? _lastNumber + 1 : entry.Number;
        if (isNew)
        {
            AddRecord(number, new ResourceIntroduced(entry.Id));
        }

        var allowedWhenFull = true;
        for (var index = 0; index < facts.Count; index++)
        {
            AddRecord(number, facts[index]);
            allowedWhenFull &= facts[index].AllowedWhenFull;
        }

        var append = _engine.Journal.TryAppend(_records.Written, allowedWhenFull, now.UtcTicks, out var position);
        if (append != Append.Done)
        {
            return append == Append.Full ? EngineErrors.DiskFull : EngineErrors.Congested;
        }

        if (isNew)
        {
            entry.Number = _lastNumber = number;
            _byNumber.Add(number, entry);
        }

        _seen = position + _records.Length;
        try
        {
            ApplyAll(entry, facts, position, first: isNew ? 1 : 0);
        }
        catch (Exception failure)
        {
            // The journal has the facts and memory has not: nothing that was said from here on could be kept.
            _engine.Fail(failure);
            throw;
        }

        return null;
    }

    private void ApplyAll(ResourceEntry entry, IReadOnlyList<IFact> facts, long position, int first)
    {
        for (var index = 0; index < facts.Count; index++)
        {
            var offset = _offsets[first + index];
            var end = first + index + 1 < _offsets.Count ? _offsets[first + index + 1] : _records.Length;
            Apply(entry, facts[index], new PayloadHandle(position + offset, end - offset));
            if (facts[index] is ICallingFact calling)
            {
                _engine.Pump.Post(calling.CallsOf(entry.Resource), _seen);
            }
        }
    }

    /// <summary>
    /// Registers for the flush of all that this partition's turns have seen, and of what was seen elsewhere; false when that is
    /// flushed already.
    /// </summary>
    public bool TellWhenDurable(IDurableWaiter waiter, long seenElsewhere) =>
        _engine.Journal.TellWhenDurable(Math.Max(_seen, seenElsewhere), waiter);

    public void Park(Parked parked, ResourceEntry entry, DateTimeOffset deadline)
    {
        parked.Place = entry.Waiting.AddLast(parked);
        parked.Deadline = new WakeUp(deadline, ++_wakeUps, entry, parked);
        _schedule.Add(parked.Deadline);
        Arm(deadline);
    }

    /// <summary>Nothing keeps a request that waits no longer: with a long wait behind it, it would outlive many collections.</summary>
    private void Unpark(Parked parked)
    {
        _schedule.Remove(parked.Deadline!);
        parked.Deadline!.Entry.Waiting.Remove(parked.Place!);
        parked.Deadline = null;
        parked.Place = null;
    }

    /// <summary>After the replay: the time goes on from here, what falls due is scheduled, and recorded calls are made again.</summary>
    public void Start(DateTimeOffset notBefore)
    {
        lock (_gate)
        {
            _lastTurn = notBefore;
            var now = Now();
            foreach (var entry in _resources.Values)
            {
                Schedule(entry, now);
                _engine.Pump.Post(entry.Resource.PendingCalls(), _seen);
            }
        }
    }

    public int ResourceCount
    {
        get
        {
            lock (_gate)
            {
                return _resources.Count;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void AfterTurn(ResourceEntry entry, DateTimeOffset now)
    {
        while (entry.Waiting.First is { } oldest)
        {
            var parked = oldest.Value;
            if (!parked.TryDecide(this, entry, now))
            {
                break;
            }

            Unpark(parked);
        }

        if (entry.Number == 0 && entry.Waiting.Count == 0)
        {
            _resources.Remove(entry.Id);
        }
        else
        {
            Schedule(entry, now);
        }
    }

    private DateTimeOffset Now()
    {
        var now = _engine.Time.GetUtcNow();
        return _lastTurn = now > _lastTurn ? now : _lastTurn;
    }

    private static bool IsForgettable(ResourceEntry entry, DateTimeOffset now) =>
        entry.Waiting.Count == 0 && entry.Resource.IsForgettable(now);

    private void Apply(ResourceEntry entry, IFact fact, PayloadHandle at)
    {
        try
        {
            ApplyUnguarded(entry, fact, at);
        }
        catch (Exception failure) when (failure is not (IOException or InvalidDataException))
        {
            throw FactNotAppliedException.Of($"{fact.GetType().Name} at {at.Position}", entry.Id.Arn, failure);
        }
    }

    private void ApplyUnguarded(ResourceEntry entry, IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case CallTaken call:
                entry.CallsTaken[call.Source] = call.Number;
                break;
            case PayloadMoved moved:
                var inner = _engine.ReadFact(moved.InnerTag, moved.InnerFields);
                entry.Resource.Relocate(inner, moved.From, at);
                break;
            default:
                entry.Resource.Apply(fact, at);
                break;
        }
    }

    private void AddRecord(uint number, IFact fact)
    {
        var offset = _records.Skip(Frame.RecordHeadBytes);
        _offsets.Add(offset);
        fact.Write(_records);
        Frame.WriteRecordHead(_records.At(offset), _index, fact.Tag, number);
    }

    private ResourceEntry FindOrCreate(ResourceId id) => _resources.TryGetValue(id, out var entry) ? entry : Add(id, 0, New(id));

    private Resource New(ResourceId id) =>
        _engine.Facts.Kinds.TryGetValue(id.Kind, out var begin)
            ? begin(id)
            : throw new InvalidDataException($"{id.Arn} is a {id.Kind}, which this program does not know.");

    private ResourceEntry Add(ResourceId id, uint number, Resource resource)
    {
        resource.Payloads = _engine.Segments;
        var entry = new ResourceEntry(id, number, resource);
        _resources[id] = entry;
        if (number > 0)
        {
            _byNumber[number] = entry;
            _lastNumber = Math.Max(_lastNumber, number);
        }

        return entry;
    }
}
