namespace Millrace.Engine.Embedded;

/// <summary>
/// The calls from one resource to another, in order. What waits is made in one go and settled after one flush: a call may be taken
/// before the one ahead of it is durable, because both lie in the target's partition and the journal loses only its end.
/// </summary>
internal sealed class CallLane : IThreadPoolWorkItem
{
    /// <summary>Calls made before the first of them is settled.</summary>
    private const int InARow = 64;

    private readonly EmbeddedEngine _engine;
    private readonly CallPump _pump;
    private readonly Caller _caller;
    private readonly Queue<PostedCall> _waiting = new();

    public CallLane(EmbeddedEngine engine, CallPump pump, in PostedCall first)
    {
        _engine = engine;
        _pump = pump;
        Source = first.Call.Source;
        Target = first.Call.Target;
        _caller = EngineCaller.Of(first.Call);
        _waiting.Enqueue(first);
    }

    public ResourceId Source { get; }

    public ResourceId Target { get; }

    /// <summary>Runs until nothing waits. A lane that fails (a payload that cannot be read back) is the engine's failure.</summary>
    public void Execute() => _engine.Watch(RunAsync());

    /// <summary>Called under the pump's lock, like <see cref="TryTake"/>.</summary>
    public void Add(in PostedCall posted) => _waiting.Enqueue(posted);

    public bool TryTake(List<PostedCall> calls)
    {
        while (calls.Count < InARow && _waiting.TryDequeue(out var next))
        {
            calls.Add(next);
        }

        return calls.Count > 0;
    }

    private async Task RunAsync()
    {
        var calls = new List<PostedCall>();
        while (_pump.TryTake(this, calls))
        {
            await _engine.DurableAsync(calls[^1].DurableAt);
            for (var next = 0; next < calls.Count; )
            {
                next = await MakeFromAsync(calls, next);
            }

            calls.Clear();
        }
    }

    /// <summary>Makes calls and settles them; returns the index of the first that is still to be made.</summary>
    /// <remarks>
    /// A refused call is the last of its round: the target only remembers the last number it took, so what became of the refused one
    /// must be in the journal before a later one is taken, or a crash in between would make it look taken. One that finds no room ends
    /// the round as well: those before it have arrived, and waiting with that for the disk would only make them arrive twice.
    /// </remarks>
    private async ValueTask<int> MakeFromAsync(List<PostedCall> calls, int first)
    {
        var next = first;
        CallRefusal? refusal = null;
        var durableAt = 0L;
        var hasRoom = true;
        while (next < calls.Count && refusal is null && hasRoom)
        {
            (refusal, var position) = Make(calls[next]);
            hasRoom = position >= 0;
            next += hasRoom ? 1 : 0;
            durableAt = Math.Max(durableAt, position);
        }

        await _engine.DurableAsync(durableAt);
        for (var index = first; index < next; index++)
        {
            await _engine.SettleAsync(calls[index].Call, index == next - 1 ? refusal : null);
            _pump.Release(calls[index]);
        }

        if (!hasRoom)
        {
            await _engine.PauseAsync();
        }

        return next;
    }

    /// <returns>The refusal and the position at which the call's effect is durable; below zero when the journal took nothing.</returns>
    private (CallRefusal? Refusal, long Position) Make(in PostedCall posted)
    {
        var refusal = _pump.Compose(posted, out var request);
        return refusal is null && request is not null
            ? _engine.PartitionOf(posted.Call.Target).TakeCall(posted.Call, request, _caller)
            : (refusal, 0);
    }
}
