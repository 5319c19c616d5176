namespace Millrace.Engine.Embedded;

/// <summary>
/// Makes the calls that facts have recorded, once those facts are durable. Calls from one resource to another go in order, so the
/// target needs to remember a single number; different pairs do not wait for each other. Calls to the outside have no order.
/// </summary>
internal sealed class CallPump(EmbeddedEngine engine, IReadOnlyDictionary<string, IHand> hands)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ResourceId Source, ResourceId Target), CallLane> _lanes = [];
    private readonly Dictionary<ResourceId, OutsideLane> _outside = [];
    private bool _stopping;
    private int _pending;
    private TaskCompletionSource? _idle;

    /// <summary>Calls recorded and not yet settled.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Takes calls over. Their payloads stay readable until they are settled.</summary>
    public void Post(IEnumerable<Call> calls, long durableAt)
    {
        CallPayload? payload = null;
        foreach (var call in calls)
        {
            if (payload is null || payload.Handle != call.Payload)
            {
                payload = new CallPayload(engine, call.Payload);
            }

            Post(new PostedCall(call, payload, durableAt));
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
        }
    }

    /// <summary>Makes of what a call carries the form that its target understands.</summary>
    /// <param name="request">Null when there is nothing to call for.</param>
    /// <returns>Why nothing can be made of it; null when it can.</returns>
    public CallRefusal? Compose(in PostedCall posted, out object? request)
    {
        request = null;
        var fact = posted.Payload.Read();
        try
        {
            request = engine.Facts.Composers.TryGetValue(posted.Call.Source.Kind, out var compose)
                ? compose(posted.Call, fact)
                : fact;
            return null;
        }
        catch (Exception failure) when (failure is not IOException && !engine.Stopping.IsCancellationRequested)
        {
            // It would fail again after every start. Whoever sent it decides what becomes of it, as with any refusal.
            return engine.Mistake($"Composing {posted.Call.Action} to {posted.Call.Target.Arn}", failure);
        }
    }

    /// <summary>A call is done with.</summary>
    public void Release(in PostedCall posted)
    {
        engine.Segments.Unpin(posted.Call.Payload);
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            Interlocked.Exchange(ref _idle, null)?.TrySetResult();
        }
    }

    /// <summary>Completes at a moment when no call is recorded and not settled.</summary>
    public Task IdleAsync()
    {
        if (Pending == 0)
        {
            return Task.CompletedTask;
        }

        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var idle = Interlocked.CompareExchange(ref _idle, own, null) ?? own;
        if (Pending == 0)
        {
            idle.TrySetResult();
        }

        return idle.Task;
    }

    /// <summary>Takes what a lane is to do next; false when there is nothing and the lane is closed.</summary>
    public bool TryTake(CallLane lane, List<PostedCall> calls)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            if (lane.TryTake(calls))
            {
                return true;
            }

            _lanes.Remove((lane.Source, lane.Target));
            return false;
        }
    }

    /// <summary>A call to the outside has ended; the next one to the same target, if any waits.</summary>
    public bool TryTakeNext(OutsideLane lane, out PostedCall next)
    {
        lock (_gate)
        {
            if (!_stopping && lane.TryTakeNext(out next))
            {
                return true;
            }

            if (lane.IsIdle)
            {
                _outside.Remove(lane.Target);
            }

            next = default;
            return false;
        }
    }

    private void Post(in PostedCall posted)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            engine.Segments.Pin(posted.Call.Payload);
            Interlocked.Increment(ref _pending);
            if (hands.TryGetValue(posted.Call.Target.Kind, out var hand))
            {
                PostOutside(hand, posted);
                return;
            }

            var key = (posted.Call.Source, posted.Call.Target);
            if (_lanes.TryGetValue(key, out var open))
            {
                open.Add(posted);
                return;
            }

            var lane = new CallLane(engine, this, posted);
            _lanes.Add(key, lane);
            engine.Dispatch(lane);
        }
    }

    private void PostOutside(IHand hand, in PostedCall posted)
    {
        if (!_outside.TryGetValue(posted.Call.Target, out var lane))
        {
            _outside.Add(posted.Call.Target, lane = new OutsideLane(engine, this, hand, posted.Call.Target));
        }

        if (lane.TryStart(posted, out var run))
        {
            engine.Dispatch(run);
        }
    }
}
