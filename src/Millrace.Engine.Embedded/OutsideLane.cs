namespace Millrace.Engine.Embedded;

/// <summary>The calls to one target outside: some at a time, so that one that does not answer holds up nobody else.</summary>
internal sealed class OutsideLane(EmbeddedEngine engine, CallPump pump, IHand hand, ResourceId target)
{
    /// <summary>Calls to one target at the same time.</summary>
    private const int AtOnce = 16;

    private readonly Queue<PostedCall> _waiting = new();
    private int _running;

    public ResourceId Target { get; } = target;

    public bool IsIdle => _running == 0;

    /// <summary>Called under the pump's lock, like <see cref="TryTakeNext"/>.</summary>
    public bool TryStart(in PostedCall posted, out Run run)
    {
        if (_running == AtOnce)
        {
            _waiting.Enqueue(posted);
            run = null!;
            return false;
        }

        _running++;
        run = new Run(this, posted);
        return true;
    }

    public bool TryTakeNext(out PostedCall next)
    {
        if (_waiting.TryDequeue(out next))
        {
            return true;
        }

        _running--;
        return false;
    }

    private async Task RunAsync(PostedCall posted)
    {
        do
        {
            await engine.DurableAsync(posted.DurableAt);
            var refusal = pump.Compose(posted, out var request);
            if (refusal is null && request is not null)
            {
                refusal = await MakeAsync(posted.Call, request);
            }

            await engine.SettleAsync(posted.Call, refusal);
            pump.Release(posted);
        } while (pump.TryTakeNext(this, out posted));
    }

    private async ValueTask<CallRefusal?> MakeAsync(Call call, object request)
    {
        try
        {
            return await hand.MakeAsync(call, request, engine.Stopping);
        }
        catch (Exception failure) when (!engine.Stopping.IsCancellationRequested)
        {
            return engine.Mistake($"{call.Action} to {call.Target.Arn}", failure);
        }
    }

    /// <summary>One call after the other, beside others to the same target.</summary>
    internal sealed class Run(OutsideLane lane, PostedCall first) : IThreadPoolWorkItem
    {
        public void Execute() => lane.Watch(lane.RunAsync(first));
    }

    private void Watch(Task run) => engine.Watch(run);
}
