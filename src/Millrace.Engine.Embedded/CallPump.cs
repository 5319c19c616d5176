namespace Millrace.Engine.Embedded;

/// <summary>
/// Makes the calls that facts have recorded, once those facts are durable. Calls from one resource to another go in
/// order, one at a time, so the target needs to remember a single number; different pairs do not wait for each other.
/// </summary>
internal sealed class CallPump(EmbeddedEngine engine)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ResourceId Source, ResourceId Target), Queue<(Call Call, long DurableAt)>> _lanes = [];
    private bool _stopping;

    /// <summary>Calls recorded and not yet settled.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Values.Sum(lane => lane.Count);
            }
        }
    }

    /// <summary>Takes a call over. Its payload stays readable until it is settled.</summary>
    public void Post(Call call, long durableAt)
    {
        engine.Segments.Pin(call.Payload);
        var isFirst = false;
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            var key = (call.Source, call.Target);
            if (!_lanes.TryGetValue(key, out var lane))
            {
                _lanes.Add(key, lane = new Queue<(Call, long)>());
                isFirst = true;
            }

            lane.Enqueue((call, durableAt));
        }

        if (isFirst)
        {
            engine.Dispatch(new Lane(this, call.Source, call.Target));
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            _lanes.Clear();
        }
    }

    private async Task RunAsync(ResourceId source, ResourceId target)
    {
        while (Peek(source, target) is { } next)
        {
            await engine.DurableAsync(next.DurableAt);
            await MakeAsync(next.Call);
            engine.Segments.Unpin(next.Call.Payload);
            if (IsLast(source, target))
            {
                return;
            }
        }
    }

    private async Task MakeAsync(Call call)
    {
        var payload = engine.ReadFact(call.Payload);
        var (refusal, position) = engine.PartitionOf(call.Target).TakeCall(call, payload, EngineCaller.Instance);
        while (position < 0)
        {
            await engine.PauseAsync();
            (refusal, position) = engine.PartitionOf(call.Target).TakeCall(call, payload, EngineCaller.Instance);
        }

        await engine.DurableAsync(position);
        while (!engine.PartitionOf(call.Source).Settle(call, refusal, EngineCaller.Instance))
        {
            await engine.PauseAsync();
        }
    }

    private (Call Call, long DurableAt)? Peek(ResourceId source, ResourceId target)
    {
        lock (_gate)
        {
            return _lanes.TryGetValue((source, target), out var lane) && lane.TryPeek(out var next) ? next : null;
        }
    }

    private bool IsLast(ResourceId source, ResourceId target)
    {
        lock (_gate)
        {
            if (_lanes.TryGetValue((source, target), out var lane))
            {
                lane.Dequeue();
                if (lane.Count > 0)
                {
                    return false;
                }

                _lanes.Remove((source, target));
            }

            return true;
        }
    }

    private sealed class Lane(CallPump pump, ResourceId source, ResourceId target) : IThreadPoolWorkItem
    {
        public void Execute() => pump.Watch(pump.RunAsync(source, target));
    }

    /// <summary>A lane that fails (a payload that cannot be read back) is the engine's failure, not a silent end.</summary>
    private void Watch(Task lane) => engine.Watch(lane);
}
